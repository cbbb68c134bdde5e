"""Where a number is dictated, its words are listened for; what else is said there is answered as before."""

import pytest

from flows.actions import Ask
from flows.ask import Talk
from flows.collect.asked_number import collect_phone_number
from flows.collect.digits import collect_digits
from flows.collect.number_words import number_words
from flows.events import CallStarted
from tests.flows.calls import PlayedCall
from tests.flows.services import Played

SOME = {"zéro", "un", "seize", "vingt", "soixante", "cent", "mille", "et"}


def reference() -> Played:
    return Played(lambda talk, started: collect_digits(talk, "status.reference", 6))


def telephone() -> Played:
    return Played(lambda talk, started: collect_phone_number(talk, "callback.number"))


def waiting(call: Played) -> Ask:
    question = call.dialogue.waiting_for
    assert isinstance(question, Ask)
    return question


@pytest.mark.parametrize(
    ("begin", "number"),
    [(reference, "quatre sept un deux neuf zéro"), (telephone, f"zéro six{4 * ' douze'}")],
)
def test_number_words_are_listened_for_with_the_patience_they_need_until_it_is_had(begin, number):
    call = begin()
    for words in ("blabla dans le vent", number):
        assert set(waiting(call).phrases) >= SOME
        assert waiting(call).patience == "long"
        call.says(words)
    assert "zéro" not in waiting(call).phrases, "a yes or a no is expected"
    call.says("non")
    assert set(waiting(call).phrases) >= SOME, "by keys is asked, and in words is answered all the same"


def test_the_rest_of_a_number_is_listened_for_too():
    call = telephone()
    call.says("zéro six douze")
    assert call.asked == "phone.rest"
    assert set(waiting(call).phrases) >= SOME


@pytest.mark.parametrize("words", ["je ne l'ai pas", "je ne sais pas", "non"])
def test_whoever_has_no_reference_says_so(words):
    call = reference()
    call.says(words)
    assert call.results == [None]


def test_a_person_asked_for_and_keys_are_taken_as_at_any_question():
    call = reference()
    call.says("je voudrais parler à quelqu'un")
    assert call.results == ["AgentWanted"]
    call = reference()
    assert call.presses("471290#") == ["4, 7, 1, 2, 9, 0. C'est bien ça ?"]


def test_only_french_ears_that_listen_are_told_of_them():
    assert number_words(Talk(CallStarted(languages=("en", "fr")))) == ()
    assert number_words(Talk(CallStarted(languages=("fr",), unheard=("fr",)))) == ()


def test_english_wanted_where_a_number_is_dictated_asks_for_it_in_english():
    call = PlayedCall(languages=("fr", "en"))
    call.says("où en est mon signalement")
    assert call.asked == "status.reference"
    call.says("speak english")
    question = call.dialogue.waiting_for
    assert isinstance(question, Ask)
    assert (question.prompt, question.language, question.phrases) == ("status.reference", "en", ())


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("zéro six soixante-dix quinze vingt", "06 70 15 20"),
        ("zéro quatre soixante-seize douze treize", "04 76 12 13"),
        ("zéro quatre soixante-seize zéro un zéro deux", "04 76 01 02"),
        ("zéro six soixante-douze soixante-treize", "06 72 73"),
        ("zéro six soixante et onze douze treize", "06 71 12 13"),
        ("c'est le zéro six soixante-quinze soixante-seize douze", "06 75 76 12"),
        ("zéro six douze trente deux quatre vingt", "06 12 32 80"),
        ("six douze trente-quatre cinquante-six", "06 12 34 56"),
    ],
)
def test_a_number_begun_is_not_completed_by_cutting_its_pairs_apart(words, noted):
    call = telephone()
    assert call.says(words) == [f"J'ai noté {noted}. Donnez-moi la suite."]


def test_the_pairs_that_go_on_a_number_are_not_cut_apart_either():
    call = telephone()
    call.says("zéro six")
    assert call.says("soixante-dix quinze vingt") == ["J'ai noté 06 70 15 20. Donnez-moi la suite."]
    assert call.says("trente") == ["Le 06 70 15 20 30, c'est bien ça ?"]


def test_pairs_said_again_without_any_more_are_cut_apart_if_they_must():
    call = telephone()
    call.says("zéro six soixante dix quinze vingt trente")
    assert call.asked == "phone.read_back"
    call = telephone()
    call.says("zéro six soixante dix quinze vingt")
    assert call.says("zéro six soixante dix quinze vingt") == ["Le 06 60 10 15 20, c'est bien ça ?"]


@pytest.mark.parametrize(
    "words", ["un fixe c'est le quatre cent soixante-seize douze", "quarante sept douze"]
)
def test_what_begins_as_no_number_does_is_not_noted(words):
    call = telephone()
    call.says(words)
    assert call.asked == "callback.number.no_match.1"


@pytest.mark.parametrize("nod", ["oui", "ok", "alors", "d'accord", "voilà", "et donc"])
def test_a_nod_between_two_pairs_loses_none_of_them(nod):
    call = telephone()
    for pair in ("zéro six", "douze", "trente quatre", "cinquante six"):
        call.says(pair)
        call.says(nod)
    assert call.says("soixante-dix-huit") == ["Le 06 12 34 56 78, c'est bien ça ?"]


def test_what_is_not_understood_loses_no_digit_and_nods_do_not_go_on_for_ever():
    call = telephone()
    call.says("zéro six douze")
    call.says("il y a du bruit ici")
    assert call.asked == "callback.number.no_match.1"
    assert call.says("trente quatre") == ["J'ai noté 06 12 34. Donnez-moi la suite."]
    for _ in range(3):
        call.says("oui")
    assert call.asked.startswith("callback.number.no_match")
    assert call.says("zéro six douze") == ["J'ai noté 06 12. Donnez-moi la suite."]
