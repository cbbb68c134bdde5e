"""The same words from the same mouth with another larynx: deep or high, flat or sung, hoarse, whispered.

Linear prediction (Atal and Hanauer, 1971) tells the mouth from the voice; the mouth is kept, a little
simplified, and the voice made anew. A network that has heard sentences so listens to the mouth.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from speech.training.overlap import Answers, Array, filtered, pulses
from speech.training.shards import RATE

HOP, WINDOW, POINTS = 40, 240, 512
"""Samples: 5 ms between frames, 30 ms in each, and the Fourier transform's length."""
LOWEST, HIGHEST = 70, 400
"""Hertz a voice is looked for."""
ORDERS = (8, 14)
"""How finely the mouth is drawn: two a resonance."""
UNVOICED, VOICED = 0.35, 0.65
"""Of a period's likeness to the next: below, a frame is all breath; above, all voice."""
BREATHS = (0.02, 0.1, 0.3)
"""How much breath a voice lets through, by speaker."""
BLURS = (20.0, 90.0)
"""Hertz by which resonances are widened."""
PITCHES = (80.0, 360.0)
"""Hertz that the new voices lie around."""
WHISPERED = 0.08
"""Of those revoiced: how many have no voice left."""
EMPHASIS = 0.9
"""Of the treble, while the mouth is told apart."""


def revoiced(samples: NDArray[np.float32], chance: random.Random) -> NDArray[np.float32]:
    """As many samples at 8 kHz, as loud."""
    draw = np.random.default_rng(chance.randrange(1 << 30))
    wave = np.append(samples[:1], samples[1:] - EMPHASIS * samples[:-1]).astype(np.float64)
    starts = np.arange(0, len(wave), HOP)
    frames = np.pad(wave, (WINDOW // 2, WINDOW))[starts[:, None] + np.arange(WINDOW)[None]]
    powers = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), POINTS, axis=1)) ** 2
    echoes = np.fft.irfft(powers, POINTS, axis=1)
    voiced = _voicing(echoes) * (chance.random() > WHISPERED)
    mouth = _mouth(echoes, chance)
    hertz = _melody(len(starts), chance, draw)
    breath = chance.choice(BREATHS)
    pulsed = pulses(np.repeat(hertz, HOP), RATE, draw, uneven=chance.choice([0.02, 0.15]))
    pulsed *= np.sqrt(RATE / np.repeat(hertz, HOP)) * np.repeat(voiced, HOP)
    blown = draw.standard_normal(len(pulsed)) * np.sqrt(np.repeat(1 - voiced * (1 - breath), HOP))
    made = _deemphasised(filtered(pulsed + blown, mouth, HOP)[: len(samples)])
    return (made * (np.std(samples) / max(1e-6, float(np.std(made))))).astype(np.float32)


def _mouth(echoes: Array, chance: random.Random) -> Answers:
    """Autocorrelations [frames, points] -> what the mouth lets through, drawn more or less finely."""
    lags = np.arange(chance.randint(*ORDERS) + 1)
    blurred = np.exp(-0.5 * (2 * np.pi * chance.uniform(*BLURS) / RATE * lags) ** 2)
    blurred[0] = 1.0001  # a little white noise, so that the equations can always be solved
    predictor, left = _predicted(echoes[:, : len(lags)] * blurred + 1e-3 * (lags == 0))
    answers: Answers = np.sqrt(np.maximum(left, 0))[:, None] / np.fft.rfft(predictor, POINTS, axis=1)
    return answers


def _voicing(echoes: Array) -> Array:
    """From 0 to 1: how periodic each frame is, beside what its window alone would leave (Boersma, 1993)."""
    lags = np.arange(RATE // HIGHEST, RATE // LOWEST + 1)
    window = np.hanning(WINDOW)
    fading = np.correlate(window, window, "full")[WINDOW - 1 :]
    peak = (echoes[:, lags] / (fading[lags] / fading[0])).max(1) / (echoes[:, 0] + 1e-3)
    voiced: Array = np.clip((peak - UNVOICED) / (VOICED - UNVOICED), 0, 1)
    return voiced


def _predicted(echoes: Array) -> tuple[Array, Array]:
    """Autocorrelations [frames, order + 1] -> as many coefficients, and the energy left (Levinson)."""
    frames, width = echoes.shape
    predictor = np.zeros((frames, width))
    predictor[:, 0] = 1
    left = echoes[:, 0].copy()
    for order in range(1, width):
        turned = (predictor[:, :order] * echoes[:, order:0:-1]).sum(1) / left
        predictor[:, 1 : order + 1] -= turned[:, None] * predictor[:, order - 1 :: -1][:, :order]
        left *= 1 - turned**2
    return predictor, left


def _melody(frames: int, chance: random.Random, draw: np.random.Generator) -> Array:
    """Hertz, a frame: flat, wandering or sung, and falling towards the end."""
    low, high = PITCHES
    base = low * (high / low) ** chance.random()
    knots = frames // 40 + 2
    turns = draw.normal(0, chance.choice([0.0, 0.1, 0.2, 0.35]), knots)
    fall = chance.uniform(0, 0.3) * np.arange(frames) / max(frames, 1)
    contour: Array = base * np.exp(np.interp(np.arange(frames), np.linspace(0, frames, knots), turns) - fall)
    return np.clip(contour, 60, 500)


def _deemphasised(wave: Array) -> Array:
    """The treble as it was."""
    hertz = np.fft.rfftfreq(2 * len(wave))
    answer = 1 / (1 - EMPHASIS * np.exp(-2j * np.pi * hertz))
    made: Array = np.fft.irfft(np.fft.rfft(wave, 2 * len(wave)) * answer, 2 * len(wave))[: len(wave)]
    return made
