"""Somebody in danger is told which number to dial; somebody who only names a danger is not."""

import pytest

from flows.dialogue import Dialogue
from flows.english.danger import speaks_of_danger
from flows.events import CallStarted, Heard, Pressed
from flows.town_hall import town_hall


@pytest.mark.parametrize(
    "said",
    [
        *("help", "help me", "help me please", "please help", "fire", "fire help", "somebody help us"),
        *("there is a fire", "my husband is unconscious", "i smell gas", "call an ambulance"),
        "my father had a heart attack last year and now he can't breathe",
        "last year he had a fall and now he has collapsed",
        "my wife had a stroke two years ago and she just collapsed",
        "somebody has collapsed",
        "i think my house is being burgled",
        "i think someone is in my house",
        "burglars are in my neighbour's house",
        "he is having a stroke",
    ],
)
def test_somebody_in_danger_is_heard(said: str):
    assert speaks_of_danger(said)


@pytest.mark.parametrize(
    "said",
    [
        "could you help me with my passport",
        "hello can you help me please",
        "i would like someone to help me fill in a form",
        "i had a heart attack last year and i need a parking badge",
        "somebody collapsed two weeks ago",
        "two weeks ago somebody collapsed in the swimming pool",
        "there was a fire last night i need a certificate",
        "my mother had a stroke a few months ago",
        "there is no fire",
        "it's not an emergency",
        "what should i do if someone has a heart attack",
        "how do i register a burglar alarm",
        "where is the fire station",
    ],
)
def test_a_danger_that_is_only_named_is_none(said: str):
    assert not speaks_of_danger(said)


def test_somebody_who_wants_help_with_a_passport_is_not_sent_to_the_emergency_services():
    call = Dialogue(town_hall)
    call.handle(CallStarted(caller="+33612345678", languages=("fr", "en")))
    call.handle(Pressed(digits="9"))
    said = call.handle(Heard(text="hello could you help me with my passport"))
    assert not [action for action in said if getattr(action, "prompt", "").startswith("emergency.")]
