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
