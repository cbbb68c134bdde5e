"""Notes and refusals in sound, expecting what the survey expects, and expecting nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.actions import Ask
from flows.survey import survey
from ivr.simulator.utterances import utterance
from speech.g711 import MULAW_SILENCE, mulaw_decode
from speech.recogniser import VoskEars
from tests.flows.services import Played

FRAME = 320
"""Bytes of 20 ms, once decoded."""
AFTER = 6000
"""Samples of silence after the words, three quarters of a second."""


@pytest.fixture(scope="module")
def ears(town_ears: Path) -> VoskEars:
    return VoskEars(town_ears)


@pytest.fixture(scope="module")
def expected() -> tuple[str, ...]:
    """What the survey tells the recogniser to expect."""
    (asked,) = Played(lambda talk, started: survey(talk)).deeds(Ask)
    return asked.phrases


@pytest.mark.parametrize("begins", range(2000, 4400, 270))
@pytest.mark.parametrize("openly", [True, False], ids=["openly", "expected"])
@pytest.mark.parametrize(
    ("slug", "heard"), [("non", "non"), ("note-cinq", "cinq"), ("non-merci", "non merci")]
)
def test_a_short_answer_is_heard_wherever_the_frames_of_the_call_cut_it(
    ears: VoskEars, expected: tuple[str, ...], slug: str, heard: str, openly: bool, begins: int
) -> None:
    """Said after `begins` samples of silence: a word alone is heard a little differently in each place."""
    sound = mulaw_decode(MULAW_SILENCE * begins + utterance(slug).ulaw + MULAW_SILENCE * AFTER)
    recogniser = ears.open(() if openly else expected)
    for start in range(0, len(sound), FRAME):
        recogniser.accept(sound[start : start + FRAME])
    assert recogniser.finish().text == heard
    recogniser.close()
