"""A third engine, written here: a synthesiser by formants, whose speaker is drawn anew for every sentence.

Its voices are poor, and that is what they are for: no two have the same throat, melody or care, so that what
is left in common between all their ways to say a sound is what makes that sound.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from speech.adaptation.phones import Phones
from speech.training.articulation import SOUNDS
from speech.training.overlap import Array, filtered
from speech.training.shards import RATE
from speech.training.throats import FORMANTS, WORKING_RATE, Throat

HOP, POINTS = 80, 1024
"""Samples between two frames (5 ms), and of the Fourier transform in which a frame is filtered."""
FRAMES_A_SECOND = WORKING_RATE / HOP
SHORTEST = 4
"""Frames of a sound, or of the silence before one that is released."""
FINAL, FINAL_LENGTH = 0.85, (1.2, 2.0)
"""Part of the groups that slow down from their last vowel on, and how many times."""
ACCENTS = (-0.25, 0.1, 0.25)
"""How far the voice goes on it, in natural logarithms."""
SHARP = 0.8
"""Frames of deviation: a sound takes some four times as long to grow loud."""
LOUDEST = 0.7
"""Of full scale."""


@dataclass(frozen=True)
class _Piece:
    """A stretch of time in which nothing aims elsewhere."""

    frames: int
    formants: tuple[float, ...]
    voice: float = 0.0
    noise: float = 0.0
    centre: float = 3000.0
    spread: float = 800.0
    nasal: float = 0.0
    breath: float = 0.0
    behind: float = 0.0
    """How loud the voice is behind a closed mouth."""


def say(groups: Sequence[Sequence[Phones]], chance: random.Random) -> tuple[str, NDArray[np.int16]]:
    """The speaker drawn and the 8 kHz samples of a sentence: groups of words, each word its sounds.

    Raises ValueError when there are none.
    """
    if not any(word for group in groups for word in group):
        raise ValueError("There is nothing to say.")
    throat = Throat(chance)
    pieces = [_silence(throat, chance.uniform(0.03, 0.1))]
    accents = [(0, chance.uniform(-0.05, 0.1))]
    for group in groups:
        begun = sum(piece.frames for piece in pieces)
        said, rises = _group([phone for word in group for phone in word], throat, chance)
        pieces += [*said, _silence(throat, chance.choice([0.0, chance.uniform(0.05, 0.5)]))]
        accents += [(begun + frame, rise) for frame, rise in rises]
    pieces.append(_silence(throat, chance.uniform(0.03, 0.1)))
    wave = _wave(pieces, accents, throat, np.random.default_rng(chance.randrange(1 << 30)))
    samples = soxr.resample(wave.astype(np.float32), WORKING_RATE, RATE)
    loudest = max(1e-6, float(np.abs(samples).max()))
    return f"formants/{throat.size:.2f}", (samples / loudest * LOUDEST * 32767).astype(np.int16)


def _silence(throat: Throat, seconds: float) -> _Piece:
    return _Piece(max(1, round(seconds * FRAMES_A_SECOND)), tuple(throat.formants["oe"]))


def _group(
    phones: Sequence[str], throat: Throat, chance: random.Random
) -> tuple[list[_Piece], list[tuple[int, float]]]:
    """The sounds of a group, and the frames at which the voice rises, with how high."""
    pieces: list[_Piece] = []
    rises = []
    vowels = [index for index, phone in enumerate(phones) if SOUNDS[phone].is_vowel]
    last = vowels[-1] if vowels else len(phones)
    stretch = chance.uniform(*FINAL_LENGTH) if chance.random() < FINAL else 1.0
    for index, phone in enumerate(phones):
        if SOUNDS[phone].is_vowel:
            rise = chance.gauss(0, 0.05) + (chance.choice(ACCENTS) if index == last else 0)
            rises.append((sum(piece.frames for piece in pieces), rise * throat.melody))
        around = [phones[near] for near in (index - 1, index + 1) if 0 <= near < len(phones)]
        usual = SOUNDS[phone].seconds * throat.length[phone] * (stretch if index >= last else 1.0)
        pieces += _said(phone, around, usual * chance.lognormvariate(0, 0.15) / throat.pace, throat, chance)
    return pieces, rises


def _said(
    phone: str, around: Sequence[str], seconds: float, throat: Throat, chance: random.Random
) -> list[_Piece]:
    """A sound among its neighbours; one that is stopped is silence, a burst, and at times some breath."""
    sound = SOUNDS[phone]
    formants = tuple(hertz * chance.lognormvariate(0, 0.02) for hertz in _leaning(phone, around, throat))
    frames = max(SHORTEST, round(seconds * FRAMES_A_SECOND))
    voice = sound.voice * throat.loudness[phone] * chance.lognormvariate(0, 0.1)
    noise = sound.noise * throat.hiss[phone]
    centre = formants[1] * 1.05 if sound.centre is None else sound.centre * throat.size**0.5
    if phone == "R" and throat.whispers_r and any(SOUNDS[name].voice == 0 for name in around):
        voice, noise = voice * 0.2, noise * 2.5
    if not sound.closed:
        breath = throat.breath * voice
        return [_Piece(frames, formants, voice, noise, centre, sound.spread, sound.nasal, breath)]
    burst = chance.choice([2, 3, 4])
    after = 0 if sound.voice else chance.randrange(1, 6)
    pieces = [
        _Piece(max(SHORTEST, frames - burst - after), formants, behind=voice),
        _Piece(burst, formants, voice, noise, centre, sound.spread, breath=0.1),
    ]
    if after:
        pieces.append(_Piece(after, formants, 0.0, noise * 0.25, centre, sound.spread, breath=0.12))
    return pieces


def _leaning(phone: str, around: Sequence[str], throat: Throat) -> list[float]:
    """Hertz of a sound's resonances, all but the first drawn towards its neighbours'."""
    own = throat.formants[phone]
    if not around:
        return own
    yields = SOUNDS[phone].yields
    near = np.mean([throat.formants[name] for name in around], axis=0)
    return [own[0], *(np.asarray(own[1:]) * (1 - yields) + near[1:] * yields).tolist()]


def _wave(
    pieces: Sequence[_Piece], accents: Sequence[tuple[int, float]], throat: Throat, draw: np.random.Generator
) -> Array:
    """16 kHz samples of the pieces, one after the other."""
    spans = [piece.frames for piece in pieces]

    def track(values: Sequence[float], over: float = SHARP) -> Array:
        return _track(values, spans, over)

    hertz = np.arange(POINTS // 2 + 1, dtype=np.float64) * WORKING_RATE / POINTS
    formants = [
        track([piece.formants[number] for piece in pieces], throat.smooth) for number in range(FORMANTS)
    ]
    nasal = track([piece.nasal for piece in pieces], throat.smooth)
    mouth = throat.mouth(np.stack(formants, 1), nasal, hertz)
    slope = 6 * 10 ** (-throat.slope / 20 * np.log2(np.maximum(hertz, 60) / 60))
    behind = track([piece.behind for piece in pieces])[:, None] / (1 + (hertz / 250) ** 2)
    voiced = (mouth * track([piece.voice for piece in pieces])[:, None] + behind) * slope
    away = hertz - track([piece.centre for piece in pieces])[:, None]
    rubbed = np.exp(-0.5 * (away / track([piece.spread for piece in pieces])[:, None]) ** 2) + 0.02
    rubbed *= track([piece.noise for piece in pieces], 0.6)[:, None]
    breathed = 0.12 * track([piece.breath for piece in pieces])[:, None] * mouth + 0.72 * rubbed
    larynx = throat.voice(sum(spans), HOP, accents, draw)
    return filtered(larynx, voiced, HOP) + filtered(draw.standard_normal(len(larynx)), breathed, HOP)


def _track(values: Sequence[float], spans: Sequence[int], over: float) -> Array:
    """A value a frame, moving from one piece's to the next's as a Gaussian of that deviation, in frames."""
    held = np.repeat(np.asarray(values, np.float64), spans)
    reach = int(4 * over) + 1
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / over) ** 2)
    return np.convolve(np.pad(held, reach, mode="edge"), weights / weights.sum(), "valid")
