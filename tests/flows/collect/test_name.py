"""Names: said, then spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.keyed_name import keyed_letters
from flows.collect.letters import with_letter_changed
from flows.collect.name import collect_name
from flows.collect.written_name import Name, parse_name
from flows.prompts.rules import LONGEST_SECONDS, seconds_of
from tests.flows.services import Played

NAMES = {
    "Martin": "martin|je m'appelle martin|c'est martin|monsieur martin|moi c'est martin|mon nom c'est martin"
    "|martin m a r t i n|alors euh martin|je suis madame martin|au nom de martin|m a r t i n|bonjour martin"
    "|monsieur martin à l'appareil",
    "Jean Martin": "jean martin|je m'appelle jean martin|jean martin m a r t i n|oui jean martin",
    "Jean Martain": "jean martin m a r t a i n",
    "Marie Dupont": "marie d u p o n t|c'est marie dupont|mademoiselle marie dupont",
    "Dupont": "dupont je vous épelle d u p o n t|dupont avec un t|ben dupont|dupont ça s'écrit d u p o n t",
    "de la Tour": "de la tour|c'est monsieur de la tour|madame de la tour",
    "Le Goff": "le goff|mon nom de famille est le goff",
    "d'Ormesson": "d'ormesson",
    "Jean d'Ormesson": "jean d'ormesson",
    "L'Hermite": "l'hermite|monsieur l'hermite",
    "O'Brien": "o'brien",
    "N'Diaye": "n'diaye|je m'appelle n'diaye",
    "du Pont": "du pont",
    "des Rosiers": "des rosiers",
    "Jean-Pierre": "j e a n tiret p i e r r e",
    "Lefèvre": "madame lefèvre|madame veuve lefèvre",
    "Dupond": "dupond comme dans tintin",
    "Le Grand": "le grand en deux mots",
    "Kowalski": "alors c'est madame kowalski k o w a l s k i",
    "Benali Mohamed": "benali mohamed",
    "Ben Ali": "ben ali|monsieur ben ali",
    "Leila Ben Jelloun": "leila ben jelloun|je m'appelle leila ben jelloun",
    "Ben Abdallah": "ben abdallah|c'est ben abdallah",
    "M'Barek": "m apostrophe barek|m'barek|m apostrophe b a r e k",
    "Jean-Pierre Dupont": "jean pierre dupont|jean-pierre dupont",
    "Marie-Claire Le Goff": "marie-claire le goff|marie claire le goff",
    "Marie Dupond": "marie d u p o n d avec un d à la fin",
    "Van der Meer": "van der meer",
    "Paul Durand": "nom durand prénom paul|prénom paul nom durand|pour mon fils paul durand"
    "|c'est pour mon mari paul durand|mon prénom c'est paul et mon nom c'est durand",
    "Lambert": "vous mettez lambert|notez lambert|écrivez lambert|lambert comme ça se prononce",
    "Marie Charlotte de la Tour du Pin": "marie charlotte de la tour du pin",
    "Saint-Exupéry": "saint-exupéry",
    "Mathieu": "m a t h i e u avec un seul t",
}
TABLE = [(words, name) for name, forms in NAMES.items() for words in forms.split("|")]


@pytest.mark.parametrize(
    ("words", "name"), [("pierre mercredi", "Pierre Mercredi"), ("je m'appelle julie samedi", "Julie Samedi")]
)
def test_a_day_is_a_name_after_a_first_name(words, name):
    heard = parse_name(words)
    assert heard is not None
    assert heard.text == name


@pytest.mark.parametrize("words", ["lundi", "plutôt mercredi", "mercredi matin", "je viens mercredi"])
def test_a_day_alone_is_no_name(words):
    assert parse_name(words) is None


@pytest.mark.parametrize("words", ["c'est personnel", "bon", "bon ben", "bernard c'est le prénom"])
def test_what_gives_no_name_is_none(words):
    assert parse_name(words) is None


@pytest.mark.parametrize(
    ("said", "correction", "name"),
    [
        ("dupond", "non avec un d", "Dupond"),
        ("legrand", "non en deux mots", "Le Grand"),
        ("le grand", "non le grand en deux mots", "Le Grand"),
        ("le grand", "non en un seul mot", "Legrand"),
        ("jean luc", "non jean marc petit", "Jean-Marc Petit"),
        ("mathéo barthélémy", "non t h é o", "Theo Barthélémy"),
    ],
)
def test_a_name_is_corrected_in_few_words(said, correction, name):
    call = Played(lambda talk, started: collect_name(talk, "callback.name"))
    call.says(said)
    call.says(correction)
    call.says("oui")
    assert call.result == name


@pytest.mark.parametrize(("words", "name"), TABLE)
def test_it_hears_a_name(words, name):
    heard = parse_name(words)
    assert heard is not None
    assert heard.text == name


@pytest.mark.parametrize(
    "words",
    [
        *("", "oui", "non", "euh", "la", "de", "je sais pas", "12", "quel est votre nom"),
        *("pourquoi vous voulez mon nom", "je ne veux pas donner mon nom", "c'est pour ma carte d'identité"),
        "un deux trois quatre cinq six sept",
    ],
)
def test_it_hears_no_name_in_a_sentence(words):
    assert parse_name(words) is None


def asking() -> Played:
    return Played(lambda talk, started: collect_name(talk, "appointment.name"))


def test_it_reads_the_name_back():
    call = asking()
    assert call.says("jean martin") == ["Jean Martin, c'est bien ça ?"]
    call.says("oui")
    assert call.result == "Jean Martin"


def test_after_a_refusal_it_asks_for_the_letters_and_spells_them_back():
    call = asking()
    call.says("martin")
    assert "Épelez votre nom" in call.says("non")[0]
    assert call.says("m a r t a i n") == ["Martain, qui s'écrit M, A, R, T, A, I, N. C'est bien ça ?"]
    call.says("oui voilà")
    assert call.result == "Martain"


def test_a_name_that_resembles_it_corrects_it():
    call = asking()
    call.says("martin")
    assert call.says("non martineau") == ["Martineau, c'est bien ça ?"]


@pytest.mark.parametrize(
    ("said", "words", "name"),
    [
        ("martel", "non avec deux l", "Martell"),
        ("bonnet", "non un seul n", "Bonet"),
        ("thomas", "non sans h", "Tomas"),
        ("dupont", "non avec un d à la fin", "Dupond"),
        ("villete", "non deux t", "Villette"),
    ],
)
def test_one_letter_is_corrected_without_spelling_it_all(said, words, name):
    call = asking()
    call.says(said)
    assert f"{name}, qui s'écrit" in call.says(words)[0]
    call.says("oui")
    assert call.result == name


def test_a_refusal_in_words_is_no_name():
    call = asking()
    call.says("martin")
    call.says("non pas du tout")
    assert call.asked == "name.spell"


def test_the_refused_name_is_not_offered_again_when_another_was_heard():
    call = asking()
    call.says("martin")
    call.says("non")
    assert call.says("martin", "martel") == ["Martel, c'est bien ça ?"]


def spelling(said="je m'appelle paul verre"):
    """A call in which a name was refused, and is to be spelled."""
    call = asking()
    call.says(said)
    call.says("non")
    assert call.asked == "name.spell"
    return call


def test_letters_are_listened_for_with_the_patience_they_need():
    question = spelling().dialogue.waiting_for
    assert question.patience == "long"
    assert {"comme marie", "l", "q", "double v"} <= set(question.phrases)
    assert asking().dialogue.waiting_for.phrases == ()


def test_a_first_name_tells_a_letter_that_was_misheard():
    letters = (
        "elle comme louis a comme anatole enne comme marie vé comme berthe e comme émile erre comme robert"
    )
    assert spelling().says(letters + " té comme thérèse")[0].startswith("Lambert, qui s'écrit L, A, M, B")


def test_what_reads_as_letters_from_end_to_end_goes_before_what_was_heard_openly():
    openly = "cel comme il y a comme anatole aime comme arrivée faire comme renversée comme terrain"
    letters = "elle comme louis comme anatole enne comme marie comme berthe comme émile erre té"
    assert spelling().says(openly, letters)[0].startswith("Lambert, qui s'écrit")


def test_a_sentence_is_not_read_back_for_letters_that_were_not_heard():
    call = spelling()
    call.says("celle de ses membres de verdun")
    assert call.asked == "name.spell.no_match.1"


@pytest.mark.parametrize(
    ("heard", "letters", "name"),
    [
        ("je m'appelle paul lampert", "l a m b e r t", "Paul Lambert"),
        ("je m'appelle sylvie martin", "s o p h i e", "Sophie Martin"),
        ("je m'appelle simon brun", "l a m b e r t", "Lambert"),
        ("je m'appelle latour", "d e espace l a espace t o u r", "de la Tour"),
    ],
)
def test_the_letters_of_the_word_that_was_misheard_leave_the_others(heard, letters, name):
    call = spelling(heard)
    call.says(letters)
    call.says("oui")
    assert call.result == name


def test_whoever_spells_the_name_they_refused_is_believed_once():
    call = spelling("je m'appelle paul lambert")
    assert call.says("l a m b e r t")[0].startswith("Paul Lambert, qui s'écrit")
    call.says("non")
    assert call.says("l a m b e r t") == ["Je garde Paul Lambert. Un agent vérifiera avec vous."]
    assert call.result == "Paul Lambert (?)"


@pytest.mark.parametrize(
    "letters",
    [
        "w o j c i e c h o w s k i",
        "double vé o ji cé i e cé ache o double vé esse ka i",
        "double v o j c i e c h o double v s k i",
    ],
)
def test_a_name_refused_then_spelled_the_same_is_read_back_letter_by_letter(letters):
    call = spelling("andrzej wojciechowski")
    assert call.says(letters)[0].startswith("Andrzej Wojciechowski, qui s'écrit A, N, D")
    call.says("oui")
    assert call.result == "Andrzej Wojciechowski"


def test_the_first_name_heard_is_kept_in_doubt_when_its_letters_are_not_understood():
    call = spelling("andrzej wojciechowski")
    call.says("celle de ses membres de verdun")
    assert call.asked == "name.spell.no_match.1"
    assert call.says("celle de ses membres de verdun")[0].startswith("Je garde Andrzej Wojciechowski")
    assert call.result == "Andrzej Wojciechowski (?)"


def test_whoever_would_rather_not_give_a_name_gives_none():
    call = spelling("andrzej wojciechowski")
    call.says("je ne veux pas le dire")
    assert call.result is None
    call = asking()
    call.says("non merci")
    assert call.result is None


def test_a_long_name_is_read_back_in_letters_alone():
    call = spelling("françoise de la fontaine d'hauteville")
    said = call.says("d apostrophe h a u t e v i l l e")[0]
    assert said.startswith("F, R, A, N")
    assert seconds_of(said) <= LONGEST_SECONDS


@pytest.mark.parametrize(("said", "name"), [("john mcallister", "John McAllister"), ("ali mcdo", "Ali Mcdo")])
def test_scottish_names_have_their_two_capitals(said, name):
    assert parse_name(said).text == name


def test_it_gives_up_politely_after_three_failures():
    call = asking()
    for _ in range(3):
        call.says("pourquoi vous voulez savoir ça")
    assert call.result is None
    assert "Continuons sans" in call.said[-1]


def test_three_silences_end_the_question():
    call = asking()
    for _ in range(3):
        call.is_silent()
    assert call.result is None


@given(st.text(max_size=50))
def test_no_text_breaks_it(text):
    name = parse_name(text)
    assert name is None or name.text


def test_a_name_of_several_words_is_not_said_twice_once_spelled():
    assert parse_name("Le Goff, L E plus loin G O deux F") == Name("Le Goff", spelled=True)
    assert parse_name("marie le goff g o deux f") == Name("Marie Le Goff", spelled=True)


@pytest.mark.parametrize(
    ("keys", "letters"),
    [
        ("71218253", "paul"),
        ("619113", None),
        ("2122", "ab"),
        ("212", None),
        ("2411", None),
        ("5121115374", "ja ls"),
        ("1111", None),
        ("", None),
        ("*1", None),
    ],
)
def test_two_keys_write_a_letter(keys, letters):
    assert keyed_letters(keys) == letters


def test_a_name_is_written_with_the_keys_alone():
    call = asking()
    call.presses("2")
    assert call.asked == "name.by_keys"
    call.presses("71218253117132814381#")
    assert call.asked == "name.read_back_spelled"
    call.presses("1")
    assert call.result == "Paul Petit"


def test_whoever_writes_a_name_with_the_keys_may_say_it_or_go_back_after_all():
    call = asking()
    call.presses("2")
    call.says("paul martin")
    assert call.asked == "name.read_back"


def test_a_name_left_out_is_told_to_be_asked_later():
    call = asking()
    assert call.presses("1") == ["D'accord. Un agent vous demandera votre nom."]
    assert call.result is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("bonet deux n", "Bonnet"),
        ("bonnet avec deux n", "Bonnet"),
        (
            "villardière tiret montesquieu v i l l a r d i e r e tiret m o n t e s q u i e u",
            "Villardière-Montesquieu",
        ),
        ("v i l l a r d i è r e", "Villardière"),
        ("paul durant p a u l d u r a n t", "Paul Durant"),
        ("prénom p a u l nom d u r a n t", "Paul Durant"),
        ("moussa bah", "Moussa Bah"),
        ("jean-marc bon", "Jean-Marc Bon"),
        ("bah paul martin", "Paul Martin"),
    ],
)
def test_letters_and_what_is_said_of_them_make_one_name(said, name):
    found = parse_name(said)
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "words", ["actually it's for an id card", "c comme camille", "i would like a passport"]
)
def test_words_that_are_no_name(words):
    assert parse_name(words) is None


def test_a_first_name_and_a_surname_spelled_at_once_are_told_apart_and_joined_when_that_is_refused():
    call = asking()
    assert call.says("p a u l d u r a n t")[0].startswith("Paul Durant, ")
    call.says("non")
    assert call.says("p a u l d u r a n t")[0].startswith("Pauldurant, ")


@pytest.mark.parametrize("letters", ["m a r t i n e z", "j e a n s o n", "p a u l i n"])
def test_a_surname_that_begins_as_a_first_name_is_left_whole(letters):
    assert " " not in asking().says(letters)[0].partition(",")[0]


def test_a_first_letter_alone_is_no_name_and_the_others_are_asked_for():
    call = asking()
    call.says("c comme camille")
    assert call.asked == "name.spell"
    call.says("c comme camille o comme oscar t comme thomas")
    assert call.asked == "name.read_back_spelled"


@pytest.mark.parametrize(
    ("name", "words", "changed"),
    [
        ("Dupond", "non avec un t", "Dupont"),
        ("Martine", "non avec un h", None),
        ("Dupont", "avec un t", "Dupont"),
    ],
)
def test_a_last_letter_taken_for_another_is_changed_in_a_word(name, words, changed):
    assert with_letter_changed(name, words) == changed


def test_an_accent_that_was_heard_stays_when_its_name_is_spelled_without():
    call = asking()
    assert call.says("villardière tiret montesquieu") == ["Villardière-Montesquieu, c'est bien ça ?"]
    call.says("non")
    said = call.says("v i l l a r d i e r e tiret m o n t e s q u i e u")
    assert said[0].startswith("Villardière-Montesquieu, qui s'écrit V, I, ")
