"""A third engine, written here: a synthesiser by formants, whose speaker is drawn anew for every sentence.

Its voices are poor, and that is what they are for: no two have the same throat, melody or care, so that what
is left in common between all their ways to say a sound is what makes that sound.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.phones import Phones
from speech.training.articulation import SOUNDS
from speech.training.overlap import Array, filtered
from speech.training.sampling import brought_down
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
FIRST_ACCENT = (-0.05, 0.1)
"""How far from its usual pitch the voice begins, likewise."""
MICROPROSODY = 0.05
"""Deviation of the pitch from one vowel to the next, likewise."""
OTHER_TARGETS, OTHER_LOUDNESS, OTHER_LENGTH = 0.02, 0.1, 0.15
"""Deviations of the logarithms of a sound's resonances, loudness and time, from once to the next."""
MARGINS, PAUSES = (0.03, 0.1), (0.05, 0.5)
"""Seconds of silence around a sentence, and after half the groups."""
BURST_FRAMES, ASPIRATION_FRAMES = (2, 3, 4), (1, 2, 3, 4, 5)
"""Of a sound that is released, and of the breath after it when it has no voice."""
BURST_BREATH, ASPIRATION_BREATH, ASPIRATION_NOISE = 0.1, 0.12, 0.25
"""How loud the breath is in them, and what is left of the burst's noise in the second."""
VELAR_CENTRE = 1.05
"""Of the second resonance: where the noise of a sound lies that has no place of its own."""
WHISPERED_VOICE, WHISPERED_NOISE = 0.2, 2.5
"""Times its own, of an R that loses its voice."""
VOICE_GAIN, FRICATION_GAIN, BREATH_GAIN = 6, 0.72, 0.12
"""How loud the three sources are made, one beside the other."""
FRICATION_FLOOR = 0.02
"""Of a noise's peak: what there is of it at every frequency."""
VOICE_BAR = 250
"""Hertz beyond which a voice hardly comes through a closed mouth."""
SLOPE_BEGINS = 60
"""Hertz from which on the voice loses loudness."""
SHARP, FRICATION_SHARP = 0.8, 0.6
"""Frames of deviation: a voice, or a noise, takes some four times as long to grow loud."""
LOUDEST = 0.7
"""Of full scale."""


@dataclass(frozen=True)
class _Piece:
    """A stretch of time in which nothing aims elsewhere."""

    frames: int
    formants: tuple[float, ...]
    """Hertz."""
    voice: float = 0.0
    """How loud, 1 in a vowel."""
    noise: float = 0.0
    """How loud the breath is against teeth or lips."""
    centre: float = 3000.0
    """Hertz around which that noise lies."""
    spread: float = 800.0
    """Hertz of deviation around it."""
    nasal: float = 0.0
    """How much of the sound takes the nose, from 0 to 1."""
    breath: float = 0.0
    """How loud the breath is in the throat."""
    behind: float = 0.0
    """How loud the voice is behind a closed mouth."""


def say(groups: Sequence[Sequence[Phones]], chance: random.Random) -> tuple[str, NDArray[np.int16]]:
    """The speaker drawn and the 8 kHz samples of a sentence: groups of words, each word its sounds.

    Raises ValueError when there are none.
    """
    if not any(word for group in groups for word in group):
        raise ValueError("There is nothing to say.")
    throat = Throat(chance)
    pieces = [_silence(throat, chance.uniform(*MARGINS))]
    accents = [(0, chance.uniform(*FIRST_ACCENT) * throat.melody)]
    for group in groups:
        begun = sum(piece.frames for piece in pieces)
        said, rises = _group([phone for word in group for phone in word], throat, chance)
        pieces += [*said, _silence(throat, chance.choice([0.0, chance.uniform(*PAUSES)]))]
        accents += [(begun + frame, rise) for frame, rise in rises]
    pieces.append(_silence(throat, chance.uniform(*MARGINS)))
    wave = _wave(pieces, accents, throat, np.random.default_rng(chance.randrange(1 << 30)))
    samples = brought_down(wave, WORKING_RATE, chance)
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
            rise = chance.gauss(0, MICROPROSODY) + (chance.choice(ACCENTS) if index == last else 0)
            rises.append((sum(piece.frames for piece in pieces), rise * throat.melody))
        around = [phones[near] for near in (index - 1, index + 1) if 0 <= near < len(phones)]
        usual = SOUNDS[phone].seconds * throat.length[phone] * (stretch if index >= last else 1.0)
        seconds = usual * chance.lognormvariate(0, OTHER_LENGTH) / throat.pace
        pieces += _said(phone, around, seconds, throat, chance)
    return pieces, rises


def _said(
    phone: str, around: Sequence[str], seconds: float, throat: Throat, chance: random.Random
) -> list[_Piece]:
    """A sound among its neighbours; one that is stopped is silence, a burst, and at times some breath."""
    sound = SOUNDS[phone]
    aimed = _leaning(phone, around, throat)
    formants = tuple(hertz * chance.lognormvariate(0, OTHER_TARGETS) for hertz in aimed)
    frames = max(SHORTEST, round(seconds * FRAMES_A_SECOND))
    voice = sound.voice * throat.loudness[phone] * chance.lognormvariate(0, OTHER_LOUDNESS)
    noise = sound.noise * throat.hiss[phone]
    centre = formants[1] * VELAR_CENTRE if sound.centre is None else sound.centre * throat.size**0.5
    if phone == "R" and throat.whispers_r and any(SOUNDS[name].voice == 0 for name in around):
        voice, noise = voice * WHISPERED_VOICE, noise * WHISPERED_NOISE
    if not sound.closed:
        breath = throat.breath * voice
        return [_Piece(frames, formants, voice, noise, centre, sound.spread, sound.nasal, breath)]
    burst = chance.choice(BURST_FRAMES)
    after = 0 if sound.voice else chance.choice(ASPIRATION_FRAMES)
    pieces = [
        _Piece(max(SHORTEST, frames - burst - after), formants, behind=voice),
        _Piece(burst, formants, voice, noise, centre, sound.spread, breath=BURST_BREATH),
    ]
    if after:
        rest = noise * ASPIRATION_NOISE
        pieces.append(_Piece(after, formants, 0.0, rest, centre, sound.spread, breath=ASPIRATION_BREATH))
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
    falls = np.log2(np.maximum(hertz, SLOPE_BEGINS) / SLOPE_BEGINS)
    slope = VOICE_GAIN * 10 ** (-throat.slope / 20 * falls)
    behind = track([piece.behind for piece in pieces])[:, None] / (1 + (hertz / VOICE_BAR) ** 2)
    voiced = (mouth * track([piece.voice for piece in pieces])[:, None] + behind) * slope
    away = hertz - track([piece.centre for piece in pieces])[:, None]
    rubbed = np.exp(-0.5 * (away / track([piece.spread for piece in pieces])[:, None]) ** 2) + FRICATION_FLOOR
    rubbed *= track([piece.noise for piece in pieces], FRICATION_SHARP)[:, None]
    breathed = BREATH_GAIN * track([piece.breath for piece in pieces])[:, None] * mouth
    breathed = breathed + FRICATION_GAIN * rubbed
    larynx = throat.voice(sum(spans), HOP, accents, draw)
    return filtered(larynx, voiced, HOP) + filtered(draw.standard_normal(len(larynx)), breathed, HOP)


def _track(values: Sequence[float], spans: Sequence[int], over: float) -> Array:
    """A value a frame, moving from one piece's to the next's as a Gaussian of that deviation, in frames."""
    held = np.repeat(np.asarray(values, np.float64), spans)
    reach = int(4 * over) + 1
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / over) ** 2)
    return np.convolve(np.pad(held, reach, mode="edge"), weights / weights.sum(), "valid")
