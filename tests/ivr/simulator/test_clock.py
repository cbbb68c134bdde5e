"""The call's own time."""

from __future__ import annotations

import time

import pytest

from ivr.simulator.account import CallRecord
from ivr.simulator.clock import Clock
from ivr.simulator.leg import Leg, Sent


def lasted(clock: Clock, ticks: int) -> float:
    """Wall-clock seconds that these ticks took."""
    began = time.monotonic()
    for _ in range(ticks):
        clock.tick()
    return time.monotonic() - began


def test_seconds_go_by_as_fast_as_asked() -> None:
    clock = Clock(speed=10.0)
    assert lasted(clock, 100) == pytest.approx(0.2, abs=0.1)
    assert clock.now == pytest.approx(2.0)


def test_time_lost_is_caught_up_and_no_second_is_skipped() -> None:
    clock = Clock(speed=10.0)
    clock.tick()
    time.sleep(0.1)
    assert lasted(clock, 50) < 0.05
    assert clock.now == pytest.approx(51 * 0.02)


def test_while_somebody_waits_for_an_answer_time_is_not_hurried() -> None:
    class Waiting:
        def tick(self, now: float, heard: bytes) -> Sent:
            return Sent(patient=now <= 0.2)

    clock = Clock(speed=50.0)
    leg = Leg(CallRecord(caller="a", called="b"), Waiting(), clock)
    began = time.monotonic()
    leg.wait(0.2)
    assert time.monotonic() - began >= 0.15
    began = time.monotonic()
    leg.wait(2.0)
    assert time.monotonic() - began < 0.3


def test_a_speed_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Clock(0.0)
