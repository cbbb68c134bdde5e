"""PCM: 16-bit samples as bytes on a wire and as numpy arrays, and how loud they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""One channel, shape (n,)."""

PHONE_RATE = 8000
"""Hertz; what a telephone line carries."""
SAMPLE_BYTES = 2
FULL_SCALE = 32768.0
SILENCE_DBFS = -96.0
"""What 16 bits cannot go below: digital silence is given this level."""


def to_samples(pcm: bytes) -> Samples:
    """Little-endian 16-bit bytes as samples, shape (len(pcm) / 2,); raises ValueError on half a sample."""
    if len(pcm) % SAMPLE_BYTES:
        raise ValueError(f"{len(pcm)} bytes are not a whole number of 16-bit samples.")
    return np.frombuffer(pcm, "<i2").astype(np.int16, copy=False)


def to_bytes(samples: Samples) -> bytes:
    """Samples as little-endian 16-bit bytes."""
    return samples.astype("<i2", copy=False).tobytes()


def from_float(wave: NDArray[np.floating]) -> Samples:
    """A wave in [-1, 1] as samples; anything louder is clipped, and what is no number is silence."""
    finite = np.nan_to_num(wave, nan=0.0, posinf=1.0, neginf=-1.0)
    scaled: Samples = np.clip(np.rint(finite * 32767.0), -32768, 32767).astype(np.int16)
    return scaled


def seconds_of(pcm: bytes, rate: int = PHONE_RATE) -> float:
    """How long 16-bit bytes last at `rate` hertz."""
    return len(pcm) / (SAMPLE_BYTES * rate)


def dbfs(samples: Samples) -> float:
    """Root-mean-square level in decibels below full scale; a full-scale square wave is 0.

    Never below SILENCE_DBFS, which is also the level of no sample at all.
    """
    return float(dbfs_of_frames(samples[np.newaxis])[0]) if len(samples) else SILENCE_DBFS


def dbfs_of_frames(frames: Samples) -> NDArray[np.float64]:
    """The level of each of several frames, shape (n, samples), as shape (n,): quicker than one by one."""
    powers = np.mean(np.square(frames, dtype=np.float64), axis=1) / FULL_SCALE**2
    levels: NDArray[np.float64] = 10.0 * np.log10(np.maximum(powers, 10 ** (SILENCE_DBFS / 10)))
    return levels


def peak_dbfs(samples: Samples) -> float:
    """Level of the loudest sample in decibels below full scale, never below SILENCE_DBFS."""
    if not len(samples):
        return SILENCE_DBFS
    # In float: the magnitude of -32768 does not fit sixteen bits.
    peak = float(np.max(np.abs(samples.astype(np.float64)))) / FULL_SCALE
    return max(SILENCE_DBFS, 20.0 * float(np.log10(peak))) if peak > 0 else SILENCE_DBFS
