"""Whom a visit is for, told while its slot is being agreed on."""

import pytest

from flows.appointments.for_whom import for_whom
from tests.flows.reopened import ReopenedCall

A_VISIT = "un rendez-vous pour un passeport"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("c'est pour kevin pas pour moi", "kevin"),
        ("non c'est pas pour moi c'est pour kevin durand", "kevin durand"),
        ("it's not for me it's for kevin", "kevin"),
        ("ce sera pas pour moi c'est pour mon grand-père il ne peut pas se déplacer", ""),
        ("c'est pour ma femme", ""),
        ("it's for my daughter", ""),
        ("c'est pour un passeport", None),
        ("c'est pour demain", None),
        ("c'est pour kevin", None),
        ("le premier", None),
        ("non", None),
    ],
)
def test_whom_a_visit_is_for(words, name):
    assert for_whom(words) == name


def test_a_name_told_as_a_slot_is_read_back_is_that_of_the_visit():
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says("le premier")
    assert call.says("c'est pour kevin pas pour moi") == ["appointment.for_another", "appointment.confirm"]
    assert call.says("kevin durand") == ["appointment.for_another", "appointment.confirm"]
    assert call.says("oui") == ["name.read_back"]
    assert call.dialogue.waiting_for.values["name"] == "Kevin Durand"
    call.says("oui")
    call.says("oui")
    assert [visit.name for visit in call.visits.values()] == ["Kevin Durand"]


def test_whom_a_visit_is_for_is_heard_at_the_offer_and_the_name_asked_in_its_turn():
    call = ReopenedCall()
    call.says(A_VISIT)
    words = "ce sera pas pour moi c'est pour mon grand père il ne peut pas se déplacer"
    assert call.says(words) == ["appointment.for_another", "appointment.offer_3"]
    call.says("le premier")
    assert call.says("oui") == ["appointment.name"]


def test_whom_a_visit_is_for_is_heard_in_english():
    call = ReopenedCall(languages=("en", "fr"))
    call.says("i need an appointment for a passport")
    call.says("the first one")
    assert call.says("it's for kevin not for me") == ["appointment.for_another", "appointment.confirm"]
    assert call.says("yes") == ["name.read_back"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("rendez vous passeport pour mes jumeaux", "un passeport, pour deux personnes"),
        ("rendez vous passeport deux adultes", "un passeport, pour deux personnes"),
    ],
)
def test_twins_and_adults_have_a_file_each(words, what):
    call = ReopenedCall()
    call.says(words)
    assert call.dialogue.waiting_for.values["what"] == what
