"""A name told inside a sentence, and what is no name at all."""

import pytest

from flows.collect.capture import asks_why, declines
from flows.collect.name import _correct, collect_name
from flows.collect.written_name import Name, parse_name
from tests.flows.reopened import ReopenedCall
from tests.flows.services import Played


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("mon mari s'appelle dupuis moi c'est renard", "Renard"),
        ("elle s'appelle chloé et moi mathéo", "Mathéo"),
        ("my husband is called dupuis and me i'm renard", "Renard"),
        ("elle s'appelle chloé martin", "Chloé Martin"),
        ("moi c'est renard", "Renard"),
        ("monsieur bon", "Bon"),
        ("c'est lopez avec un s", "Lopes"),
        ("lopes avec un s", "Lopes"),
        ("dupond avec un t à la fin", "Dupont"),
        ("jean marc bon", "Jean-Marc Bon"),
    ],
)
def test_a_name_is_told_in_a_sentence(said, name):
    found = parse_name(said)
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "said",
    ["c'est bon", "oui c'est bon", "c'est bon allez y", "i'm ready", "non le c avant le z", "c'est fait"],
)
def test_whoever_is_ready_or_tells_of_a_letter_gives_no_name(said):
    assert parse_name(said) is None


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Paul Bon", "au nom de kowalczyk", "Kowalczyk"),
        ("Bernard", "je m'appelle martin", "Martin"),
        ("Theo", "mathéo bernard", "Mathéo Bernard"),
    ],
)
def test_a_name_given_outright_corrects_the_one_read_back(before, words, after):
    corrected = _correct(Name(before), words)
    assert corrected is not None
    assert corrected.text == after


def test_what_names_nobody_corrects_nothing():
    assert _correct(Name("Paul Bon"), "pas du tout enfin presque") is None


def test_the_name_is_asked_again_once_a_pen_was_found():
    call = ReopenedCall()
    for words in ("un rendez-vous pour un passeport", "le premier", "oui", "attendez je prends un stylo"):
        call.says(words)
    call.says("c'est bon")
    assert call.asked.startswith("appointment.name")
    assert call.says("c'est au nom de kowalczyk") == ["name.read_back"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("durand non pardon dupont", "Dupont"),
        ("je m'appelle jean durand euh non dupont", "Jean Dupont"),
        ("marie martin pardon marie moreau", "Marie Moreau"),
        ("sophie petit je me trompe sophie legrand", "Sophie Legrand"),
        ("non dupont", "Dupont"),
        ("dupont non je me trompe durand", "Durand"),
    ],
)
def test_a_name_put_right_as_it_is_said_is_the_last_one(words, name):
    assert parse_name(words) == Name(name)


def test_whose_name_is_pardon_keeps_it():
    assert parse_name("madame pardon marie") == Name("Pardon Marie")


@pytest.mark.parametrize(
    "words",
    [
        *("dupont ah non désolé", "dubois non c'est bon", "dubois non laissez tomber"),
        *("marie martin non mariée dupont", "jean dupont non jacques", "jean durand non martin"),
    ],
)
def test_what_surely_puts_no_surname_right_makes_no_name(words):
    assert parse_name(words) is None


def asking() -> Played:
    return Played(lambda talk, started: collect_name(talk, "appointment.name"))


@pytest.mark.parametrize(
    "words",
    [
        *("je refuse", "je refuse de donner mon nom", "ça vous regarde pas", "ça ne vous regarde pas"),
        *("je donne pas mon nom", "non je ne donne pas mon nom", "vous n'avez pas besoin de mon nom"),
        *("anonyme", "pas de nom", "sans nom"),
    ],
)
def test_whoever_refuses_to_give_their_name_is_not_asked_again(words):
    call = asking()
    assert call.says(words) == ["D'accord. Un agent vous demandera votre nom."]
    assert call.result is None


@pytest.mark.parametrize("words", ["pourquoi vous voulez mon nom", "c'est pour quoi faire", "pourquoi"])
def test_whoever_asks_what_a_name_is_for_is_told_once(words):
    call = asking()
    assert call.says(words)[0].startswith("Votre nom permet au service de vous reconnaître.")
    assert call.asked == "appointment.name"
    call.says(words)
    assert call.asked == "appointment.name.no_match.1"


@pytest.mark.parametrize("words", ["pourquoi mon passeport n'est pas arrivé", "pour quoi faire un pacs"])
def test_another_why_is_left_to_whoever_knows(words):
    assert not asks_why(words)


@pytest.mark.parametrize("words", ["refus", "paul donner", "anne onyme", "regard"])
def test_a_name_that_is_like_a_refusal_is_none(words):
    assert not declines(words)


@pytest.mark.parametrize(
    "words",
    [
        *("non laissez tomber", "laisse tomber", "laissez-moi réfléchir", "appelez-moi demain", "tant pis"),
        *("appelez-moi ce soir", "deux l", "au revoir", "c'est pas grave", "c'est compliqué", "peu importe"),
    ],
)
def test_a_sentence_that_names_nobody_is_no_name(words):
    assert parse_name(words) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("appelez-moi bob", "Bob"),
        ("je suis le fils de madame roux", "Roux"),
        ("la fille de monsieur bernard", "Bernard"),
        ("je suis le mari de sophie bernard", "Sophie Bernard"),
        ("la famille durand", "Durand"),
        ("je suis madame veuve martin née durand", "Martin née Durand"),
        ("madame durand épouse martin", "Durand épouse Martin"),
        ("c'est roux mon nom", "Roux"),
        ("ben dupont quoi", "Dupont"),
        ("non jean-baptiste c'est le prénom le nom c'est lully", "Jean-Baptiste Lully"),
        ("jean-baptiste c'est le prénom et lully c'est le nom", "Jean-Baptiste Lully"),
        ("lully c'est le nom et le prénom c'est jean-baptiste", "Jean-Baptiste Lully"),
        ("mon nom c'est lully et mon prénom jean-baptiste", "Jean-Baptiste Lully"),
        ("gérard laisse", "Gérard Laisse"),
        ("paul demange", "Paul Demange"),
        ("la salle", "La Salle"),
    ],
)
def test_the_name_is_found_in_what_is_said_around_it(words, name):
    assert parse_name(words) == Name(name)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Sophie Lermitte", "non l'hermitte", Name("Sophie L'Hermitte")),
        ("Sophie L'Hermitte", "non l'hermitte avec un h", Name("Sophie L'Hermitte", spelled=True)),
        ("Abdoulaye Diaye", "non n'diaye", Name("Abdoulaye N'Diaye")),
        ("Abdoulaye N'Diaye", "non n'diaye", Name("Abdoulaye N'Diaye")),
        ("Paul Martin", "non martineau", Name("Paul Martineau")),
        ("Jean-Baptiste", "non c'est le prénom le nom c'est lully", Name("Jean-Baptiste Lully")),
        ("Jean-Baptiste", "mon nom c'est lully", Name("Jean-Baptiste Lully")),
        ("Jean-Baptiste", "le prénom le nom lully", Name("Jean-Baptiste Lully")),
        ("Jean-Baptiste", "jean-baptiste le prénom le nom lully", Name("Jean-Baptiste Lully")),
        ("Paul Martin", "non paul durand", Name("Paul Durand")),
        ("Martin", "non mon nom c'est martineau", Name("Martineau")),
        ("Paul Martin", "au nom de durand", Name("Durand")),
    ],
)
def test_a_surname_put_right_keeps_its_first_name(before, words, after):
    assert _correct(Name(before), words) == after
