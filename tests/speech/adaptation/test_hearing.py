"""Scores of ears."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from speech.adaptation.hearing import said, score
from speech.adaptation.wording import words_of
from speech.models import ModelStore
from speech.pcm import Samples
from speech.recogniser import VoskEars


class Humming:
    """A voice that hums for as long as a text has letters."""

    rate, fingerprint, at_once = 22_050, "hum", 1

    def speak(self, text: str, *, slow: bool = False) -> Iterator[Samples]:
        seconds = len(text) / 15
        yield (3000 * np.sin(np.arange(int(seconds * self.rate)) / 20)).astype(np.int16)


def test_words_not_heard_are_errors_and_their_rate_is_by_word_said(model_store: ModelStore) -> None:
    ears = VoskEars(model_store.path("vosk-model-fr-mairie-0.15"))
    result = score(ears, [("Bonjour, c'est la rue.", bytes(16_000)), ("Oui.", bytes(16_000))])
    assert (result.words, result.errors, result.sentences, result.whole) == (6, 6, 2, 0)
    assert result.rate == 1.0


def test_a_sentence_comes_with_the_telephones_noise_and_rate() -> None:
    sound = np.frombuffer(said(Humming(), "Bonjour à tous."), np.int16)
    assert 1.5 < len(sound) / 8000 < 1.7
    quiet = sound[-2000:].astype(float)
    assert 50 < np.sqrt((quiet**2).mean()) < 1000


def test_nothing_to_say_is_silence_with_a_little_noise() -> None:
    class Mute(Humming):
        def speak(self, text: str, *, slow: bool = False) -> Iterator[Samples]:
            yield from ()

    assert len(said(Mute(), "")) == 2 * int(0.6 * 8000)


def test_written_words_become_what_the_model_would_write() -> None:
    known = {"peut-être", "vingt", "deux", "l'école"}
    assert words_of("Peut-être au 22, l'École !", known.__contains__) == [
        "peut-être",
        "au",
        "vingt",
        "deux",
        "l'école",
    ]
    assert words_of("rue Saint-Grat", known.__contains__) == ["rue", "saint", "grat"]
    assert words_of("東京", known.__contains__) == []
