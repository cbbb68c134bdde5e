"""What is done to the sounds that train the ears."""

from __future__ import annotations

import random

import torch

from speech.training.damage import FRAMES_A_SOUND, TEMPO, retimed

LENGTHS, SOUNDS = [200, 120, 30], [20, 12, 9]


def _steps() -> torch.Tensor:
    """Powers that tell their own frame: row after row, 0, 1, 2…"""
    return torch.arange(200.0)[None, :, None].expand(3, 200, 40).clone()


def test_a_retimed_utterance_keeps_its_order_its_ends_and_its_pitch() -> None:
    for seed in range(20):
        torch.manual_seed(seed)
        powers, lengths = retimed(_steps(), LENGTHS, SOUNDS, random.Random(seed))
        assert powers.shape == (3, max(lengths), 40)
        for row, (length, before) in enumerate(zip(lengths, LENGTHS, strict=True)):
            told = powers[row, :length, 0]
            assert torch.all(told.diff() > 0)
            assert told[0] == 0
            assert abs(float(told[-1]) - (before - 1)) < 0.01
            assert torch.equal(powers[row, :length], told[:, None].expand(-1, 40))


def test_some_are_said_faster_some_slower_and_some_as_they_were() -> None:
    drawn = [retimed(_steps(), LENGTHS, SOUNDS, random.Random(seed))[1] for seed in range(60)]
    first = [lengths[0] for lengths in drawn]
    assert min(first) < 160
    assert min(first) >= int(200 / TEMPO[1])
    assert first.count(200) > 15
    # There is no room for a longer one than the longest.
    assert max(lengths[1] for lengths in drawn) > 125


def test_none_is_made_too_short_for_its_sounds() -> None:
    for seed in range(60):
        _, lengths = retimed(_steps(), LENGTHS, SOUNDS, random.Random(seed))
        for length, before, many in zip(lengths, LENGTHS, SOUNDS, strict=True):
            assert length >= min(before, FRAMES_A_SOUND * many)
