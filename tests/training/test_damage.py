"""What is done to the sounds that train the ears."""

from __future__ import annotations

import random
import shutil

import numpy as np
import pytest
import torch
from scipy.signal import butter, sosfilt

from speech.training import damage
from speech.training.damage import (
    FRAMES_A_SOUND,
    TEMPO,
    _coded,
    _other_contrasts,
    _other_sibilants,
    _other_throats,
    _steady,
    damaged_samples,
    retimed,
)
from speech.training.shards import RATE

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
    assert max(first) > 260
    assert max(first) <= round(200 / TEMPO[0])


def test_none_is_made_too_short_for_its_sounds() -> None:
    for seed in range(60):
        _, lengths = retimed(_steps(), LENGTHS, SOUNDS, random.Random(seed))
        for length, before, many in zip(lengths, LENGTHS, SOUNDS, strict=True):
            assert length >= min(before, FRAMES_A_SOUND * many)


def _bump(at: int) -> torch.Tensor:
    """A hundred utterances alike, of one resonance."""
    shape = 1e4 * torch.exp(-0.5 * ((torch.arange(40.0) - at) / 2) ** 2) + 1
    return shape.expand(100, 20, 40).clone()


def test_other_throats_move_a_resonance_both_ways_and_leave_some_where_it_was() -> None:
    torch.manual_seed(1)
    peaks = _other_throats(_bump(20))[:, 0].argmax(1)
    assert peaks.min() < 19
    assert peaks.max() > 21
    assert (peaks == 20).sum() > 20


def test_a_sibilant_is_louder_or_softer_and_nothing_else_is() -> None:
    draw = np.random.default_rng(1)
    time = np.arange(2000) / RATE
    vowel = 3000 * sum(np.sin(2 * np.pi * hertz * time) / hertz * 500 for hertz in (250, 500, 1500))
    hiss = sosfilt(butter(4, 2500, "high", fs=RATE, output="sos"), draw.standard_normal(2000)) * 500
    pause = hiss * 0.01
    voice = np.concatenate([vowel, pause, hiss, vowel]).astype(np.float32)
    for decibels in (-8.0, 0.0, 12.0):
        heard = _other_sibilants(voice, decibels)
        assert heard.shape == voice.shape
        assert heard.dtype == np.float32
        gains = [
            20 * np.log10(heard[at : at + 1400].std() / voice[at : at + 1400].std())
            for at in (300, 2300, 4300, 6300)
        ]
        assert gains == pytest.approx([0, 0, decibels, 0], abs=0.5)


def test_other_contrasts_sharpen_or_flatten_without_moving_anything() -> None:
    torch.manual_seed(1)
    before, after = _bump(20), _other_contrasts(_bump(20))
    assert torch.isfinite(after).all()
    assert (after >= 0).all()
    assert (after[:, 0].argmax(1) == 20).all()
    assert torch.allclose(after.mean(2), before.mean(2), rtol=0.05)
    assert (after == before).all((1, 2)).sum() > 20

    def depth(powers: torch.Tensor) -> torch.Tensor:
        return (powers[:, 0, 20] / powers[:, 0, 10]).log()

    assert depth(after).min() < depth(before)[0] - 1
    assert depth(after).max() > depth(before)[0] + 1


LEVELS = {1500: 4000, 1600: 0, 850: -6000}
"""Samples of utterances of odd lengths, and a level of each."""


def _levels() -> list[np.ndarray]:
    return [np.full(length, level, np.float32) for length, level in LEVELS.items()]


def _filled(sound: np.ndarray) -> np.ndarray:
    """As GSM codes: whole frames of 160 samples."""
    return np.pad(sound, (0, -len(sound) % 160))


def test_a_batch_from_mobiles_keeps_every_utterance_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are coded together: each must get its own sound back, at its own place."""
    spoken = _levels()
    monkeypatch.setattr(damage, "GSM", 1.0)
    monkeypatch.setattr(damage, "_spoken", lambda samples, chance: spoken[samples[0]])
    monkeypatch.setattr(damage, "_over_a_line", lambda voice, chance: voice)
    coded = []
    monkeypatch.setattr(damage, "through_gsm", lambda sound: coded.append(len(sound)) or _filled(sound))
    heard = damaged_samples([np.array([index]) for index in range(3)], random.Random(1))
    assert coded == [3950]
    assert [len(voice) for voice in heard] == [1500, 1600, 850]
    assert [float(voice[800]) for voice in heard] == [4000, 0, -6000]


def test_a_coder_that_fills_its_last_frame_changes_no_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "through_gsm", _filled)
    for voices in (_levels(), _levels()[::-1], _levels()[:1]):
        coded = _coded(voices)
        assert [len(voice) for voice in coded] == [len(voice) for voice in voices]
        for voice, before in zip(coded, voices, strict=True):
            assert voice.dtype == np.float32
            assert np.array_equal(voice, before)


@pytest.mark.skipif(shutil.which("sox") is None, reason="sox is not on this machine")
def test_the_coder_itself_gives_each_utterance_its_own_sound_back() -> None:
    moments = np.arange(1600) / RATE
    pitches = {1500: 300, 1600: 700, 850: 1100}
    voices = [
        (8000 * np.sin(2 * np.pi * hertz * moments[:length])).astype(np.float32)
        for length, hertz in pitches.items()
    ]
    coded = _coded(voices)
    assert [len(voice) for voice in coded] == list(pitches)
    for voice, before, hertz in zip(coded, voices, pitches.values(), strict=True):
        inside = voice[160:-160]
        powers = np.abs(np.fft.rfft(inside * np.hanning(len(inside)), 8000)) ** 2
        assert abs(int(np.argmax(powers)) - hertz) < 25
        assert 0.5 < np.std(inside) / np.std(before) < 1.5


@pytest.mark.parametrize("coloured", [0.0, 1.0])
def test_a_steady_noise_is_as_loud_whatever_its_colour(
    coloured: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "COLOURED", coloured)
    for seed in range(10):
        noise = _steady(80_000, random.Random(seed), np.random.default_rng(seed))
        assert 0.93 < float(np.std(noise)) < 1.07
        likeness = float(np.mean(noise[1:] * noise[:-1]))
        assert (abs(likeness) > 0.02) == bool(coloured)
