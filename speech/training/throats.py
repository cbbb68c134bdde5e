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
HIGHER_FORMANTS = (3500.0, 4500.0)
"""Hertz of a man's resonances that are the same whatever he says."""
BANDWIDTHS = (70, 90, 130, 200, 300)
"""Hertz, of the resonances."""
HIGHEST_FORMANT = 7600
"""Hertz beyond which no resonance goes: half the rate is near."""
SIZES = ((0.92, 1.08), (1.08, 1.24), (1.2, 1.42))
"""Men, women, children: how much higher their resonances than a man's."""
PARALLEL, PARALLEL_GAIN = 0.4, 4
"""Share of the speakers whose resonances are in parallel and not in cascade (Klatt, 1980), and how much
louder they are made, to be as loud as the others."""
PITCH = 115.0
"""Hertz of a man's voice."""
DECLINATION, FINAL_FALL = 0.12, 0.1
"""How far the pitch sinks along a sentence, and more at its end, in natural logarithms, in a usual melody."""
WANDER, WANDER_FRAMES = 0.01, 6
"""Deviation of the pitch from one moment to another, in natural logarithms, and frames between the two."""
NASAL_POLE, NASAL_ZERO = 260.0, 450.0
"""Hertz at which a man's nose resonates, and at which it swallows."""
NASAL_BANDWIDTHS = (80.0, 120.0)
"""Hertz, of that pole and of that zero."""
FIRST_WIDENED, OTHERS_WIDENED = 2.0, 0.6
"""How much wider the nose makes the first resonance, and the others."""

Complex = NDArray[np.complex128]


class Throat:
    """What is drawn once for a sentence."""

    def __init__(self, chance: random.Random) -> None:
        self.size = chance.uniform(*chance.choice(SIZES))
        own = [self.size * chance.lognormvariate(0, 0.04) for _ in range(FORMANTS)]
        self.formants = {
            name: [
                hertz * scale * chance.lognormvariate(0, 0.05)
                for hertz, scale in zip((*sound.formants, *HIGHER_FORMANTS), own, strict=True)
            ]
            for name, sound in SOUNDS.items()
        }
        """Hertz of each sound's resonances."""
        self.loudness = {name: chance.lognormvariate(0, 0.3) for name in SOUNDS}
        self.hiss = {name: chance.lognormvariate(0, 0.5) for name in SOUNDS}
        self.length = {name: chance.lognormvariate(0, 0.12) for name in SOUNDS}
        """Times what is usual: of the voice, of the breath's noise, of the time a sound takes."""
        self.pace = chance.uniform(0.65, 1.5)
        """Times as fast as usual."""
        self.bandwidths = [width * chance.lognormvariate(0, 0.35) for width in BANDWIDTHS]
        """Hertz."""
        self.pitch = PITCH * self.size ** chance.uniform(1.5, 4.5) * chance.lognormvariate(0, 0.18)
        """Hertz, before any melody."""
        self.melody = chance.choice([0.0, 0.3, 1.0, 1.0, 1.6])
        """Times the usual movements of the pitch; 0: all on one note."""
        self.slope = chance.uniform(0, 15)
        """Decibels that the voice loses in an octave."""
        self.breath = chance.choice([0.0, 0.0, chance.uniform(0, 0.12), chance.uniform(0, 0.4)])
        """How loud the breath is in the voice, beside it."""
        self.smooth = chance.uniform(1.0, 5.0)
        """Frames of deviation: the mouth takes some four times as long from a sound to the next."""
        self.parallel = chance.random() < PARALLEL
        self.amplitudes = [
            (-1) ** number * 10 ** (-(number * chance.uniform(2, 8) + chance.gauss(0, 4)) / 20)
            for number in range(FORMANTS)
        ]
        """Of each resonance, when they are in parallel; neighbours have opposite signs, lest they swallow
        what lies between them."""
        self.rough = chance.uniform(0.0, 0.05)
        """How loud the larynx hisses, beside its pulses."""
        self.whispers_r = chance.random() < 0.5
        """Whether an R loses its voice beside a sound that has none."""

    def voice(
        self, frames: int, hop: int, accents: Sequence[tuple[int, float]], draw: np.random.Generator
    ) -> Array:
        """Samples of the larynx alone, for so many frames and a little more.

        `accents`: frames at which the pitch has moved, and how far, in natural logarithms.
        """
        places, rises = zip(*[*accents, (frames, -FINAL_FALL * self.melody)], strict=True)
        moments = np.arange((frames + 8) * hop) / hop
        contour = np.interp(moments, places, rises) - DECLINATION * self.melody * moments / max(frames, 1)
        knots = frames // WANDER_FRAMES + 2
        wander = np.interp(moments, np.linspace(0, frames, knots), draw.normal(0, WANDER, knots))
        hertz = self.pitch * np.exp(contour + wander)
        return pulses(hertz, WORKING_RATE, draw) + draw.standard_normal(len(moments)) * self.rough

    def mouth(self, formants: Array, nasal: Array, hertz: Array) -> Complex:
        """What the mouth lets through at these hertz, [frames, points], its resonances given as [frames, 5].

        `nasal`: from 0 to 1, how much of the sound takes the nose, [frames].
        """
        turn = np.exp(-2j * np.pi * hertz / WORKING_RATE)[None]
        resonances = []
        for number, width in enumerate(self.bandwidths):
            widened = 1 + nasal * (OTHERS_WIDENED if number else FIRST_WIDENED)
            centre = np.minimum(formants[:, number], HIGHEST_FORMANT)
            resonances.append(_resonance(centre, width * widened, turn))
        if self.parallel:
            loudest = [np.abs(one).max(1, keepdims=True) for one in resonances]
            parts = zip(resonances, loudest, self.amplitudes, strict=True)
            branches = [PARALLEL_GAIN * amplitude * one / loud for one, loud, amplitude in parts]
            answer: Complex = np.sum(branches, axis=0)
        else:
            answer = np.prod(resonances, axis=0)
        high = self.size**0.5
        of_pole, of_zero = NASAL_BANDWIDTHS
        hum = _resonance(NASAL_POLE * high, of_pole, turn) / _resonance(NASAL_ZERO * high, of_zero, turn)
        return answer * (1 - nasal[:, None] + nasal[:, None] * hum)


def _resonance(hertz: Array | float, width: Array | float, turn: Complex) -> Complex:
    """A pair of poles, of gain 1 at 0 Hz (Klatt, 1980); [frames, points], or [1, points] of one figure."""
    radius = np.exp(-np.pi * np.atleast_1d(width) / WORKING_RATE)[:, None]
    first = 2 * radius * np.cos(2 * np.pi * np.atleast_1d(hertz) / WORKING_RATE)[:, None]
    second = -(radius**2)
    answer: Complex = (1 - first - second) / (1 - first * turn - second * turn**2)
    return answer
