"""The synthesiser by formants, and the throat it draws."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speech.adaptation.phones import PHONES
from speech.training import formants
from speech.training.articulation import SOUNDS
from speech.training.formants import say
from speech.training.shards import RATE
from speech.training.throats import NASAL_POLE, WORKING_RATE, Throat

WORDS = (("b", "on", "Z", "u", "R"), ("m", "a", "d", "a", "m"))


def _usual(parallel: bool = False) -> Throat:
    """A man of the usual size, whose resonances are those written down."""
    throat = Throat(random.Random(3))
    throat.parallel = parallel
    throat.size = 1.0
    throat.formants = {name: [*sound.formants, 3500.0, 4500.0] for name, sound in SOUNDS.items()}
    throat.bandwidths = [60.0, 80.0, 120.0, 200.0, 300.0]
    return throat


def test_every_sound_of_the_models_can_be_made() -> None:
    assert set(SOUNDS) == set(PHONES)


@pytest.mark.parametrize("parallel", [False, True])
@pytest.mark.parametrize("vowel", ["a", "i", "y", "e"])
def test_a_mouth_resonates_where_its_vowel_does(vowel: str, parallel: bool) -> None:
    throat, hertz = _usual(parallel), np.arange(0, 8000, 10.0)
    throat.amplitudes = [1.0, -0.8, 0.6, -0.4, 0.3]
    formants = np.array([throat.formants[vowel]])
    loud = np.abs(throat.mouth(formants, np.zeros(1), hertz))[0]
    peaks = hertz[1:-1][(loud[1:-1] > loud[:-2]) & (loud[1:-1] > loud[2:])]
    for wanted in SOUNDS[vowel].formants:
        assert np.abs(peaks - wanted).min() < 40


def test_a_nose_takes_the_first_resonance_away() -> None:
    throat, hertz = _usual(), np.arange(0, 8000, 10.0)
    formants = np.array([throat.formants["an"]] * 2)
    spoken, hummed = np.abs(throat.mouth(formants, np.array([0.0, 1.0]), hertz))
    first, hum = round(SOUNDS["an"].formants[0] / 10), round(NASAL_POLE / 10)
    assert hummed[first] < spoken[first] / 1.5
    assert hummed[hum] > spoken[hum]


def test_a_larynx_beats_at_its_pitch() -> None:
    throat = Throat(random.Random(1))
    throat.pitch, throat.melody, throat.rough = 120.0, 0.0, 0.0
    wave = throat.voice(200, 80, [(0, 0.0)], np.random.default_rng(2))
    seconds = len(wave) / WORKING_RATE
    strong = np.flatnonzero(wave > 0)
    beats = 1 + np.count_nonzero(np.diff(strong) > 2)
    assert beats == pytest.approx(120 * seconds, rel=0.05)


def test_a_sentence_lasts_as_long_as_its_sounds_and_is_said_otherwise_each_time() -> None:
    drawn = [say([WORDS], random.Random(seed)) for seed in range(12)]
    usual = sum(SOUNDS[phone].seconds for word in WORDS for phone in word)
    for _, samples in drawn:
        assert samples.dtype == np.int16
        assert usual / 2.5 < len(samples) / RATE < usual * 2.5 + 1.0
        assert 0.5 * 32767 < np.abs(samples.astype(int)).max() < 32767
    assert len({voice for voice, _ in drawn}) > 8
    assert len({len(samples) for _, samples in drawn}) > 8


def test_the_same_chance_says_the_same() -> None:
    one, other = (say([WORDS], random.Random(8)) for _ in range(2))
    assert one[0] == other[0]
    assert np.array_equal(one[1], other[1])


def _quiet_inside(samples: np.ndarray) -> bool:
    """Whether 40 ms or more, neither at the beginning nor at the end, are almost nothing."""
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 300)
    return bool((np.diff(loud) > RATE // 25).any())


def test_groups_are_parted_by_silence_half_the_time() -> None:
    nasals = (("m", "a", "n", "on"), ("m", "in", "l", "a"))
    together = [say([nasals], random.Random(seed))[1] for seed in range(30)]
    apart = [say([nasals[:1], nasals[1:]], random.Random(seed))[1] for seed in range(30)]
    assert sum(map(_quiet_inside, together)) < 3
    assert 8 < sum(map(_quiet_inside, apart)) < 22


@pytest.mark.parametrize("melody", [0.0, 1.6])
def test_a_speaker_without_melody_says_all_on_one_note(
    melody: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    accents: list[float] = []

    class Listened(Throat):
        def __init__(self, chance: random.Random) -> None:
            super().__init__(chance)
            self.melody = melody

        def voice(self, frames, hop, rises, draw):
            accents.extend(rise for _, rise in rises)
            return super().voice(frames, hop, rises, draw)

    monkeypatch.setattr(formants, "Throat", Listened)
    for seed in range(5):
        say([WORDS], random.Random(seed))
    assert len(accents) == 5 * 5, "the beginning and the four vowels"
    assert all((rise == 0) == (melody == 0) for rise in accents)


def test_nothing_cannot_be_said() -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        say([[]], random.Random(1))
