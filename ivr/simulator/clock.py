"""The call's clock: seconds that may go by faster than the wall's."""

from __future__ import annotations

import time

TICK = 0.02
"""Seconds: telephone audio moves by frames of 20 ms, and so does everything here."""


class Clock:
    """Counts ticks and holds them to the wall clock, `speed` times faster.

    Time is what was counted, never what was read: a simulator held up by a busy machine sends a burst
    and catches up, as a real network does, and no second of the call is lost.
    """

    def __init__(self, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError(f"The speed is {speed}: give a number above zero, 1 for real time.")
        self.speed = speed
        self.ticks = 0
        self._origin: float | None = None

    @property
    def now(self) -> float:
        """Seconds since the call began, in the call's own time."""
        return self.ticks * TICK

    def tick(self) -> None:
        """Wait for the next 20 ms of the call. The first tick starts the clock."""
        if self._origin is None:
            self._origin = time.monotonic()
        self.ticks += 1
        ahead = self._origin + self.now / self.speed - time.monotonic()
        if ahead > 0:
            time.sleep(ahead)
