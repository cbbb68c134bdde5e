"""What a line does to a voice."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from speech.evaluation import conditions
from speech.evaluation.conditions import CONDITIONS, NoTool, heard_through, prepared
from speech.loudness import speech_level
from speech.pcm import PHONE_RATE, Samples, to_samples
from tests.speech.conftest import tone_at

LEAD = round(conditions.LEAD_SECONDS * PHONE_RATE)


def voices() -> list[Samples]:
    """Sounds of several heights that come and go as speech does."""
    swell = np.abs(np.sin(np.arange(PHONE_RATE) / 700.0))
    return [(tone_at(hertz, 1.0) * swell).astype(np.int16) for hertz in (300.0, 410.0, 520.0)]


@pytest.mark.parametrize("name", [name for name in CONDITIONS if name != "gsm"])
def test_each_line_keeps_the_length_and_is_the_same_each_time(name: str) -> None:
    once, again = heard_through(name, voices()), heard_through(name, voices())
    assert once == again
    assert [len(sound) for sound in once] == [2 * len(prepared(voice)) for voice in voices()]
    assert all(np.abs(to_samples(sound)).max() > 100 for sound in once)


def test_gsm_goes_through_sox_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "sox"
    program.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/asked\nexec cat\n', encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert heard_through("gsm", voices()[:1]) == heard_through("mulaw", voices()[:1])
    raw = "-t raw -r 8000 -e signed -b 16 -c 1"
    assert (tmp_path / "asked").read_text(encoding="ascii").splitlines() == [
        f"-V1 {raw} - -t gsm -",
        f"-V1 -t gsm - {raw} -",
    ]


def test_a_program_that_fails_is_named_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "sox"
    program.write_text("#!/bin/sh\necho no handler for gsm >&2\nexit 2\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(NoTool, match="no handler for gsm"):
        heard_through("gsm", voices()[:1])


@pytest.mark.parametrize("kind", ["white", "pink", "babble"])
@pytest.mark.parametrize("decibels", [15, 10, 5])
def test_noise_is_as_far_below_the_voice_as_its_name_says(kind: str, decibels: int) -> None:
    heard = to_samples(heard_through(f"{kind}{decibels}", voices())[0]).astype(float)
    clear = prepared(voices()[0]).astype(float)
    noise = np.sqrt(np.mean((heard - clear) ** 2)) / 32768
    assert speech_level(clear.astype(np.int16), PHONE_RATE) - 20 * np.log10(noise) == pytest.approx(
        decibels, abs=1.0
    )


def test_one_frame_in_twenty_is_lost() -> None:
    long = [np.tile(voices()[0], 60)]
    heard = to_samples(heard_through("lossy", long)[0])[LEAD : LEAD + 59 * PHONE_RATE]
    frames = heard.reshape(-1, conditions.FRAME)
    assert np.mean(~frames.any(axis=1)) == pytest.approx(conditions.LOST, abs=0.02)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoTool, match="sox"):
        heard_through("gsm", voices())
