"""Whoever leaves on a day that they tell comes before it, not on it."""

from tests.flows.reopened import ReopenedCall


def offered_then(words: str) -> ReopenedCall:
    call = ReopenedCall()
    call.says("un rendez-vous pour un passeport")
    call.says(words)
    return call


def test_whoever_leaves_soon_is_told_that_none_is_sooner_and_offered_nothing_later():
    call = ReopenedCall()
    call.says("un rendez-vous pour un passeport")
    slots = call.dialogue.waiting_for.values
    assert call.says("en urgence je pars samedi") == ["appointment.first_ones", "appointment.offer_3"]
    assert call.dialogue.waiting_for.values == slots


def test_whoever_leaves_before_what_is_offered_is_offered_what_is_sooner():
    call = offered_then("jeudi trois décembre")
    assert "3 décembre" in str(call.dialogue.waiting_for.values)
    call.says("je pars samedi")
    assert "novembre" in str(call.dialogue.waiting_for.values)


def test_the_day_one_would_come_on_is_the_one_looked_for_whenever_one_leaves():
    call = offered_then("jeudi matin je pars samedi")
    assert "jeudi 26" in str(call.dialogue.waiting_for.values)
