"""Silence as telephones carry it."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from ivr.simulator.line_noise import HISSING, SilentLine, is_audible

FRAMES = {
    row["source"]: base64.b64decode(row["msg"]["media"]["payload"])
    for text in (Path(__file__).parents[2] / "wire" / "twilio_fragments.jsonl").read_text().splitlines()
    if (row := json.loads(text))["msg"]["event"] == "media" and row["msg"]["media"]["payload"]
}


def test_silence_is_made_of_the_bytes_of_a_real_silent_line() -> None:
    simulated = b"".join(SilentLine(seed).frame() for seed in range(20))
    recorded = FRAMES["A"]
    assert set(recorded) <= set(simulated)
    for zero in (0x7F, 0xFF):
        assert abs(simulated.count(zero) / len(simulated) - recorded.count(zero) / len(recorded)) < 0.15


def test_no_two_frames_of_silence_are_alike() -> None:
    line = SilentLine()
    assert len({line.frame() for _ in range(50)}) == 50


def test_silence_and_hiss_are_not_audible_and_speech_is() -> None:
    assert not is_audible(SilentLine().frame())
    assert not is_audible(SilentLine(profile=HISSING).frame())
    assert not is_audible(FRAMES["D"])
    assert not is_audible(FRAMES["E"])
    assert not is_audible(b"")
    assert is_audible(FRAMES["C"])
