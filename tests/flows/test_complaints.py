"""Whoever complains of the service, was cut off, or thanks before they ask, is heard, and not hung up on."""

import pytest

from flows.commands import Command
from flows.french.commands import command
from flows.other_bodies import other_body
from tests.flows.calls import HOURS, PlayedCall, sure


@pytest.mark.parametrize(
    "words",
    [
        "c'est honteux ce service",
        "c'est une honte",
        "c'est inadmissible votre accueil",
        "j'attends depuis une heure",
        "j'attends depuis vingt bonnes minutes au téléphone",
    ],
)
def test_a_complaint_about_the_service_is_answered_with_a_way_to_a_person(words):
    assert PlayedCall().says(words) == ["ask.sorry", "main.question"]


@pytest.mark.parametrize("words", ["j'attends depuis deux mois mon passeport", "c'est honteux les trottoirs"])
def test_what_it_is_about_makes_it_a_request(words):
    assert "ask.sorry" not in PlayedCall().says(words)


@pytest.mark.parametrize(
    "words",
    [
        "on m'a coupé",
        "vous m'avez raccroché au nez",
        "on m'a coupé la communication",
        "ça a raccroché",
        "j'en ai marre de parler à un robot",
    ],
)
def test_whoever_was_cut_off_or_is_tired_of_machines_wants_a_person(words):
    assert command(words) is Command.AGENT


def test_a_branch_or_the_water_that_was_cut_off_is_no_call():
    assert command("on m'a coupé l'eau") is command("on m'a coupé la haie") is None


def test_what_is_said_too_fast_or_not_understood_is_said_again():
    assert command("c'est trop rapide pour moi je suis vieux") is Command.SLOWER
    assert command("je comprends rien à ce que vous dites") is Command.CONFUSED


def test_a_licence_that_is_lost_is_a_driving_licence():
    assert other_body("j'ai perdu mon permis", "fr") == "elsewhere.vehicles"
    assert other_body("j'ai perdu mon permis de construire", "fr") == ""


@pytest.mark.parametrize("words", ["merci c'est gentil", "merci"])
def test_a_thank_you_before_anything_was_asked_ends_nothing(words):
    call = PlayedCall()
    assert call.says(words) == ["main.question_again"]
    assert call.says("merci") == ["goodbye"]


@pytest.mark.parametrize("words", ["merci au revoir", "merci bonne journée", "non merci"])
def test_whoever_takes_leave_with_it_leaves(words):
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says(words)[-1] == "goodbye"
