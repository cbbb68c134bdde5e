"""A tone of the network is told from a voice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from speech.audio import resampled
from speech.g711 import mulaw_decode, mulaw_encode
from speech.pcm import PHONE_RATE, to_bytes, to_samples
from speech.tones import ToneMeter
from tests.speech.conftest import line_noise, tone_at

Recording = Callable[[str], bytes]


def _only_a_tone(sound: bytes, cut: int = 320, rate: int = PHONE_RATE) -> bool:
    meter = ToneMeter(rate)
    for at in range(0, len(sound), cut):
        meter.add(sound[at : at + cut])
    return meter.only_a_tone()


@pytest.mark.parametrize("hertz", [350, 440, 620, 1000, 1400, 2100])
@pytest.mark.parametrize("amplitude", [0.02, 0.3, 0.9])
def test_a_tone_is_one_however_loud(hertz: int, amplitude: float) -> None:
    assert _only_a_tone(to_bytes(tone_at(hertz, 2.0, amplitude)))


def test_a_busy_line_comes_and_goes() -> None:
    beep = to_bytes(tone_at(440, 0.5))
    assert _only_a_tone((beep + line_noise(0.5, -60.0)) * 3)


@pytest.mark.parametrize("cut", [2, 106, 320, 4000])
def test_it_comes_in_pieces_of_any_size(cut: int) -> None:
    assert _only_a_tone(to_bytes(tone_at(440, 0.6)), cut)


OFFSETS = (0, 40, 93, 150)
"""Samples by which a tone begins after a frame does."""


def _beep(offset: int, seconds: float, hertz: float = 1000, amplitude: float = 0.3) -> bytes:
    """A tone between two silences, as mu-law brings it over a line with a noise of its own."""
    sound = np.concatenate([np.zeros(800 + offset), tone_at(hertz, seconds, amplitude), np.zeros(800)])
    noise = np.random.default_rng(offset).normal(0, 15, len(sound))
    return mulaw_decode(mulaw_encode((sound + noise).astype("<i2").tobytes()))


@pytest.mark.parametrize("offset", OFFSETS)
@pytest.mark.parametrize("seconds", [0.1, 0.12, 0.15, 0.2, 0.35, 1.0])
@pytest.mark.parametrize("hertz", [440, 1400])
def test_a_beep_is_a_tone_wherever_it_begins_and_from_a_tenth_of_a_second_on(
    offset: int, seconds: float, hertz: float
) -> None:
    assert _only_a_tone(_beep(offset, seconds, hertz))


@pytest.mark.parametrize("offset", OFFSETS)
def test_what_lasts_but_six_hundredths_of_a_second_never_is(offset: int) -> None:
    assert not _only_a_tone(_beep(offset, 0.06))


@pytest.mark.parametrize("offset", OFFSETS)
@pytest.mark.parametrize(("decibels", "told"), [(25, True), (5, False)])
def test_a_tone_is_told_well_above_the_noise(offset: int, decibels: float, told: bool) -> None:
    sound = tone_at(1000, 0.3).astype(float)
    noise = np.random.default_rng(offset).normal(0, 1, len(sound))
    noise *= np.std(sound) / np.std(noise) * 10 ** (-decibels / 20)
    assert _only_a_tone(to_bytes((sound + noise).astype(np.int16))) == told


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_beep_resampled_at_16_khz_is_one_too(offset: int) -> None:
    beep = resampled(to_samples(_beep(offset, 0.15)), PHONE_RATE, 16_000)
    assert _only_a_tone(to_bytes(beep), rate=16_000)


@pytest.mark.parametrize("name", ["cantine", "horaires", "encombrants"])
def test_a_voice_at_16_khz_is_no_tone(recording: Recording, name: str) -> None:
    voice = resampled(to_samples(recording(name)), PHONE_RATE, 16_000)
    assert not _only_a_tone(to_bytes(voice), rate=16_000)


@pytest.mark.parametrize("name", ["cantine", "horaires", "encombrants"])
def test_no_piece_of_a_voice_is_a_tone(recording: Recording, name: str) -> None:
    sound = recording(name)
    for seconds in (0.14, 0.2, 0.3):
        size = 2 * round(seconds * PHONE_RATE)
        for begin in range(0, len(sound) - size, size // 2 // 2 * 2):
            assert not _only_a_tone(sound[begin : begin + size], 4000), (seconds, begin)


def test_it_may_come_at_another_rate() -> None:
    moments = np.arange(32_000) / 16_000
    wave = (9000 * np.sin(2 * np.pi * 440 * moments)).astype(np.int16)
    assert _only_a_tone(to_bytes(wave), rate=16_000)


@pytest.mark.parametrize("name", ["cantine", "horaires", "encombrants"])
def test_a_voice_is_no_tone_with_or_without_a_beep(recording: Recording, name: str) -> None:
    assert not _only_a_tone(recording(name))
    assert not _only_a_tone(to_bytes(tone_at(1400, 0.4)) + recording(name))


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(16_000), id="silence"),
        pytest.param(line_noise(2.0, -30.0), id="noise"),
        pytest.param(to_bytes(tone_at(440, 0.06)), id="a click"),
        pytest.param(to_bytes(tone_at(770, 0.5) + tone_at(1336, 0.5)), id="a key"),
    ],
)
def test_the_rest_is_left_to_the_ears(sound: bytes) -> None:
    assert not _only_a_tone(sound)


def test_a_voice_that_glides_is_no_tone() -> None:
    moments = np.arange(PHONE_RATE) / PHONE_RATE
    wave = 9000 * np.sin(2 * np.pi * (180 * moments + 60 * moments**2))
    assert not _only_a_tone(to_bytes(wave.astype(np.int16)))
