"""What the voices made here share: a source of sound, and a filter that changes every few milliseconds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Answers = NDArray[np.complex128] | Array
"""What a filter lets through, [frames, points of a Fourier transform]."""
HOPS = 4
"""In a window: as many as add up to something even."""


def pulses(hertz: Array, rate: int, draw: np.random.Generator, uneven: float = 0.05) -> Array:
    """One pulse a period of a pitch given for each sample, `uneven` in strength; as many samples."""
    turns = np.cumsum(hertz / rate)
    starts = np.flatnonzero(np.diff(np.floor(turns)))
    late = (np.floor(turns[starts + 1]) - turns[starts]) / (turns[starts + 1] - turns[starts])
    strength = 1 + draw.normal(0, uneven, len(starts))
    made = np.zeros(len(hertz))
    made[starts] += (1 - late) * strength
    made[starts + 1] += late * strength
    return made


def filtered(source: Array, answers: Answers, hop: int) -> Array:
    """The source through a filter of its own every `hop` samples, the first where the source begins.

    The wave goes on a transform after the last frame. Raises ValueError when the transform of `answers` is
    too short for windows of four hops to ring in it; what rings longer comes round to its beginning.
    """
    frames, transform, width = len(answers), 2 * (answers.shape[1] - 1), HOPS * hop
    if transform < 2 * width:
        raise ValueError(f"A transform of {transform} is too short for windows of {width}.")
    window = np.hanning(width + 1)[:-1]
    starts = np.arange(frames)[:, None] * hop
    cut = np.pad(source, (width // 2, width + frames * hop))[starts + np.arange(width)[None]] * window
    made = np.fft.irfft(np.fft.rfft(cut, transform, axis=1) * answers, transform, axis=1)
    wave: Array = np.zeros(frames * hop + transform)
    np.add.at(wave, starts + np.arange(transform)[None], made)
    return wave[width // 2 :] * (2 / HOPS)
