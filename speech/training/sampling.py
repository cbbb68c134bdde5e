"""From the rate of a voice to the telephone's: as a good converter does it, or as cheap ones do."""

from __future__ import annotations

import random

import numpy as np
import soxr
from numpy.typing import ArrayLike, NDArray

from speech.training.shards import RATE

FOLDED = 0.35
"""Share of the utterances that a converter without a filter brought to 8 kHz."""
FOLD = (0.3, 1.0)
"""How much of what lies above 4 kHz comes back below it, folded: the s of such a line is near a "ch"."""


def brought_down(wave: ArrayLike, rate: float, chance: random.Random) -> NDArray[np.float32]:
    """A wave of any scale at `rate` hertz, mono, as samples at 8 kHz."""
    samples = np.asarray(wave, np.float32)
    clean: NDArray[np.float32] = soxr.resample(samples, rate, RATE)
    if chance.random() > FOLDED:
        return clean
    step = max(2, round(rate / RATE))
    folded = soxr.resample(samples, rate, step * RATE)[::step]
    many = min(len(clean), len(folded))
    fold = chance.uniform(*FOLD)
    mixed: NDArray[np.float32] = clean[:many] + np.float32(fold) * (folded[:many] - clean[:many])
    return mixed
