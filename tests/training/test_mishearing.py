"""Sounds misheard, counted."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from speech.adaptation.phones import PHONES
from speech.training.export import BLANK_BIAS
from speech.training.mishearing import greedy, misheard
from speech.training.network import OUTPUTS

SECOND = np.zeros(8000, np.int16).tobytes()


class Saying:
    """Stands for a network: whatever the sound, its outputs are these."""

    def __init__(self, outputs: list[int], sureness: float = 9.0) -> None:
        self._scores = torch.zeros(1, len(outputs), OUTPUTS)
        self._scores[0, torch.arange(len(outputs)), torch.tensor(outputs)] = sureness

    def __call__(self, seen: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        assert seen.shape[2] == 40
        return self._scores.clone()


class Spelling:
    """Stands for espeak: writes what it is told to write."""

    def phonemize(self, language: str, text: str) -> list[list[str]]:
        return [list(text)]


def test_repetitions_and_blanks_are_taken_out() -> None:
    assert greedy(Saying([0, 1, 1, 0, 1, 2, 2, 0]), SECOND) == (PHONES[0], PHONES[0], PHONES[1])


def test_the_blank_counts_for_less_as_in_the_model() -> None:
    blank = Saying([0, 0], sureness=-BLANK_BIAS / 2)
    assert greedy(blank, SECOND) != ()


@pytest.mark.parametrize(("said", "wrong"), [("papa", 0.0), ("pap", 1 / 3), ("papi", 1 / 4), ("ka", 3 / 2)])
def test_sounds_wrong_missing_and_too_many_are_counted(said: str, wrong: float) -> None:
    outputs = [1 + PHONES.index(phone) for phone in "papa"]
    assert misheard(Saying(outputs), [(said, SECOND)], Spelling()) == pytest.approx(wrong)
