"""Ears, mouth and recordings for the tests of sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from speech.audio import Chunker, mulaw_decode
from speech.models import ModelStore
from speech.pcm import Samples, to_bytes, to_samples
from speech.recogniser import Utterance, VoskEars
from speech.synthesiser import PiperVoice, SynthesisError

RECORDINGS = Path(__file__).parent.parent / "audio"

Hear = Callable[..., Utterance]


@pytest.fixture(scope="session")
def ears(model_store: ModelStore) -> VoskEars:
    """The recogniser the line uses by default, at the telephone's rate."""
    return VoskEars(model_store.path("vosk-model-fr-mairie-0.15"))


@pytest.fixture(scope="session")
def recording() -> Callable[[str], bytes]:
    """A recording of tests/audio by name, as 16-bit PCM at 8 kHz."""
    return lambda name: mulaw_decode((RECORDINGS / f"{name}.ulaw").read_bytes())


@pytest.fixture(scope="session")
def hear(ears: VoskEars) -> Hear:
    """Give the ears some PCM as a channel does, 20 ms at a time, and return what they heard."""

    def hear_it(pcm: bytes, phrases: Sequence[str] = ()) -> Utterance:
        recogniser = ears.open(phrases)
        for chunk in Chunker(320).feed(pcm):
            recogniser.accept(chunk)
        heard = recogniser.finish()
        recogniser.close()
        return heard

    return hear_it


def word_errors(heard: str, said: str) -> float:
    """Word error rate, from 0."""
    return Levenshtein.distance(heard.split(), said.split()) / len(said.split())


def line_noise(seconds: float, level_dbfs: float, seed: int = 1) -> bytes:
    """White noise as PCM at 8 kHz."""
    wave = np.random.default_rng(seed).standard_normal(round(seconds * 8000))
    return to_bytes(np.clip(wave * 32768 * 10 ** (level_dbfs / 20), -32768, 32767).astype(np.int16))


def mixed(pcm: bytes, noise_dbfs: float) -> bytes:
    """The sound on a line that noisy."""
    return added(pcm, line_noise(len(pcm) / 16000, noise_dbfs))


def added(pcm: bytes, other: bytes) -> bytes:
    """Two sounds of one length at once."""
    both = to_samples(pcm).astype(int) + to_samples(other)
    return to_bytes(np.clip(both, -32768, 32767).astype(np.int16))


def louder(pcm: bytes, gain_db: float) -> bytes:
    """The same sound from nearer, or further away."""
    return to_bytes(np.clip(to_samples(pcm) * 10 ** (gain_db / 20), -32768, 32767).astype(np.int16))


def tone_at(hertz: float, seconds: float, amplitude: float = 0.3) -> Samples:
    """A pure tone at 8 kHz."""
    wave = np.sin(2 * np.pi * hertz * np.arange(round(seconds * 8000)) / 8000)
    return (wave * amplitude * 32767).astype(np.int16)


def chunks_of(pcm: bytes) -> list[bytes]:
    """20 ms each."""
    return Chunker(320).feed(pcm)


@pytest.fixture(scope="session")
def voice(model_store: ModelStore) -> PiperVoice:
    """The voice the line uses by default."""
    return PiperVoice(model_store.path("fr_FR-siwis-kokoro"))


class ToneVoice:
    """A voice that says each sentence as a tone whose length is the sentence's: quick, and countable."""

    rate = 16000

    def __init__(self, fingerprint: str = "tones", at_once: int = 1) -> None:
        self.fingerprint = fingerprint
        self.at_once = at_once
        self.said: list[str] = []
        """Every text it was asked to say, in order."""
        self.mute_on = ""
        """Texts with these words cannot be said."""

    def speak(self, text: str, *, slow: bool = False) -> Iterator[Samples]:
        """One hundredth of a second for each letter, twice that when slow."""
        self.said.append(text)
        if self.mute_on and self.mute_on in text:
            raise SynthesisError(text, "it is one of those that fail.")
        seconds = len(text) / 100 * (2 if slow else 1)
        wave = np.sin(2 * np.pi * 440 * np.arange(round(seconds * self.rate)) / self.rate)
        yield (wave * 9000).astype(np.int16)
