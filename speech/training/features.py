"""What the network sees: the cepstra Kaldi would compute, stopped half-way so that noise can be added.

Kaldi's MFCC of 25 ms windows every 10 ms at 8 kHz, 40 mel bins from 40 to 3800 Hz, all 40 cepstra kept, no
dither (kaldi: src/feat/feature-mfcc.cc). A test compares them with kaldi-native-fbank's.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from speech.training.shards import RATE

WINDOW, HOP, POINTS = 200, 80, 256
"""Samples: a window, the step between two, and the Fourier transform's length."""
BINS, LOW, HIGH = 40, 40.0, 3800.0
"""Mel bins, and the hertz between which they lie."""
FLOOR = 1.1920929e-07
PREEMPHASIS = 0.97
LIFTER = 22

CONFIGURATION = f"""--use-energy=false
--sample-frequency={RATE}
--num-mel-bins={BINS}
--num-ceps={BINS}
--low-freq={LOW:.0f}
--high-freq={HIGH:.0f}
--dither=0.0
"""
"""The same, as Vosk reads it (conf/mfcc.conf)."""


def mel(hertz: float) -> float:
    """Hertz on the mel scale, as Kaldi has it."""
    return 1127.0 * math.log(1 + hertz / 700.0)


MEL_STEP = (mel(HIGH) - mel(LOW)) / (BINS + 1)
CENTRES = mel(LOW) + (torch.arange(BINS) + 1) * MEL_STEP
"""Of the bins, in mels."""


def _banks() -> Tensor:
    banks = torch.zeros(POINTS // 2 + 1, BINS)
    for index in range(BINS):
        left = mel(LOW) + index * MEL_STEP
        centre, right = left + MEL_STEP, left + 2 * MEL_STEP
        for point in range(POINTS // 2):
            where = mel(RATE / POINTS * point)
            if left < where < right:
                rising = where <= centre
                banks[point, index] = (where - left if rising else right - where) / MEL_STEP
    return banks


def _cosines() -> Tensor:
    order, place = torch.arange(BINS, dtype=torch.float64), torch.arange(BINS, dtype=torch.float64)[:, None]
    cosines = torch.sqrt(torch.where(order == 0, 1.0, 2.0) / BINS) * torch.cos(
        math.pi / BINS * (place + 0.5) * order
    )
    return (cosines * (1 + LIFTER / 2 * torch.sin(math.pi * order / LIFTER))).float()


_BANKS, _COSINES = _banks(), _cosines()
_SHAPE = (
    (0.5 - 0.5 * torch.cos(2 * math.pi * torch.arange(WINDOW, dtype=torch.float64) / (WINDOW - 1))) ** 0.85
).float()


def mel_powers(samples: Tensor) -> Tensor:
    """Samples in the range of 16 bits, shape [batch, n] -> powers, shape [batch, frames, 40]."""
    frames = samples.unfold(1, WINDOW, HOP)
    frames = frames - frames.mean(2, keepdim=True)
    first = frames[..., :1] * (1 - PREEMPHASIS)
    frames = torch.cat([first, frames[..., 1:] - PREEMPHASIS * frames[..., :-1]], 2) * _SHAPE
    spectrum = torch.fft.rfft(frames, POINTS)
    return (spectrum.real**2 + spectrum.imag**2) @ _BANKS


def cepstra(log_powers: Tensor) -> Tensor:
    """Logarithms of powers, shape [..., 40] -> cepstra, same shape."""
    return log_powers @ _COSINES


def logarithm(powers: Tensor) -> Tensor:
    """With Kaldi's floor."""
    return torch.log(powers.clamp_min(FLOOR))
