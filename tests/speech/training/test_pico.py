import random
import subprocess
import wave
from pathlib import Path

import pytest

from speech.training import pico
from speech.training.shards import RATE


def pico_that_says(seconds: float):
    """A program in pico2wave's place: a tone of so long at 16 kHz, whatever the text."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        with wave.open(str(Path(command[4])), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(b"\x00\x20" * int(seconds * 16_000))
        run.asked = command[-1]  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(command, 0, b"", b"")

    return run


def test_what_is_said_comes_at_the_telephone_s_rate_and_as_another_throat_would(monkeypatch):
    monkeypatch.setattr("speech.training.pico.subprocess.run", pico_that_says(1.0))
    lengths = [len(pico.say("bonjour", random.Random(seed))[1]) / RATE for seed in range(20)]
    low, high = pico.SIZES
    assert 1 / high - 0.01 < min(lengths) < 0.95
    assert 1.05 < max(lengths) < 1 / low + 0.01


def test_the_speaker_drawn_is_asked_for_and_named(monkeypatch):
    said = pico_that_says(0.5)
    monkeypatch.setattr("speech.training.pico.subprocess.run", said)
    voice, _ = pico.say("bonjour", random.Random(3))
    _, pitch, _ = voice.split("/")
    assert f'<pitch level="{pitch}">' in said.asked
    assert ">bonjour<" in said.asked


def test_a_sentence_pico_refuses_is_named(monkeypatch):
    refused = subprocess.CompletedProcess(["pico2wave"], 1, b"", b"unknown language")
    monkeypatch.setattr("speech.training.pico.subprocess.run", lambda *_, **__: refused)
    with pytest.raises(RuntimeError, match=r"'bonjour': unknown language"):
        pico.say("bonjour", random.Random(3))
