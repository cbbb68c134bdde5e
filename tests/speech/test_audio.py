"""Sound on its way: samples, resampling, chunks, loudness."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import Chunker, Resampler, from_float, resampled, seconds_of, to_bytes, to_samples
from speech.loudness import CEILING_DBFS, levelled, silence, speech_level, trimmed
from speech.pcm import SILENCE_DBFS, Samples, dbfs, peak_dbfs

DITHER = 4
"""The resampler dithers its last bits: two runs may differ by that many steps out of 65,536."""


def tone(hertz: float, seconds: float, rate: int, amplitude: float = 0.5) -> Samples:
    """A pure tone."""
    return from_float(amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate))


def test_half_a_sample_is_refused_with_its_length() -> None:
    with pytest.raises(ValueError, match="3 bytes"):
        to_samples(b"abc")


def test_samples_and_bytes_are_little_endian() -> None:
    assert to_bytes(np.array([1, -2, 256], np.int16)) == b"\x01\x00\xfe\xff\x00\x01"
    assert to_samples(b"\x01\x00\xfe\xff\x00\x01").tolist() == [1, -2, 256]


def test_a_wave_that_is_too_loud_or_no_number_is_made_safe() -> None:
    wave = np.array([0.5, 2.0, -2.0, np.nan, np.inf])
    assert from_float(wave).tolist() == [16384, 32767, -32768, 0, 32767]


def test_levels_are_measured_in_decibels_below_full_scale() -> None:
    assert dbfs(np.full(100, -32768, np.int16)) == pytest.approx(0.0)
    assert dbfs(tone(440, 1.0, 8000, amplitude=1.0)) == pytest.approx(-3.01, abs=0.02)
    assert peak_dbfs(np.array([-32768, 5], np.int16)) == pytest.approx(0.0)
    assert dbfs(np.zeros(100, np.int16)) == peak_dbfs(np.zeros(0, np.int16)) == SILENCE_DBFS


def test_seconds_are_counted_from_bytes() -> None:
    assert seconds_of(bytes(320)) == 0.02
    assert seconds_of(bytes(96_000), 24_000) == 2.0


@given(pieces=st.lists(st.integers(0, 900), max_size=30))
def test_a_resampled_stream_is_the_resampled_whole_however_it_is_cut(pieces: list[int]) -> None:
    whole = tone(440, sum(pieces) / 24000, 24000)
    stream = Resampler(24000, 8000)
    cuts = np.cumsum([0, *pieces])
    parts = [stream.feed(whole[a:b]) for a, b in itertools.pairwise(cuts)]
    joined = np.concatenate([*parts, stream.finish(), np.zeros(0, np.int16)])
    assert len(joined) == pytest.approx(len(whole) / 3, abs=1)
    expected = resampled(whole, 24000, 8000)
    common = min(len(joined), len(expected))
    assert np.max(np.abs(joined[:common].astype(int) - expected[:common]), initial=0) <= DITHER


def test_resampling_keeps_what_the_telephone_carries_and_removes_what_it_would_fold() -> None:
    carried = resampled(tone(1000, 1.0, 24000), 24000, 8000)
    folded = resampled(tone(7000, 1.0, 24000), 24000, 8000)
    assert dbfs(carried) == pytest.approx(dbfs(tone(1000, 1.0, 24000)), abs=0.1)
    assert dbfs(folded) < -60


def test_a_stream_already_at_the_right_rate_passes_untouched() -> None:
    stream = Resampler(8000, 8000)
    sound = tone(300, 0.1, 8000)
    assert np.array_equal(stream.feed(sound), sound)
    assert len(stream.finish()) == 0


def test_a_resampler_can_take_another_stream_once_finished() -> None:
    stream, sound = Resampler(16000, 8000), tone(440, 0.3, 16000)
    first = np.concatenate([stream.feed(sound), stream.finish()])
    second = np.concatenate([stream.feed(sound), stream.finish()])
    assert np.max(np.abs(first.astype(int) - second)) <= DITHER


@pytest.mark.parametrize("rate", [0, -8000, 100])
def test_an_absurd_rate_is_refused(rate: int) -> None:
    with pytest.raises(ValueError, match=f"{rate} Hz"):
        Resampler(rate, 8000)
    with pytest.raises(ValueError, match=f"{rate} Hz"):
        resampled(np.zeros(10, np.int16), 8000, rate)


@given(pieces=st.lists(st.binary(max_size=500), max_size=20), size=st.integers(1, 400))
def test_chunks_lose_nothing_and_all_have_the_size_asked(pieces: list[bytes], size: int) -> None:
    chunker = Chunker(size)
    chunks = [chunk for piece in pieces for chunk in chunker.feed(piece)]
    assert {len(chunk) for chunk in chunks} <= {size}
    rest = chunker.finish()
    assert len(rest) < size
    assert b"".join(chunks) + rest == b"".join(pieces)


def test_the_last_chunk_is_filled_up_on_demand_and_only_if_there_is_one() -> None:
    chunker = Chunker(4)
    assert chunker.feed(b"abcdef") == [b"abcd"]
    assert chunker.finish(b"\xff") == b"ef\xff\xff"
    assert chunker.finish(b"\xff") == b""


def test_an_empty_chunk_size_is_refused() -> None:
    with pytest.raises(ValueError, match="0 bytes"):
        Chunker(0)


def pulses(amplitude: float, rate: int = 8000) -> Samples:
    """Half a second of sound, half a second of pause, twice: like talk."""
    talk = tone(200, 0.5, rate, amplitude)
    pause = silence(0.5, rate)
    return np.concatenate([talk, pause, talk, pause])


@given(amplitude=st.floats(0.02, 0.99))
def test_speech_comes_out_at_one_level_whatever_it_came_in_at(amplitude: float) -> None:
    level = speech_level(levelled(pulses(amplitude), 8000), 8000)
    assert level == pytest.approx(-19.0, abs=0.3)


def test_the_level_of_speech_leaves_its_pauses_out() -> None:
    assert speech_level(pulses(0.5), 8000) == pytest.approx(dbfs(tone(200, 0.5, 8000, 0.5)), abs=0.1)


def test_levelling_never_clips_a_sound_with_high_peaks() -> None:
    sound = pulses(0.01)
    sound[::800] = 30_000
    result = levelled(sound, 8000)
    assert peak_dbfs(result) <= CEILING_DBFS + 0.01
    assert np.argmax(result) % 800 == 0


def test_levelling_leaves_silence_alone() -> None:
    nothing = np.zeros(1000, np.int16)
    assert np.array_equal(levelled(nothing, 8000), nothing)
    assert len(levelled(nothing[:0], 8000)) == 0


def test_the_silence_around_a_sound_is_cut_to_what_is_asked() -> None:
    sound = np.concatenate([silence(0.5, 8000), tone(300, 0.4, 8000), silence(0.7, 8000)])
    kept = trimmed(sound, 8000, before_seconds=0.02, after_seconds=0.1)
    assert seconds_of(to_bytes(kept)) == pytest.approx(0.52, abs=0.021)
    assert dbfs(kept[200:3000]) == pytest.approx(dbfs(tone(300, 0.4, 8000)), abs=0.2)


def test_silence_is_never_added_by_trimming() -> None:
    sound = tone(300, 0.4, 8000)
    assert np.array_equal(trimmed(sound, 8000, 0.5, 0.5), sound)
    assert len(trimmed(silence(1.0, 8000), 8000, 0.1, 0.1)) == 0
