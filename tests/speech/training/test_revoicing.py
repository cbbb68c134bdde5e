"""The same words with another larynx."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speech.training import revoicing
from speech.training.formants import say
from speech.training.overlap import filtered, pulses
from speech.training.revoicing import revoiced
from speech.training.shards import RATE


@pytest.fixture
def voice() -> np.ndarray:
    return say([[("a", "l", "o"), ("m", "a", "d", "a", "m")]], random.Random(4))[1].astype(np.float32)


def _beat(samples: np.ndarray) -> float:
    """How periodic the loudest 80 ms are: 1 at most."""
    at = int(np.argmax(np.convolve(samples.astype(float) ** 2, np.ones(640), "valid")))
    frame = samples[at : at + 640].astype(float)
    echo = np.correlate(frame, frame, "full")[639:]
    lags = np.arange(RATE // 400, RATE // 60)
    return float((echo[lags] / echo[0]).max())


def test_as_many_samples_as_loud_and_not_the_same(voice: np.ndarray) -> None:
    for seed in range(10):
        other = revoiced(voice, random.Random(seed))
        assert other.dtype == np.float32
        assert len(other) == len(voice)
        assert np.isfinite(other).all()
        assert np.std(other) == pytest.approx(np.std(voice), rel=1e-3)
        assert abs(np.corrcoef(voice, other)[0, 1]) < 0.9


def _shapes(samples: np.ndarray) -> np.ndarray:
    """Logarithms of the powers in broad bands, one row every 25 ms; each row less its mean."""
    rows = samples[: len(samples) // 200 * 200].reshape(-1, 200).astype(float)
    bands = np.abs(np.fft.rfft(rows * np.hanning(200), axis=1))[:, 1:97].reshape(len(rows), 8, 12).mean(2)
    logs = np.log(bands + 10)
    return logs - logs.mean(1, keepdims=True)


def test_the_mouth_is_kept_and_moves_when_it_did(voice: np.ndarray) -> None:
    for seed in range(6):
        other = revoiced(voice, random.Random(seed))
        assert np.corrcoef(_shapes(voice).ravel(), _shapes(other).ravel())[0, 1] > 0.5
        loud = [np.convolve(np.abs(one), np.ones(160), "same") for one in (voice, other)]
        lags = np.arange(-160, 161, 10)
        likeness = [np.corrcoef(loud[0][200:-200], np.roll(loud[1], -lag)[200:-200])[0, 1] for lag in lags]
        assert abs(lags[int(np.argmax(likeness))]) <= 40


def test_prediction_solves_the_normal_equations() -> None:
    draw = np.random.default_rng(3)
    echoes = np.stack([np.correlate(one, one, "full")[399:408] for one in draw.standard_normal((4, 400))])
    predictor, left = revoicing._predicted(echoes)
    for row in range(4):
        matrix = echoes[row][np.abs(np.subtract.outer(np.arange(8), np.arange(8)))]
        wanted = np.linalg.solve(matrix, -echoes[row, 1:9])
        assert np.allclose(predictor[row, 1:], wanted)
        assert left[row] == pytest.approx(echoes[row, 0] + wanted @ echoes[row, 1:9])


@pytest.mark.parametrize("hertz", [90.0, 110.0, 180.0, 300.0])
def test_a_periodic_sound_is_all_voice_and_hiss_is_none(hertz: float) -> None:
    draw = np.random.default_rng(1)
    for wave, wanted in (
        (pulses(np.full(240, hertz), RATE, draw, 0.0), 1.0),
        (draw.standard_normal(240), 0.0),
    ):
        power = np.abs(np.fft.rfft(wave * np.hanning(240), 512)) ** 2
        assert revoicing._voicing(np.fft.irfft(power)[None])[0] == pytest.approx(wanted, abs=0.3)


def test_a_whisper_has_no_voice(voice: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revoicing, "WHISPERED", 0.0)
    voiced = [_beat(revoiced(voice, random.Random(seed))) for seed in range(6)]
    monkeypatch.setattr(revoicing, "WHISPERED", 1.0)
    whispered = [_beat(revoiced(voice, random.Random(seed))) for seed in range(6)]
    assert np.median(voiced) > np.median(whispered) + 0.2


@pytest.mark.parametrize("wave", [np.zeros(1600), np.ones(50), np.full(2000, 32767.0)])
def test_silence_and_scraps_come_back_as_sound(wave: np.ndarray) -> None:
    for seed in range(5):
        assert np.isfinite(revoiced(wave.astype(np.float32), random.Random(seed))).all()


@pytest.mark.parametrize(("hop", "points"), [(40, 512), (80, 1024)])
def test_a_filter_that_lets_all_through_changes_nothing(hop: int, points: int) -> None:
    source = np.random.default_rng(1).standard_normal(4000)
    through = filtered(source, np.ones((4000 // hop, points // 2 + 1)), hop)
    inside = slice(2 * hop, 4000 - 2 * hop)
    assert np.allclose(through[inside], source[inside], atol=1e-6)


def test_a_filter_is_laid_where_its_frame_is() -> None:
    answers = np.zeros((100, 257))
    answers[50:] = 1
    through = filtered(np.ones(4000), answers, 40)
    assert np.abs(through[: 40 * 46]).max() < 1e-6
    assert np.allclose(through[40 * 53 : 3800], 1)


def test_a_window_longer_than_its_transform_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        filtered(np.ones(400), np.ones((3, 129)), 80)


def test_pulses_beat_where_the_periods_end() -> None:
    hertz = 137.0
    wave = pulses(np.full(RATE * 2, hertz), RATE, np.random.default_rng(0), uneven=0.0)
    assert wave.sum() == pytest.approx(2 * hertz, abs=2)
    ends = np.arange(1, 2 * hertz - 1) * RATE / hertz - 1
    for end in ends:
        near = np.arange(int(end) - 3, int(end) + 5)
        assert (near * wave[near]).sum() / wave[near].sum() == pytest.approx(end, abs=0.01)
