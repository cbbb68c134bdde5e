"""Turn-taking, from lists of "is it speech?" and from a person's voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.endpointing import (
    BRIEF,
    LONG,
    NORMAL,
    PATIENCE,
    Endpointer,
    NoInput,
    Patience,
    Paused,
    SpeechEvent,
    SpeechStarted,
    UtteranceEnded,
    patience_named,
)
from speech.vad import VoiceActivity
from tests.speech.conftest import added, chunks_of, line_noise, louder

CHUNK = 0.02
Timed = list[tuple[float, SpeechEvent]]


def drawn(drawing: str) -> list[bool]:
    """A chunk of voice for each #, one of silence for anything else but spaces."""
    return [mark == "#" for mark in drawing.replace(" ", "")]


def voice(seconds: float) -> list[bool]:
    return [True] * round(seconds / CHUNK)


def quiet(seconds: float) -> list[bool]:
    return [False] * round(seconds / CHUNK)


def run(chunks: list[bool], patience: Patience = NORMAL, *, listen_at: float | None = 0.0) -> Timed:
    """Events with the time of the chunk that brought them; the prompt ends at `listen_at` seconds."""
    endpointer, seen = Endpointer(patience), []
    for n, is_speech in enumerate(chunks):
        if listen_at is not None and n == round(listen_at / CHUNK):
            endpointer.listen()
        seen += [(round((n + 1) * CHUNK, 2), event) for event in endpointer.feed(CHUNK, is_speech)]
    return seen


def kinds(seen: Timed) -> list[str]:
    return [type(event).__name__ for _, event in seen]


def test_an_utterance_starts_pauses_and_ends() -> None:
    seen = run(quiet(0.5) + voice(1.0) + quiet(2.0))
    assert kinds(seen) == ["SpeechStarted", *["Paused"] * 5, "UtteranceEnded"]
    assert seen[0] == (0.62, SpeechStarted(seconds_ago=pytest.approx(0.12), barge_in=False))
    assert [when for when, event in seen if isinstance(event, Paused)] == [1.7, 1.86, 2.0, 2.16, 2.3]
    when, ended = seen[-1]
    assert when == 2.36
    assert ended == UtteranceEnded(
        speech_seconds=pytest.approx(1.0), pause_seconds=pytest.approx(0.86), cut_short=False
    )


def test_a_sure_answer_ends_the_turn_at_a_shorter_pause() -> None:
    endpointer = Endpointer(NORMAL)
    endpointer.listen()
    for n, is_speech in enumerate(voice(1.0) + quiet(1.0)):
        for event in endpointer.feed(CHUNK, is_speech):
            if isinstance(event, Paused):
                endpointer.words_complete(True)
            if isinstance(event, UtteranceEnded):
                assert event.pause_seconds == pytest.approx(0.36)
                assert (n + 1) * CHUNK == pytest.approx(1.36)
    assert endpointer.over


def test_an_answer_that_goes_on_is_no_longer_complete() -> None:
    endpointer = Endpointer(NORMAL)
    endpointer.listen()
    for is_speech in voice(1.0) + quiet(0.3):
        endpointer.feed(CHUNK, is_speech)
    endpointer.words_complete(True)
    for is_speech in voice(0.5) + quiet(0.5):
        assert not any(isinstance(event, UtteranceEnded) for event in endpointer.feed(CHUNK, is_speech))
    assert endpointer.speaking


def test_completeness_told_late_ends_the_turn_at_the_next_chunk() -> None:
    endpointer = Endpointer(NORMAL)
    endpointer.listen()
    for is_speech in voice(1.0) + quiet(0.6):
        endpointer.feed(CHUNK, is_speech)
    endpointer.words_complete(True)
    assert isinstance(endpointer.feed(CHUNK, False)[0], UtteranceEnded)


@pytest.mark.parametrize("pause", [0.3, 0.5, 0.7, 0.8])
def test_somebody_who_hesitates_within_a_sentence_is_not_cut(pause: float) -> None:
    seen = run(voice(0.8) + quiet(pause) + voice(0.8) + quiet(1.0))
    assert kinds(seen).count("UtteranceEnded") == 1
    assert isinstance(seen[-1][1], UtteranceEnded)
    assert seen[-1][0] == pytest.approx(0.8 + pause + 0.8 + 0.86, abs=0.011)


def test_patience_grows_from_yes_or_no_to_addresses() -> None:
    ends = [run(voice(0.4) + quiet(3.0), patience)[-1][0] for patience in (BRIEF, NORMAL, LONG)]
    assert ends == pytest.approx([0.4 + 0.56, 0.4 + 0.86, 0.4 + 1.6], abs=0.011)
    assert list(PATIENCE.values()) == [BRIEF, NORMAL, LONG]


def test_a_click_or_a_breath_is_not_speech() -> None:
    assert run(quiet(0.5) + voice(0.08) + quiet(1.0) + voice(0.06) + quiet(1.0)) == []


def test_consonants_may_leave_holes_in_the_first_word() -> None:
    assert kinds(run(drawn("....##.###.##.....")))[0] == "SpeechStarted"


def test_clicks_far_apart_never_add_up_to_speech() -> None:
    assert kinds(run(drawn("##......" * 20))) == []


def test_a_click_in_a_pause_does_not_prolong_it() -> None:
    with_click = run(voice(1.0) + quiet(0.4) + voice(0.04) + quiet(2.0))
    assert with_click[-1][0] == run(voice(1.0) + quiet(2.0))[-1][0]


def test_silence_after_the_prompt_runs_out_once() -> None:
    seen = run(quiet(20.0), listen_at=3.0)
    assert seen == [(8.0, NoInput(silence_seconds=pytest.approx(5.0)))]


def test_silence_during_the_prompt_does_not_count() -> None:
    assert run(quiet(30.0), listen_at=None) == []


def test_a_question_brings_its_own_silence() -> None:
    assert run(quiet(20.0), patience_named("brief", no_input_seconds=2.0))[0][0] == 2.0
    assert patience_named("long") is LONG


def test_a_voice_that_begins_as_silence_runs_out_is_given_its_chance() -> None:
    seen = run(quiet(4.94) + voice(1.0) + quiet(1.0))
    assert kinds(seen)[0] == "SpeechStarted"


def test_a_click_as_silence_runs_out_only_delays_it() -> None:
    seen = run(quiet(4.96) + voice(0.06) + quiet(1.0))
    assert kinds(seen) == ["NoInput"]
    assert 5.0 < seen[0][0] <= 5.2


def test_speech_over_the_prompt_is_a_barge_in_within_three_tenths_of_a_second() -> None:
    seen = run(quiet(1.0) + voice(1.0) + quiet(1.0), listen_at=None)
    assert seen[0] == (1.2, SpeechStarted(seconds_ago=pytest.approx(0.2), barge_in=True))


def test_mm_over_the_prompt_does_not_stop_it_but_answers_once_it_is_over() -> None:
    murmur = quiet(1.0) + voice(0.16) + quiet(1.0)
    assert run(murmur, listen_at=None) == []
    assert kinds(run(murmur, listen_at=0.5))[0] == "SpeechStarted"


def test_an_answer_begun_over_the_prompt_is_heard_to_its_end() -> None:
    seen = run(voice(1.0) + quiet(1.0), listen_at=0.6)
    assert [kind for kind in kinds(seen) if kind != "Paused"] == ["SpeechStarted", "UtteranceEnded"]


def test_music_or_a_television_is_cut_short() -> None:
    seen = run(voice(60.0), BRIEF)
    assert seen[-1] == (
        10.0,
        UtteranceEnded(speech_seconds=pytest.approx(10.0), pause_seconds=0.0, cut_short=True),
    )


def test_nothing_is_told_once_it_is_over() -> None:
    endpointer = Endpointer(BRIEF)
    endpointer.listen()
    for is_speech in voice(0.5) + quiet(1.0):
        endpointer.feed(CHUNK, is_speech)
    assert endpointer.over
    assert [endpointer.feed(CHUNK, True) for _ in range(100)] == [[]] * 100


@given(
    chunks=st.lists(st.booleans(), max_size=1500),
    patience=st.sampled_from([BRIEF, NORMAL, LONG]),
    listen_at=st.none() | st.floats(0, 10),
)
def test_whatever_is_heard_events_come_in_order(
    chunks: list[bool], patience: Patience, listen_at: float | None
) -> None:
    told = kinds(run(chunks, patience, listen_at=listen_at))
    rest = [kind for kind in told if kind != "Paused"]
    assert rest in ([], ["NoInput"], ["SpeechStarted"], ["SpeechStarted", "UtteranceEnded"])
    if "Paused" in told:
        assert told[0] == "SpeechStarted"
    if "UtteranceEnded" in told:
        assert told[-1] == "UtteranceEnded"


@given(chunks=st.lists(st.booleans(), max_size=600))
def test_a_caller_is_always_let_go_in_the_end(chunks: list[bool]) -> None:
    seen = run(chunks + quiet(LONG.no_input_seconds + LONG.pause_seconds + 0.1), LONG)
    assert kinds(seen)[-1] in ("NoInput", "UtteranceEnded")


@given(chunks=st.lists(st.booleans(), max_size=300))
def test_chunks_of_ten_milliseconds_tell_the_same_as_chunks_of_twenty(chunks: list[bool]) -> None:
    fine = Endpointer(NORMAL)
    fine.listen()
    halves = [event for is_speech in chunks for _ in range(2) for event in fine.feed(CHUNK / 2, is_speech)]
    assert [type(event).__name__ for event in halves if not isinstance(event, Paused)] == [
        kind for kind in kinds(run(chunks)) if kind != "Paused"
    ]


def test_impatience_without_sense_is_refused() -> None:
    for field in fields(Patience):
        with pytest.raises(ValueError, match=field.name):
            replace(NORMAL, **{field.name: 0.0})
    with pytest.raises(ValueError, match="complete answer"):
        replace(NORMAL, complete_pause_seconds=2.0)
    with pytest.raises(ValueError, match=r"'patient'.*brief, normal, long"):
        patience_named("patient")


@pytest.mark.parametrize(
    ("name", "ends_at"),
    [("carte_identite", 4.8), ("hesitation", 5.28), ("personne_reelle", 3.25), ("personne_reelle_2", 3.6)],
)
def test_a_voice_on_the_line_is_heard_out_and_its_end_found(
    recording: Callable[[str], bytes], name: str, ends_at: float
) -> None:
    activity, endpointer = VoiceActivity(), Endpointer(NORMAL)
    endpointer.listen()
    told = [
        ((n + 1) * CHUNK, event)
        for n, chunk in enumerate(chunks_of(recording(name) + line_noise(2.0, -62.0)))
        for event in endpointer.feed(CHUNK, activity.feed(chunk))
    ]
    when, ended = told[-1]
    assert isinstance(ended, UtteranceEnded)
    assert not ended.cut_short
    assert when == pytest.approx(ends_at + NORMAL.pause_seconds, abs=0.15)


@pytest.mark.parametrize("patience", [BRIEF, NORMAL, LONG])
def test_the_end_is_found_while_somebody_behind_talks_on(
    recording: Callable[[str], bytes], patience: Patience
) -> None:
    caller = recording("horaires")[: round(2.7 * 16000)]
    length = round(6.0 * 16000)
    voices = [
        (recording(name)[8000:-19200] * 9)[:length] for name in ("personne_reelle", "cantine", "encombrants")
    ]
    line = added(caller + bytes(length - len(caller)), louder(reduce(added, voices), -24.0))
    activity, endpointer = VoiceActivity(), Endpointer(patience)
    endpointer.listen()
    told = [
        ((n + 1) * CHUNK, event)
        for n, chunk in enumerate(chunks_of(line))
        for event in endpointer.feed(CHUNK, activity.feed(chunk))
    ]
    when, ended = told[-1]
    assert isinstance(ended, UtteranceEnded)
    assert not ended.cut_short
    assert when == pytest.approx(2.6 + patience.pause_seconds, abs=0.4)


def test_noise_on_the_line_is_silence(recording: Callable[[str], bytes]) -> None:
    activity, endpointer = VoiceActivity(), Endpointer(NORMAL)
    endpointer.listen()
    told = [
        event
        for chunk in chunks_of(line_noise(6.0, -38.0))
        for event in endpointer.feed(CHUNK, activity.feed(chunk))
    ]
    assert told == [NoInput(silence_seconds=pytest.approx(5.0))]
