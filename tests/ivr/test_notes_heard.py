"""Notes and refusals in sound, expecting what the survey expects, and expecting nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.collect.rating import NOTES
from flows.tongues import tongue_of
from ivr.simulator.utterances import utterance
from speech.g711 import mulaw_decode
from speech.recogniser import VoskEars

FRAME = 320
"""Bytes of 20 ms, as they come from the telephone."""
SILENCE = b"\xff"


@pytest.fixture(scope="module")
def ears(town_ears: Path) -> VoskEars:
    return VoskEars(town_ears)


@pytest.mark.parametrize("begins", range(2000, 4400, 160))
@pytest.mark.parametrize("expected", [(), (*tongue_of("fr").yes_no, *NOTES)], ids=["openly", "expected"])
@pytest.mark.parametrize(
    ("slug", "heard"), [("non", "non"), ("note-cinq", "cinq"), ("non-merci", "non merci")]
)
def test_a_short_answer_is_heard_whenever_it_begins(
    ears: VoskEars, slug: str, heard: str, expected: tuple[str, ...], begins: int
) -> None:
    """Where the frames of the call cut it, a word alone is heard a little differently."""
    sound = mulaw_decode(SILENCE * begins + utterance(slug).ulaw + SILENCE * 6000)
    recogniser = ears.open(expected)
    for start in range(0, len(sound), FRAME):
        recogniser.accept(sound[start : start + FRAME])
    assert recogniser.finish().text == heard
    recogniser.close()
