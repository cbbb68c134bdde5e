"""Few words at the front door: a mere no, a greeting, a single word, a goodbye taken back."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.commands import Command
from flows.english.commands import command as english_command
from flows.english.speech import ENGLISH
from flows.events import Choice, Variant
from flows.french.commands import command
from flows.french.speech import FRENCH
from flows.routes import Route, route_of
from tests.flows.calls import BINS, HOURS, PlayedCall, sure

PACS = Choice(
    slug="pacs",
    title="un Pacs",
    service="etat-civil",
    score=0.9,
    spoken="Venez à deux.",
    question="Voulez-vous conclure un Pacs ou le dissoudre ?",
    variants=(
        Variant(label="conclure", phrases=("conclure",), spoken="Venez à deux."),
        Variant(label="le dissoudre", phrases=("dissoudre",), spoken="Écrivez-nous."),
    ),
)
CARS = Choice(
    slug="fourriere",
    title="la fourrière",
    service="police-municipale",
    score=0.9,
    spoken="Si une voiture gêne, je peux vous passer la police municipale.",
    details="La fourrière est rue du Four.",
)


@pytest.mark.parametrize("no", ["non", "ah non", "pas vraiment"])
def test_a_mere_no_after_a_misunderstanding_is_one_more_and_ends_nothing(no):
    call = PlayedCall()
    assert call.says("blabla dans le vent")[-1] == "main.question.no_match.1"
    assert call.says(no) == ["main.question.no_match.2"]
    assert not call.hung_up


def test_no_thanks_after_a_misunderstanding_is_the_end():
    call = PlayedCall()
    call.says("blabla dans le vent")
    assert call.says("non merci") == ["goodbye"]


@pytest.mark.parametrize("words", ["no", "i don't have it", "not really sure", "i don't know"])
def test_english_refusals_after_a_misunderstanding_end_nothing(words):
    call = PlayedCall(languages=("fr", "en"))
    call.presses("9")
    call.says("blabla in the wind")
    assert call.says(words) == ["main.question.no_match.2"]


@pytest.mark.parametrize(
    "words", ["bonjour", "allô allô", "bonjour madame", "oui bonjour", "allô oui bonjour"]
)
def test_a_greeting_is_no_failure(words):
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says(words)
    assert call.asked in ("main.question", "main.question_again")
    assert call.says("les encombrants") == ["answer.spoken", "main.anything_else"]


def test_a_mere_yes_to_the_open_question_is_a_greeting_only_once():
    call = PlayedCall()
    assert call.says("oui") == ["main.question_again"]
    assert call.says("oui")[-1] == "main.question.no_match.1"


def test_a_greeting_is_not_waited_for_as_a_whole_answer():
    assert command("bonjour") is Command.GREETING
    assert english_command("good morning") is Command.GREETING
    assert command("bonjour je voudrais un passeport") is None


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("message", Route.MESSAGE),
        ("un message", Route.MESSAGE),
        ("rappeler", Route.CALLBACK),
        ("un rappel s'il vous plaît", Route.CALLBACK),
        ("rappelez-moi ce soir à vingt heures", Route.CALLBACK),
        ("rappelez-moi ce qu'il faut apporter", None),
        ("rappel de vaccin", None),
        ("rendez-vous", Route.APPOINTMENT),
        ("je voudrais un rendez-vous avec le maire", None),
        ("un rendez-vous avec madame la maire adjointe", None),
        ("on m'a appelé de ce numéro", Route.CALLBACK),
    ],
)
def test_one_word_is_enough(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("message", Route.MESSAGE),
        ("callback", Route.CALLBACK),
        ("i want to get an appointment with the mayor", None),
        ("i want an appointment for a passport", Route.APPOINTMENT),
    ],
)
def test_one_english_word_is_enough(words, route):
    assert ENGLISH.route_of(words) is route


def test_an_appointment_asked_for_at_a_deciding_question_is_for_its_subject():
    call = PlayedCall(knows={"pacs": sure(PACS)})
    assert call.says("pacs") == ["answer.which_2"]
    call.says("rendez-vous")
    assert call.asked.startswith("appointment.")


@pytest.mark.parametrize(
    "words",
    ["passez-moi un responsable", "je veux parler à votre supérieur", "je veux parler à un responsable"],
)
def test_somebody_in_charge_is_a_person(words):
    assert command(words) is Command.AGENT


def test_a_manager_is_a_person_in_english():
    assert english_command("i want to speak to a manager") is Command.AGENT


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("au revoir ah non attendez", "non attendez"),
        ("au revoir et un rendez-vous pour un passeport", "un rendez vous pour un passeport"),
        ("merci au revoir", ""),
        ("au revoir et merci", ""),
        ("au revoir et bonne journée", ""),
    ],
)
def test_a_goodbye_may_be_taken_back(words, rest):
    assert FRENCH.after_goodbye(words) == rest


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("bye oh no wait", "no wait"),
        ("goodbye and an appointment please", "an appointment please"),
        ("bye and thank you", ""),
        ("bye bye", ""),
    ],
)
def test_an_english_goodbye_may_be_taken_back(words, rest):
    assert ENGLISH.after_goodbye(words) == rest


def test_whoever_takes_a_goodbye_back_is_still_there():
    call = PlayedCall(knows={"les horaires": sure(HOURS), "les encombrants": sure(BINS)})
    call.says("les horaires")
    assert call.says("au revoir ah non attendez") == ["ask.take_your_time"]
    assert call.says("au revoir et les encombrants")[0] == "answer.spoken"


@pytest.mark.parametrize("words", ["non je voudrais autre chose", "non mais j'ai une question"])
def test_another_question_announced_is_listened_to(words):
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says(words) == ["main.question_again"]


@pytest.mark.parametrize("words", ["non pas d'autre question", "je n'ai plus de question merci"])
def test_no_other_question_is_none(words):
    assert FRENCH.another_question(words) is None


def test_what_was_not_understood_is_said_in_other_words_and_is_no_failure():
    call = PlayedCall()
    assert call.says("je comprends pas") == ["main.question.no_input.1"]
    assert call.says("je ne comprends rien") == ["main.question.no_input.2"]
    assert call.says("blabla dans le vent")[-1] == "main.question.no_match.1"


@pytest.mark.parametrize("words", ["effacez mes données", "je veux la suppression de mes données"])
def test_whoever_wants_to_be_erased_is_told_who_does_it(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.erasure", "main.question"]


@pytest.mark.parametrize("words", ["je suis muet", "je suis muette", "je ne peux pas parler"])
def test_whoever_cannot_speak_is_told_of_the_relay(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.relay", "main.question"]


def test_faster_takes_slower_back():
    call = PlayedCall()
    call.says("parlez plus lentement")
    assert call.last[-1].slow
    assert call.says("plus vite") == ["ask.faster", "main.question"]
    assert not call.last[-1].slow


@pytest.mark.parametrize("words", ["je ne parle pas bien français", "je parle mal le français"])
def test_little_french_is_offered_english_and_spoken_to_slowly(words):
    call = PlayedCall(languages=("fr", "en"))
    assert call.says(words) == ["language.two_understood", "language.offer", "main.question"]
    assert isinstance(call.last[-1], Say)
    assert (call.last[-1].language, call.last[-1].slow) == ("fr", True)


def test_no_french_at_all_is_answered_in_english():
    call = PlayedCall(languages=("fr", "en"))
    assert call.says("je ne parle pas français")[0] == "language.changed"


def test_an_answer_that_offers_a_person_is_followed_by_that_question():
    call = PlayedCall(knows={"la fourrière": sure(CARS)})
    assert call.says("la fourrière") == ["answer.spoken", "main.person_or_else"]
    call.says("oui")
    assert call.transfer.service == "police-municipale"


def test_the_rest_of_an_answer_that_offers_a_person_can_still_be_heard():
    call = PlayedCall(knows={"la fourrière": sure(CARS)})
    call.says("la fourrière")
    assert call.says("la suite")[0] == "answer.details"


@pytest.mark.parametrize("words", ["pardon excusez-moi", "excusez-moi", "pardon"])
def test_an_apology_has_the_line_say_it_again(words):
    assert command(words) is Command.REPEAT


def test_whoever_looks_for_their_words_is_given_time():
    assert command("je voudrais heu attendez je cherche") is Command.WAIT


def test_what_is_said_to_somebody_beside_is_not_what_is_asked():
    words = "chéri c'est quoi déjà le truc ah oui un rendez-vous pour un passeport"
    assert route_of(words) is Route.APPOINTMENT
    assert command("attends deux secondes maman je suis au téléphone") is Command.WAIT
    assert route_of("ah oui les horaires de la piscine") is None


def test_a_bare_no_at_the_first_question_hangs_nobody_up():
    assert PlayedCall().says("non")[-1] == "main.question.no_match.1"


def test_a_salute_at_the_very_first_is_no_goodbye():
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    assert call.says("salut") == ["main.question_again"]
    call.says("les horaires")
    assert call.says("salut") == ["goodbye"]


@pytest.mark.parametrize("words", ["allô bonjour je voudrais savoir", "j'aurais besoin d'un renseignement"])
def test_a_sentence_that_only_announces_a_question_is_listened_to(words):
    call = PlayedCall()
    assert call.says(words) == ["main.question_again"]


@pytest.mark.parametrize(
    "words", ["j'ai pas d'autre question", "non plus de questions merci", "aucune question"]
)
def test_no_other_question_is_the_end(words):
    assert FRENCH.nothing_more(words)


@pytest.mark.parametrize(
    "words", ["cheers mate", "brilliant thanks a lot", "no you've been great", "thank you so much"]
)
def test_whoever_is_content_has_no_other_question_in_english(words):
    assert ENGLISH.nothing_more(words)


@pytest.mark.parametrize(
    "words", ["great the second one", "thanks to my neighbour", "thank you for the passport"]
)
def test_thanks_that_say_something_end_nothing_in_english(words):
    assert not ENGLISH.nothing_more(words)


def test_no_other_question_is_the_end_in_english():
    assert ENGLISH.nothing_more("no other questions thanks")
    assert ENGLISH.nothing_more("i don't have any more questions")


def test_what_is_asked_with_a_yes_to_a_link_is_answered():
    linked = replace(HOURS, text_message="Horaires : https://mairie.example")
    call = PlayedCall(knows={"les horaires": sure(linked), "sur les encombrants": sure(BINS)}, texts=True)
    assert call.says("les horaires")[-1] == "answer.by_text"
    said = call.says("oui j'ai une autre question sur les encombrants")
    assert said[:2] == ["answer.text_sent", "answer.spoken"]


@pytest.mark.parametrize(
    "words",
    [
        *("non c'est le sien", "non je plaisante", "non mais allo", "non pas ça", "non la piscine"),
        *("non à lyon", "non pour moi", "non c'est pour moi", "ah non pas pour moi"),
    ],
)
def test_a_no_that_says_something_else_hangs_up_on_nobody(words):
    call = PlayedCall()
    call.says("blabla")
    call.says(words)
    assert not call.dialogue.ended
    assert not FRENCH.nothing_more(words)


@pytest.mark.parametrize(
    "words",
    [
        "merci beaucoup madame vous êtes bien aimable",
        "non merci je sais",
        "on s'arrête là",
        "non non c'est tout ce qu'il me fallait",
        "non vous avez été parfaite",
        "terminé",
        "super merci et bon courage",
        "bon ben je vais y aller",
        "ça me suffit",
        "merci vous êtes un ange",
        "ah ben voilà c'est parfait je vous remercie",
        "c'est noté merci",
        "ok merci pour tout",
        "merci pour votre patience bonne continuation",
        "non c'est bon pour moi",
        "non rien pour moi merci",
        "non merci pour moi",
    ],
)
def test_whoever_is_content_has_no_other_question(words):
    assert FRENCH.nothing_more(words)


@pytest.mark.parametrize("words", ["bonne journée à vous", "merci à la prochaine", "bisous", "allez bises"])
def test_leave_is_taken_in_many_ways(words):
    assert command(words) is Command.GOODBYE


@pytest.mark.parametrize(
    "words",
    [
        "merci de me passer l'état civil",
        "oui une autre chose",
        "c'est noté sur la lettre",
        "merci de me rappeler",
    ],
)
def test_thanks_that_ask_for_something_end_nothing(words):
    assert not FRENCH.nothing_more(words)
    assert command(words) is not Command.GOODBYE


@pytest.mark.parametrize(
    "words",
    [
        "oui une question",
        "j'ai deux choses à vous dire",
        "plusieurs questions",
        "bonjour c'est pour un renseignement",
        "une dernière",
        "j'en ai une autre",
        "vous pouvez m'aider",
    ],
)
def test_questions_announced_without_a_word_of_them_are_listened_to(words):
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says(words) == ["main.question_again"]


def test_a_mere_hesitation_is_waited_for():
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says("euh") == ["ask.take_your_time"]
    assert command("alors euh") is Command.WAIT
    assert command("euh la carte") is None


@pytest.mark.parametrize("words", ["menu", "qu'est-ce que vous savez faire", "what can you do"])
def test_whoever_asks_what_the_line_can_do_is_told_the_keys(words):
    call = PlayedCall(languages=("en",) if words.startswith("what") else ("fr",))
    assert call.says(words) == ["main.question.no_input.2"]


def test_whoever_finds_the_line_loud_is_not_told_to_turn_it_up():
    assert PlayedCall().says("parlez moins fort") == ["ask.quieter", "main.question"]
    english = PlayedCall(languages=("en",))
    assert english.says("you're too loud") == ["ask.quieter", "main.question"]


def test_whoever_speaks_neither_language_is_told_what_is_understood():
    assert PlayedCall().says("sprechen sie deutsch") == ["language.one_understood", "main.question"]
    said = PlayedCall(languages=("fr", "en")).says("no hablo francés")
    assert said == ["language.two_understood", "language.offer", "main.question"]


@pytest.mark.parametrize("words", ["ça va pas du tout", "ça ne va plus"])
def test_whoever_is_not_well_is_not_hung_up_on(words):
    assert not FRENCH.nothing_more(words)
    call = PlayedCall()
    call.says(words)
    assert not call.hung_up


@pytest.mark.parametrize("words", ["no i'm inside now", "no the other one", "no don't call me"])
def test_a_no_that_says_something_else_is_no_end_in_english(words):
    assert not ENGLISH.nothing_more(words)


@pytest.mark.parametrize(
    "words", ["non ça va merci", "non pas pour l'instant", "non c'est gentil", "ce sera tout", "rien du tout"]
)
def test_a_mere_no_however_kind_is_the_end(words):
    assert FRENCH.nothing_more(words)


def test_what_is_said_after_an_emergency_that_was_none_is_listened_to():
    call = PlayedCall()
    assert call.says("je vais me jeter par la fenêtre")[-1] == "emergency.next"
    call.says("non je plaisante")
    assert not call.dialogue.ended


@pytest.mark.parametrize("words", ["no hablo francés", "sprechen sie deutsch", "deutsch", "español"])
def test_whoever_speaks_another_language_is_told_of_english(words):
    call = PlayedCall(languages=("fr", "en"))
    assert call.says(words) == ["language.two_understood", "language.offer", "main.question"]


def test_that_is_all_ends_the_call_after_a_misunderstanding_too():
    call = PlayedCall()
    call.says("blabla")
    assert call.says("c'est tout") == ["goodbye"]


@pytest.mark.parametrize("words", ["j'ai rien à dire", "non rien à ajouter", "rien d'autre à dire"])
def test_nothing_to_say_is_nothing_more(words):
    assert FRENCH.nothing_more(words)


@pytest.mark.parametrize(
    "words",
    ["ici les pompiers de grenoble on cherche l'astreinte", "c'est le samu on cherche une adresse"],
)
def test_the_rescue_services_are_put_through_to_a_person(words):
    assert FRENCH.command(words) is Command.AGENT


def test_the_rescue_services_who_are_only_spoken_of_are_not_on_the_line():
    assert FRENCH.command("c'est les pompiers qui ont cassé ma porte") is None


@pytest.mark.parametrize("words", ["vous êtes gentille", "ah super"])
def test_a_kind_word_before_anything_was_asked_ends_no_call(words):
    assert PlayedCall().says(words) == ["main.question_again"]


def test_a_slip_of_the_tongue_is_no_wrong_number():
    assert not FRENCH.is_wrong_number("je me suis trompé")
    assert FRENCH.is_wrong_number("excusez moi je me suis trompé")
