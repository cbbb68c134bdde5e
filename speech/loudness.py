"""Loudness: bring speech to one level, and cut the silence around it."""

from __future__ import annotations

import numpy as np

from speech.pcm import SILENCE_DBFS, Samples, dbfs, peak_dbfs

SPEECH_DBFS = -19.0
"""Level of the talking parts of what we say. ITU-T P.56 calls it active speech level; recorded announcements
usually sit near here, a little above a caller at a normal distance, below what a handset distorts."""
CEILING_DBFS = -3.0
"""No sample is louder: resampling and companding that follow can overshoot by a decibel or two."""
MOST_GAIN_DB = 18.0
"""A sentence that needs more is nearly silent; amplified, it would be noise."""

_FRAME_SECONDS = 0.02
_ACTIVE_RANGE_DB = 30.0
"""Frames quieter than the loudest one by more than this are pauses, not speech."""


def _frame_levels(samples: Samples, rate: int) -> list[float]:
    """Level of each 20 ms frame, in dBFS; the last one may be shorter."""
    size = max(1, round(rate * _FRAME_SECONDS))
    return [dbfs(samples[start : start + size]) for start in range(0, len(samples), size)]


def speech_level(samples: Samples, rate: int) -> float:
    """Level of the talking parts in dBFS, pauses left out; SILENCE_DBFS where there is no sound."""
    levels = np.array(_frame_levels(samples, rate) or [SILENCE_DBFS])
    active = levels[levels > max(levels.max() - _ACTIVE_RANGE_DB, SILENCE_DBFS)]
    if not len(active):
        return SILENCE_DBFS
    return float(10.0 * np.log10(np.mean(10.0 ** (active / 10.0))))


def levelled(samples: Samples, rate: int, target_dbfs: float = SPEECH_DBFS) -> Samples:
    """The same sound with its talking parts at `target_dbfs`, and never a sample above CEILING_DBFS.

    One gain for the whole: the shape of the sentence is kept, so nothing pumps and nothing clips.
    """
    level = speech_level(samples, rate)
    if level <= SILENCE_DBFS:
        return samples
    gain_db = min(target_dbfs - level, CEILING_DBFS - peak_dbfs(samples), MOST_GAIN_DB)
    louder: Samples = np.rint(samples * 10.0 ** (gain_db / 20.0)).astype(np.int16)
    return louder


def trimmed(samples: Samples, rate: int, before_seconds: float, after_seconds: float) -> Samples:
    """The sound with at most that much silence kept before its first and after its last audible frame.

    Nothing is added when there is less. Sound without any audible frame becomes no sound at all.
    """
    levels = _frame_levels(samples, rate)
    loudest = max(levels, default=SILENCE_DBFS)
    if loudest <= SILENCE_DBFS:
        return samples[:0]
    # Fifty decibels below the loudest frame: soft beginnings and the tail of an "s" are kept.
    audible = [index for index, level in enumerate(levels) if level > max(loudest - 50.0, -75.0)]
    if not audible:
        return samples[:0]
    size = max(1, round(rate * _FRAME_SECONDS))
    first = max(0, audible[0] * size - round(before_seconds * rate))
    last = min(len(samples), (audible[-1] + 1) * size + round(after_seconds * rate))
    return samples[first:last]


def silence(seconds: float, rate: int) -> Samples:
    """That much digital silence."""
    return np.zeros(round(seconds * rate), np.int16)
