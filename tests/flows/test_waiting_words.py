""" "Attendez": what is waited for, and what is said with it, which is never lost."""

import pytest

from flows.commands import Command
from flows.english.speech import ENGLISH
from flows.french.speech import FRENCH
from flows.waiting_words import after_wait
from tests.flows.calls import PlayedCall
from tests.flows.reopened import ReopenedCall, having_booked


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("non attendez c'est martin mon nom", "non c'est martin mon nom"),
        ("attendez c'est grand", "c'est grand"),
        ("attendez vendredi", "vendredi"),
        ("attendez non", "non"),
        ("attendez ma femme veut jeudi", "ma femme veut jeudi"),
        ("attendez je prends le deuxième", "je prends le deuxième"),
        ("attendez quels papiers il faut", "quels papiers il faut"),
        ("un instant c'est dupont", "c'est dupont"),
        ("no wait the first one", "no the first one"),
        ("hold on my husband wants friday", "my husband wants friday"),
        ("wait friday", "friday"),
    ],
)
def test_what_is_said_with_it_is_heard(words, rest):
    assert after_wait(words) == rest
    tongue = ENGLISH if words.startswith(("no wait", "hold", "wait")) else FRENCH
    assert tongue.command(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "attendez",
        "non non attendez",
        "attendez deux minutes",
        "attendez je cherche mon agenda",
        "attendez je regarde si jeudi c'est possible",
        "attendez je demande à ma femme",
        "attendez je prends un stylo",
        "attendez mon mari arrive",
        "wait a second please",
        "hold on let me get a pen",
        "wait let me check my diary for friday",
    ],
)
def test_what_is_looked_for_is_waited_for(words):
    assert after_wait(words) == ""
    tongue = ENGLISH if words.startswith(("hold", "wait")) else FRENCH
    assert tongue.command(words) is Command.WAIT


def test_a_name_corrected_with_it_is_taken():
    call = ReopenedCall()
    for said in ("un rendez-vous pour un passeport", "le premier", "oui", "paul petit"):
        call.says(said)
    assert call.asked == "name.read_back"
    assert call.says("non attendez c'est paul petitjean") == ["name.read_back"]
    call.says("oui")
    call.says("oui")
    assert [one.name for one in call.visits.values()] == ["Paul Petitjean"]


def test_a_slot_said_with_it_is_taken():
    call = ReopenedCall()
    call.says("un rendez-vous pour un passeport")
    assert call.says("attendez jeudi") == ["appointment.confirm"]
    assert call.says("non attendez le premier") == ["appointment.confirm"]


def test_a_day_said_with_it_moves_the_visit_just_booked():
    call = having_booked()
    assert call.says("attendez plutôt vendredi") == ["appointment.offer_1"]


@pytest.mark.parametrize("words", ["attends je te le passe", "je vous la passe", "d'accord je me calme"])
def test_whoever_passes_the_telephone_or_calms_down_is_waited_for(words):
    assert FRENCH.command(words) is Command.WAIT


def test_a_second_hesitation_is_told_what_can_be_answered():
    call = PlayedCall()
    call.says("je voudrais signaler un lampadaire en panne")
    assert call.asked == "report.danger"
    call.says("euh")
    assert call.asked == "ask.take_your_time"
    call.says("alors euh")
    assert call.asked == "report.danger.no_input.1"
    call.says("euh")
    assert call.asked == "report.danger.no_input.2"


def test_whoever_asks_for_time_again_is_given_it():
    call = PlayedCall()
    call.says("je voudrais signaler un lampadaire en panne")
    for _ in range(2):
        call.says("attendez")
        assert call.asked == "ask.take_your_time"
