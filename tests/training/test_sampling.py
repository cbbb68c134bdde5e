"""From a voice's rate to the telephone's."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speech.training import sampling
from speech.training.sampling import brought_down
from speech.training.shards import RATE


def _tone(hertz: float, rate: float) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(round(rate)) / rate).astype(np.float32)


def _power(wave: np.ndarray, hertz: float) -> float:
    """Of one frequency, where a sine of amplitude one has 0.25."""
    turns = np.exp(-2j * np.pi * hertz * np.arange(len(wave)) / RATE)
    return float(abs(np.mean(wave * turns)) ** 2)


@pytest.mark.parametrize("rate", [16_000, 24_000, 14_720.5, 19_200])
def test_what_lies_above_comes_back_folded_with_a_cheap_converter_alone(
    rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = _tone(1000, rate) + _tone(5000, rate)
    for share, folded in ((0.0, False), (1.0, True)):
        monkeypatch.setattr(sampling, "FOLDED", share)
        heard = brought_down(wave, rate, random.Random(1))
        assert heard.dtype == np.float32
        assert abs(len(heard) - RATE) <= 2
        assert _power(heard, 1000) == pytest.approx(0.25, rel=0.1)
        assert (_power(heard, 3000) > 0.01) == folded


def test_some_utterances_are_folded_and_most_are_not() -> None:
    wave = _tone(5000, 24_000)
    folded = [_power(brought_down(wave, 24_000, random.Random(seed)), 3000) > 0.01 for seed in range(100)]
    assert 0.2 < np.mean(folded) < 0.5
