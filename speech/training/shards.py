"""Utterances with what was said in them, kept by the hundred in one file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.phones import Phones

RATE = 8000
"""Hertz: the telephone's, and the network's."""


@dataclass(frozen=True)
class Utterance:
    """One sentence said once."""

    samples: NDArray[np.int16]
    """8 kHz, mono."""
    text: str
    phones: Phones
    voice: str
    """Who says it: the engine and the voice or voices."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE


def save(path: Path, utterances: Sequence[Utterance]) -> None:
    """Write a shard whole or not at all; OSError when the disk refuses."""
    partial = path.with_suffix(".partial")
    ends = np.cumsum([0] + [len(one.samples) for one in utterances])
    with partial.open("wb") as file:
        np.savez(
            file,
            samples=np.concatenate([one.samples for one in utterances]),
            ends=ends,
            text=np.array([one.text for one in utterances]),
            phones=np.array([" ".join(one.phones) for one in utterances]),
            voice=np.array([one.voice for one in utterances]),
        )
        os.fsync(file.fileno())
    partial.replace(path)


def load(path: Path) -> list[Utterance]:
    """The utterances of a shard. Raises ValueError or OSError when it is none."""
    with np.load(path) as kept:
        samples, ends = kept["samples"], kept["ends"]
        rows = zip(kept["text"], kept["phones"], kept["voice"], strict=True)
        return [
            Utterance(samples[start:end], str(text), tuple(str(phones).split()), str(voice))
            for (start, end), (text, phones, voice) in zip(pairwise(ends), rows, strict=True)
        ]
