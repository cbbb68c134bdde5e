"""A speaker by formants, drawn at random: a throat with its resonances (Fant, 1960), a voice, habits."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from speech.training.articulation import SOUNDS
from speech.training.overlap import Array, pulses

WORKING_RATE = 16_000
"""Hertz."""
FORMANTS = 5
HIGHER = (3500.0, 4500.0)
"""Hertz of a man's resonances that are the same whatever he says."""
WIDTHS = (70, 90, 130, 200, 300)
"""Hertz: how wide the resonances are."""
SIZES = ((0.92, 1.08), (1.08, 1.24), (1.2, 1.42))
"""Men, women, children: how much higher their resonances than a man's."""
APART = 0.4
"""Of the speakers: how many have resonances that sound apart, as in the talking machines of the eighties."""
PITCH = 115.0
"""Hertz of a man's voice."""
NASAL, HOLE = 260.0, 450.0
"""Hertz at which a man's nose resonates, and at which it swallows."""

Complex = NDArray[np.complex128]


class Throat:
    """What is drawn once for a sentence."""

    def __init__(self, chance: random.Random) -> None:
        self.size = chance.uniform(*chance.choice(SIZES))
        own = [self.size * chance.lognormvariate(0, 0.04) for _ in range(FORMANTS)]
        self.formants = {
            name: [
                hertz * scale * chance.lognormvariate(0, 0.05)
                for hertz, scale in zip((*sound.formants, *HIGHER), own, strict=True)
            ]
            for name, sound in SOUNDS.items()
        }
        """Hertz of each sound's resonances."""
        self.loudness = {name: chance.lognormvariate(0, 0.3) for name in SOUNDS}
        self.hiss = {name: chance.lognormvariate(0, 0.5) for name in SOUNDS}
        self.length = {name: chance.lognormvariate(0, 0.12) for name in SOUNDS}
        """Times what is usual: of the voice, of the breath's noise, of the time a sound takes."""
        self.pace = chance.uniform(0.65, 1.5)
        self.widths = [width * chance.lognormvariate(0, 0.35) for width in WIDTHS]
        self.pitch = PITCH * self.size ** chance.uniform(1.5, 4.5) * chance.lognormvariate(0, 0.18)
        self.melody = chance.choice([0.0, 0.3, 1.0, 1.0, 1.6])
        """0: all on one note."""
        self.slope = chance.uniform(0, 15)
        """Decibels that the voice loses in an octave."""
        self.breath = chance.choice([0.0, 0.0, chance.uniform(0, 0.12), chance.uniform(0, 0.4)])
        self.smooth = chance.uniform(1.0, 5.0)
        """Frames of deviation: the mouth takes some four times as long from a sound to the next."""
        self.apart = chance.random() < APART
        self.shares = [
            (-1) ** number * 10 ** (-(number * chance.uniform(2, 8) + chance.gauss(0, 4)) / 20)
            for number in range(FORMANTS)
        ]
        """Of each resonance, when they sound apart: one beside the other and not one through the other."""
        self.rough = chance.uniform(0.0, 0.05)
        self.whispers_r = chance.random() < 0.5
        """Whether an R loses its voice beside a sound that has none."""

    def voice(
        self, frames: int, hop: int, accents: Sequence[tuple[int, float]], draw: np.random.Generator
    ) -> Array:
        """Samples of the larynx alone, for so many frames and a little more.

        `accents`: frames at which the pitch has moved, and how far, in natural logarithms.
        """
        places, rises = zip(*[*accents, (frames, -0.1 * self.melody)], strict=True)
        moments = np.arange((frames + 8) * hop) / hop
        contour = np.interp(moments, places, rises) - 0.12 * self.melody * moments / max(frames, 1)
        knots = frames // 6 + 2
        wander = np.interp(moments, np.linspace(0, frames, knots), draw.normal(0, 0.01, knots))
        hertz = self.pitch * np.exp(contour + wander)
        return pulses(hertz, WORKING_RATE, draw) + draw.standard_normal(len(moments)) * self.rough

    def mouth(self, formants: Array, nasal: Array, hertz: Array) -> Complex:
        """What the mouth lets through at these hertz, [frames, points], its resonances given as [frames, 5].

        `nasal`: from 0 to 1, how much of the sound takes the nose, [frames].
        """
        turn = np.exp(-2j * np.pi * hertz / WORKING_RATE)[None]
        resonances = [
            _resonance(
                np.minimum(formants[:, number], 7600), width * (1 + nasal * (0.6 if number else 2.0)), turn
            )
            for number, width in enumerate(self.widths)
        ]
        if self.apart:
            loudest = [np.abs(one).max(1, keepdims=True) for one in resonances]
            parts = zip(resonances, loudest, self.shares, strict=True)
            answer: Complex = np.sum([4 * share * one / loud for one, loud, share in parts], axis=0)
        else:
            answer = np.prod(resonances, axis=0)
        high = self.size**0.5
        hum = _resonance(NASAL * high, 80.0, turn) / _resonance(HOLE * high, 120.0, turn)
        return answer * (1 - nasal[:, None] + nasal[:, None] * hum)


def _resonance(hertz: Array | float, width: Array | float, turn: Complex) -> Complex:
    """A pair of poles, of gain 1 at 0 Hz (Klatt, 1980); [frames, points], or [1, points] of one figure."""
    radius = np.exp(-np.pi * np.atleast_1d(width) / WORKING_RATE)[:, None]
    first = 2 * radius * np.cos(2 * np.pi * np.atleast_1d(hertz) / WORKING_RATE)[:, None]
    second = -(radius**2)
    answer: Complex = (1 - first - second) / (1 - first * turn - second * turn**2)
    return answer
