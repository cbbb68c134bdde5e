"""Voice activity on silence, noise, and the voice of a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.vad import CallerLevel, NoiseFloor, VoiceActivity
from tests.speech.conftest import added, chunks_of, line_noise, louder, mixed

Recording = Callable[[str], bytes]

SPOKEN = {"carte_identite": 4.0, "horaires": 2.1, "personne_reelle": 2.9, "personne_reelle_2": 3.2}
"""Seconds from the first word to the last."""


def voiced_seconds(pcm: bytes) -> list[float]:
    """When there was speech: the end of each voiced chunk, in seconds."""
    activity = VoiceActivity()
    return [(n + 1) * 0.02 for n, chunk in enumerate(chunks_of(pcm)) if activity.feed(chunk)]


@pytest.mark.parametrize("level", [-90.0, -60.0, -45.0, -35.0])
def test_line_noise_is_not_speech(level: float) -> None:
    assert len(voiced_seconds(line_noise(10.0, level))) <= 2


def test_a_roaring_line_is_known_for_noise_after_a_second() -> None:
    assert [when for when in voiced_seconds(line_noise(10.0, -20.0)) if when > 1.1] == []


def test_a_call_that_begins_in_the_middle_of_a_word_is_heard_from_its_beginning(recording: Recording) -> None:
    middle = recording("carte_identite")[2 * 8000 :]
    assert len([when for when in voiced_seconds(middle) if when <= 0.25]) >= 5


def test_digital_silence_is_not_speech() -> None:
    assert voiced_seconds(bytes(16000 * 5)) == []


@pytest.mark.parametrize("name", SPOKEN)
@pytest.mark.parametrize("gain", [-12.0, 0.0, 12.0])
def test_a_voice_is_found_where_it_is_and_hardly_beyond(recording: Recording, name: str, gain: float) -> None:
    voiced = voiced_seconds(louder(recording(name), gain))
    assert voiced[-1] - voiced[0] == pytest.approx(SPOKEN[name], abs=0.35)
    pcm = louder(recording(name), gain)
    after_the_last_word = len(pcm) / 16000 - 1.2
    assert voiced[-1] < after_the_last_word + 0.1


@pytest.mark.parametrize("name", SPOKEN)
def test_a_voice_fifteen_decibels_above_the_noise_is_still_found(recording: Recording, name: str) -> None:
    pcm = recording(name)
    voiced = voiced_seconds(mixed(pcm, -37.0))
    assert len(voiced) * 0.02 > 0.5 * SPOKEN[name]
    assert voiced[-1] < len(pcm) / 16000 - 1.1


@pytest.mark.parametrize("behind", [20.0, 26.0])
def test_a_voice_behind_the_caller_does_not_talk_on(recording: Recording, behind: float) -> None:
    caller = recording("carte_identite")
    around = louder(recording("personne_reelle") * 3, -behind)
    alone = caller + bytes(len(around) - len(caller))
    end = voiced_seconds(alone)[-1]
    after = [when for when in voiced_seconds(added(alone, around)) if end + 0.3 < when < end + 1.6]
    assert after == []


def test_a_voice_behind_is_heard_when_it_is_the_only_one(recording: Recording) -> None:
    pcm = recording("carte_identite")
    quiet = louder(pcm, -20.0)
    by_itself = voiced_seconds(quiet)
    joined = voiced_seconds(pcm + line_noise(4.0, -70.0) + quiet)
    since = len(pcm) / 16000 + 4.0
    assert len([when for when in joined if when > since]) == pytest.approx(len(by_itself), rel=0.15)


@pytest.mark.parametrize(("lasts", "level"), [(0.04, -3.0), (0.2, -8.0), (0.35, -8.0)])
@pytest.mark.parametrize("name", ["oui", "non_merci", "horaires"])
def test_a_knock_a_key_or_a_cough_makes_nobody_quiet(
    recording: Recording, name: str, lasts: float, level: float
) -> None:
    pcm = louder(recording(name), -10.0)
    joined = voiced_seconds(line_noise(2.0, -70.0) + line_noise(lasts, level) + line_noise(0.8, -70.0) + pcm)
    alone = voiced_seconds(line_noise(2.8 + lasts, -70.0) + pcm)
    assert len([when for when in joined if when > 2.8 + lasts]) == pytest.approx(len(alone), rel=0.1)


def test_noise_that_starts_during_the_call_is_learnt_within_seconds() -> None:
    pcm = bytes(16000 * 4) + line_noise(10.0, -35.0)
    assert [when for when in voiced_seconds(pcm) if when > 8] == []


def test_a_chunk_of_another_size_is_refused_with_what_to_do() -> None:
    activity = VoiceActivity()
    for size in (0, 319, 321, 640):
        with pytest.raises(ValueError, match=f"{size} bytes.*cut the stream"):
            activity.feed(bytes(size))


@given(st.lists(st.floats(-96, 0), min_size=1, max_size=400))
def test_the_noise_floor_is_never_above_the_loudest_nor_below_the_quietest(levels: list[float]) -> None:
    floor = NoiseFloor()
    heard = [floor.feed(level) for level in levels]
    for n, value in enumerate(heard):
        assert min([-60.0, *levels[: n + 1]]) - 1e-6 <= value <= max(levels[: n + 1]) + 1e-6


@given(st.lists(st.floats(-96, 0), min_size=1, max_size=400))
def test_the_callers_level_is_one_that_lasted_half_a_second(levels: list[float]) -> None:
    caller = CallerLevel(memory_seconds=60.0)
    heard = [caller.feed(level) for level in levels]
    for n, value in enumerate(heard):
        assert sum(level >= value for level in levels[: n + 1]) >= 25 or value == -96.0
        assert sum(level > value for level in levels[: n + 1]) < 25


def test_the_callers_level_is_forgotten_after_its_memory_or_when_told() -> None:
    caller = CallerLevel(memory_seconds=2.0)
    for _ in range(100):
        before = caller.feed(-20.0)
    assert before == -20.0
    quieter = [caller.feed(-40.0) for _ in range(100)]
    assert quieter[70] == -20.0
    assert quieter[-1] == -40.0
    caller.forget()
    assert caller.feed(-30.0) == -96.0


def test_the_noise_floor_follows_the_line_down_at_once_and_up_after_its_memory() -> None:
    floor = NoiseFloor(memory_seconds=1.0)
    for _ in range(100):
        before = floor.feed(-40.0)  # the presumption of a quiet line is over by then
    assert before == pytest.approx(-40.0, abs=0.1)
    down = [floor.feed(-60.0) for _ in range(10)]
    assert down[-1] == pytest.approx(-60.0, abs=0.5)
    up = [floor.feed(-40.0) for _ in range(60)]
    assert up[40] < -55.0
    assert up[-1] == pytest.approx(-40.0, abs=0.1)
