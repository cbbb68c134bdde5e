"""What a call is about, while it goes on and once it is over."""

from __future__ import annotations

from flows.actions import Ask, Transfer
from flows.events import Heard
from ivr.calls.replayed import Step
from ivr.console.subjects import Subject, subject_so_far

REPORT = Step(1, Heard(text="un trou"), (Ask(prompt="report.where"),))
RUNG = Step(2, Heard(text="quelqu'un"), (Transfer(service="voirie", subject="un trou dans la chaussée"),))
ANOTHER = Step(3, Heard(text="merci"), (Ask(prompt="main.question"),))


def test_what_is_being_taken_down_stays_the_subject_when_somebody_is_rung():
    rung = Subject(service="voirie", topic="signalement", words="un trou dans la chaussée")
    assert subject_so_far([REPORT, RUNG]) == rung


def test_asked_anew_what_it_is_about_a_call_that_goes_on_has_no_subject_yet():
    assert subject_so_far([REPORT, RUNG, ANOTHER]) == Subject()


def test_a_call_that_is_over_was_about_what_came_before_the_last_question():
    assert subject_so_far([REPORT, RUNG, ANOTHER], over=True).topic == "signalement"


def test_nothing_understood_is_no_subject():
    assert subject_so_far([ANOTHER], over=True) == Subject()
