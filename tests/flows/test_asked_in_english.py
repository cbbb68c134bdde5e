"""What English callers say where the answer is in French only, or was just given."""

from dataclasses import replace

import pytest

from flows.asked_again import tells_an_age
from flows.collect.spelling import spelled_out
from flows.events import Heard
from flows.follow_up import Told, follow_up
from flows.languages import language_named
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall, nearly, sure

MOVING = replace(BINS, slug="moving", title="moving to the town")
CLOSING = replace(HOURS, spoken="We close at noon.", language="en")


def in_english(**found: object) -> PlayedCall:
    call = PlayedCall(knows=found, languages=("fr", "en"))  # type: ignore[arg-type]
    call.presses("9")
    return call


@pytest.mark.parametrize("words", ["what time do you close", "no what time do you close"])
def test_another_question_in_the_place_of_a_yes_is_answered(words):
    call = in_english(
        **{"i just moved": sure(MOVING), "what time do you close": sure(CLOSING), words: sure(CLOSING)}
    )
    assert call.says("i just moved") == ["answer.untranslated"]
    assert call.says(words)[0] == "answer.spoken"


def test_what_is_not_understood_in_the_place_of_a_yes_is_the_first_that_is_not():
    call = in_english(**{"my mother moved": sure(MOVING)})
    assert call.says("my mother moved") == ["answer.untranslated"]
    assert call.says("what should i do")[-1] == "main.question.no_match.1"


def test_a_mere_no_to_the_french_answer_asks_for_nothing():
    call = in_english(**{"i just moved": sure(MOVING)})
    call.says("i just moved")
    assert "answer.spoken" not in call.says("no thank you")


def test_an_age_agrees_to_what_was_understood_of_a_child():
    assert tells_an_age("he is three")
    assert tells_an_age("il a trois ans")
    assert tells_an_age("elle va avoir deux ans et demi")
    assert not tells_an_age("he is a policeman")
    assert not tells_an_age("il a trois enfants")
    call = PlayedCall(knows={"une carte": nearly(CARD)})
    assert call.says("une carte") == ["answer.confirm"]
    assert call.says("il a trois ans")[-2:] == ["answer.spoken", "main.details_or_else"]


def test_by_post_is_asked_of_the_answer_just_given():
    told = Told(CLOSING, "Apply by post or at the counter. It is free. Waiting times vary.")
    assert follow_up(told, "by post please", understood=True) == ("Apply by post or at the counter.",)
    assert follow_up(told, "how long does it take", understood=False) == ("Waiting times vary.",)
    told = Told(HOURS, "La demande se fait par courrier. C'est gratuit.")
    assert follow_up(told, "et par courrier", understood=False) == ("La demande se fait par courrier.",)


def test_french_is_found_again_by_whoever_speaks_it_after_all():
    assert language_named(["je parle français en fait"], "en") == "fr"


def test_no_other_language_is_offered_to_whoever_was_answered_in_theirs():
    call = PlayedCall(knows={"les horaires": sure(HOURS)}, languages=("fr", "en"))
    call.says("les horaires")
    assert call.says("blabla truc muche") == ["main.question.no_match.1"]
    call = PlayedCall(languages=("fr", "en"))
    assert call.says("blabla truc muche") == ["language.offer", "main.question.no_match.1"]
    assert call.feed(Heard(text="bidule"))


def test_the_signs_of_a_name_are_read_back_in_english():
    assert spelled_out("Jo O-B", "en") == "J, O, space, O, hyphen, B"
    assert spelled_out("Jo O-B") == "J, O, espace, O, tiret, B"
