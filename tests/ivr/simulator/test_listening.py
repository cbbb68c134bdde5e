"""Waiting for keys, and recording speech."""

from __future__ import annotations

import pytest

from ivr.simulator.account import CallRecord
from ivr.simulator.clock import Clock
from ivr.simulator.leg import Leg, Sent
from ivr.simulator.line_noise import is_audible
from ivr.simulator.listening import BEEP, RINGBACK, Keys, gather_keys, record_speech
from tests.ivr.simulator.conftest import SimpleCaller

LOUD = b"\x20" * 160


def leg(plan: dict[int, Sent], hang_up_at: float = 1e9) -> Leg:
    return Leg(CallRecord(caller="a", called="b"), SimpleCaller(plan, hang_up_at), Clock(speed=1000.0))


@pytest.mark.parametrize(
    ("pressed", "count", "finish", "digits"),
    [
        ("12", 2, "#", "12"),
        ("1#", 5, "#", "1"),
        ("12#", 5, "", "12#"),
        ("#", 1, "#", ""),
        ("123", 2, "#", "12"),
    ],
)
def test_keys_make_an_answer_by_their_number_or_by_the_finishing_key(
    pressed: str, count: int, finish: str, digits: str
) -> None:
    keys = Keys(count, finish)
    for key in pressed:
        keys.press(key)
    assert keys.digits == digits


def test_the_wait_for_keys_starts_again_with_each_key() -> None:
    line = leg({10: Sent(digit="1"), 50: Sent(digit="2"), 90: Sent(digit="3"), 300: Sent(digit="4")})
    assert gather_keys(line, [], Keys(9, "#"), timeout_seconds=1.0).digits == "123"
    assert line.now == pytest.approx(91 * 0.02 + 1.0, abs=0.05)


def test_silence_ends_a_recording() -> None:
    line = leg({tick: Sent(audio=LOUD) for tick in range(20, 60)})
    caught = record_speech(line, silence_seconds=1.0, max_seconds=30, finish_keys="#", trim=True)
    assert caught.heard_speech
    assert caught.digits == ""
    assert caught.ulaw.count(LOUD) == 40
    assert line.now == pytest.approx(60 * 0.02 + 1.0, abs=0.05)


def test_a_key_or_the_longest_length_end_a_recording() -> None:
    speaking = {tick: Sent(audio=LOUD) for tick in range(1000)}
    by_key = record_speech(
        leg(speaking | {100: Sent(digit="#")}), silence_seconds=2, max_seconds=30, finish_keys="#", trim=False
    )
    assert (by_key.digits, len(by_key.ulaw)) == ("#", 101 * 160)
    by_length = record_speech(leg(speaking), silence_seconds=2, max_seconds=3, finish_keys="#", trim=False)
    assert (by_length.digits, len(by_length.ulaw)) == ("", 3 * 8000)


def test_hanging_up_ends_a_recording_and_keeps_it() -> None:
    caught = record_speech(
        leg({10: Sent(audio=LOUD)}, hang_up_at=1.0),
        silence_seconds=2,
        max_seconds=30,
        finish_keys="",
        trim=False,
    )
    assert (caught.digits, caught.heard_speech) == ("hangup", True)


def test_beeps_and_rings_are_heard() -> None:
    assert (len(BEEP), len(RINGBACK)) == (2400, 12000)
    assert is_audible(BEEP[:160])
    assert is_audible(RINGBACK[:160])
