"""A day that does not suit is not offered again, wherever it is refused."""

from datetime import date

import pytest

from flows.booking import Slot
from flows.collect.another_day import other_day
from tests.flows.appointments.test_offer_corrected import offered, read_back

TUESDAY = date(2026, 11, 24)
REFUSALS = ("non c'est pas possible ce jour là", "je peux pas ce jour-là", "ce jour-là je travaille")


def days_offered(call) -> str:
    assert call.asked.startswith("appointment.offer"), call.asked
    return str(call.dialogue.waiting_for.values)


@pytest.mark.parametrize(
    "words",
    [
        *REFUSALS,
        "finalement je préfère un autre jour",
        "ah non mardi je peux pas finalement",
        "c'est pas possible mardi",
        "je travaille mardi",
        "en fait non pas mardi",
    ],
)
@pytest.mark.parametrize("answers", [(), ("robert martin", "oui")])
def test_the_day_agreed_on_and_refused_since_is_not_offered_again(words, answers):
    call = read_back()
    for answer in ("oui", *answers):
        call.says(answer)
    call.says(words)
    assert "mardi 24" not in days_offered(call)


@pytest.mark.parametrize("words", REFUSALS)
def test_the_day_read_back_is_refused(words):
    call = read_back()
    call.says(f"non {words}")
    assert "mardi 24" not in days_offered(call)


def test_another_day_is_asked_for_time_after_time():
    call = offered()
    call.says("mardi")
    call.says("un autre jour")
    first = days_offered(call)
    assert "mardi 24" not in first
    call.says("un autre jour")
    assert "mardi 24" not in days_offered(call)
    assert days_offered(call) != first


def test_a_day_said_instead_is_the_one_that_is_wanted():
    call = offered()
    call.says("pas ce jour-là plutôt vendredi")
    assert "vendredi 27" in str(call.dialogue.waiting_for.values)


@pytest.mark.parametrize("words", ["pourquoi pas ce jour-là", "pas de problème ce jour-là", "le premier"])
def test_what_refuses_no_day_is_left_to_whoever_reads_answers(words):
    assert other_day("fr", words, [Slot(id="1", start="2026-11-24T09:00")], TUESDAY) is None
