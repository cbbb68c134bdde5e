"""The question that decides between the cases of an answer: what is asked meanwhile is answered, and nobody
who has none of the cases is kept there."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.choosing import Option
from flows.events import Heard
from flows.told_case import case_in_request
from tests.flows.calls import BINS, CARD, PlayedCall, sure

PASSPORT = replace(CARD, details="Le timbre coûte 86 € pour un adulte. Apportez une photo.")


def asked() -> PlayedCall:
    call = PlayedCall(knows={"un passeport": sure(PASSPORT)})
    assert call.says("un passeport") == ["answer.which_2"]
    return call


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("c'est combien", "Le timbre coûte 86 € pour un adulte."),
        ("il faut prendre rendez-vous", "Prenez rendez-vous."),
        ("faut prendre rendez-vous", "Prenez rendez-vous."),
        ("il faut quoi comme papiers", "Apportez une photo."),
    ],
)
def test_what_is_asked_of_any_case_is_answered_and_the_question_asked_again(words, heard):
    call = asked()
    said = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert [one.prompt for one in said] == ["answer.details", "answer.which_2"]
    assert said[0].values == {"text": heard}
    assert call.says("un adulte")[0] == "answer.spoken"


def test_what_the_answer_does_not_tell_is_said_so_there_too():
    assert asked().says("et c'est long") == ["answer.not_told", "answer.which_2"]


def test_whoever_only_asks_is_not_kept_there_for_ever():
    call = asked()
    for _ in range(8):
        call.says("c'est combien")
    assert call.asked != "answer.which_2"


@pytest.mark.parametrize("words", ["je sais pas", "les deux", "aucun des deux", "ça dépend"])
def test_whoever_has_no_case_hears_the_answer_for_everybody(words):
    said = [one for one in asked().feed(Heard(text=words)) if isinstance(one, Say)]
    assert said[0].values == {"text": "Prenez rendez-vous."}


def test_a_title_that_names_several_cases_tells_none_of_them():
    options = [Option("un prénom", ("prénom",)), Option("un nom de famille", ("nom de famille",))]
    title = "un changement de nom ou de prénom"
    assert case_in_request("je veux changer de prénom", title, options) == 0
    assert case_in_request("je veux changer de nom", title, options) is None
    assert case_in_request("changer de nom ou de prénom", title, options) is None


def test_whoever_has_none_and_tells_what_it_is_gets_that_looked_up():
    call = PlayedCall(knows={"un passeport": sure(PASSPORT), "je cherche la cantine": sure(BINS)})
    call.says("un passeport")
    said = call.feed(Heard(text="aucun des deux je cherche la cantine"))
    heard = next(one for one in said if isinstance(one, Say))
    assert heard.prompt == "answer.spoken"
    assert heard.values == {"text": BINS.spoken}


@pytest.mark.parametrize("words", ["aucun des deux on m'a rayé", "ni l'un ni l'autre on me l'a volé"])
def test_whoever_has_none_and_tells_what_nothing_is_known_of_is_answered_for_everybody(words):
    assert "answer.which_2" not in asked().says(words)
