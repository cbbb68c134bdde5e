"""How well ears hear sentences, said by the line's own voice through a telephone's sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from speech.adaptation.wording import words_of
from speech.audio import mulaw_decode, mulaw_encode, resampled
from speech.pcm import PHONE_RATE, to_bytes
from speech.recogniser import VoskEars
from speech.synthesiser import Synthesiser

NOISE_DB = 15
"""Speech above the noise of the line, in decibels."""
TAIL_SECONDS = 0.6
CHUNK_BYTES = 640


@dataclass(frozen=True)
class Score:
    """Errors over a number of sentences."""

    words: int
    errors: int
    """Words missing, added or taken for others."""
    sentences: int
    whole: int
    """Sentences heard without an error."""

    @property
    def rate(self) -> float:
        """Errors for each word said."""
        return self.errors / self.words if self.words else 0.0


def said(voice: Synthesiser, sentence: str, seed: int = 0, noise_db: float = NOISE_DB) -> bytes:
    """The sentence as a telephone brings it: 8 kHz, mu-law, white noise `noise_db` below; 16-bit samples."""
    sound = np.concatenate([np.zeros(0, np.int16), *voice.speak(sentence)])
    samples = resampled(sound, voice.rate, PHONE_RATE).astype(np.float64)
    samples = np.concatenate([samples, np.zeros(int(TAIL_SECONDS * PHONE_RATE))])
    level = np.sqrt(np.mean(samples**2)) if len(samples) else 0.0
    noise = np.random.default_rng(seed).normal(0.0, level / 10 ** (noise_db / 20) or 1.0, len(samples))
    noisy = np.clip(samples + noise, -32768, 32767).astype(np.int16)
    return mulaw_decode(mulaw_encode(to_bytes(noisy)))


def score(ears: VoskEars, spoken: Iterable[tuple[str, bytes]]) -> Score:
    """What the ears make of sentences and their sound."""
    words = errors = sentences = whole = 0
    for sentence, sound in spoken:
        meant = _apart(words_of(sentence, lambda word: False))
        missed = Levenshtein.distance(meant, _apart(heard(ears, sound).split()))
        words, errors, sentences, whole = (
            words + len(meant),
            errors + missed,
            sentences + 1,
            whole + (not missed),
        )
    return Score(words, errors, sentences, whole)


def heard(ears: VoskEars, sound: bytes) -> str:
    """The words the ears find in a sound."""
    recogniser = ears.open()
    for at in range(0, len(sound), CHUNK_BYTES):
        recogniser.accept(sound[at : at + CHUNK_BYTES])
    text = recogniser.finish().text
    recogniser.close()
    return text


def _apart(words: Sequence[str]) -> list[str]:
    """Elisions and hyphens undone, so that two spellings of the same words count as the same."""
    return [part for word in words for part in word.replace("'", "' ").replace("-", " ").split()]
