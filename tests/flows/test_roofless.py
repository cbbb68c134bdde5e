"""Whoever has nowhere to sleep is told of the shelter at once, and asked nothing first."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import Heard
from flows.roofless import is_roofless
from tests.flows.calls import BINS, HOURS, PlayedCall, nearly, sure

SHELTER = replace(HOURS, slug="social", title="une aide sociale", spoken="Sans toit ce soir, faites le 115.")


@pytest.mark.parametrize(
    "words",
    [
        "je n'ai plus de toit ce soir",
        "on n'a plus de toit avec les enfants",
        "je sais pas où dormir cette nuit",
        "je ne sais plus où aller dormir",
        "je dors dehors ce soir",
        "je vais dormir ce soir dehors",
        "on dort dans la rue depuis hier",
        "j'ai nulle part où dormir",
        "i have nowhere to sleep tonight",
    ],
)
def test_nowhere_to_sleep_is_understood(words):
    assert is_roofless(words)


@pytest.mark.parametrize(
    "words",
    [
        "impossible de dormir avec ce bruit cette nuit",
        "je n'ai plus de tuiles sur le toit",
        "il n'y a pas de toit à l'abribus",
        "refaire mon toit",
        "mon chat dort dehors cette nuit",
        "je ne sais pas où dormir pendant les vacances",
    ],
)
def test_another_night_is_not(words):
    assert not is_roofless(words)


@pytest.mark.parametrize("found", [nearly(SHELTER), nearly(BINS), None])
def test_the_shelter_is_told_rather_than_offered(found):
    words = "je dors dehors ce soir"
    knows = {"hébergement pour cette nuit": sure(SHELTER)} | ({words: found} if found else {})
    heard = [one for one in PlayedCall(knows=knows).feed(Heard(text=words)) if isinstance(one, Say)]
    assert heard[0].values == {"text": SHELTER.spoken}
