"""What voices said, kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from speech.evaluation.sounds import KeptSounds
from speech.pcm import Samples


class Counting:
    """A voice that counts how often it is asked."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.asked = 0

    def say(self, text: str) -> Samples:
        self.asked += 1
        return np.full(len(text), 7, np.int16)


def test_a_sentence_is_said_once_and_kept(tmp_path: Path) -> None:
    voice = Counting()
    first = KeptSounds(tmp_path).say(voice, "bonjour")
    again = KeptSounds(tmp_path).say(voice, "bonjour")
    assert voice.asked == 1
    assert np.array_equal(first.sound, again.sound)
    assert (again.text, again.voice) == ("bonjour", "counting")


def test_voices_and_sentences_are_told_apart(tmp_path: Path) -> None:
    one, two = Counting("one"), Counting("two")
    kept = KeptSounds(tmp_path)
    for voice in (one, two):
        for text in ("oui", "non"):
            kept.say(voice, text)
    assert (one.asked, two.asked) == (2, 2)


def test_a_sound_half_written_is_said_again(tmp_path: Path) -> None:
    voice = Counting()
    KeptSounds(tmp_path).say(voice, "oui")
    [file] = tmp_path.rglob("*.npy")
    file.rename(file.with_suffix(".partial.npy"))
    assert len(KeptSounds(tmp_path).say(voice, "oui").sound) == 3
    assert voice.asked == 2
