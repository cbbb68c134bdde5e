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
        self.hurried = True
        """False: go no faster than real time for now. The line thinks in seconds of the wall, and at full
        speed each of them would be as many seconds of silence to a caller who waits for an answer."""
        self.ticks = 0
        self._due: float | None = None
        """Wall-clock moment of the next tick."""

    @property
    def now(self) -> float:
        """Seconds since the call began, in the call's own time."""
        return self.ticks * TICK

    def tick(self) -> None:
        """Wait for the next 20 ms of the call. The first tick starts the clock."""
        pace = self.speed if self.hurried else min(self.speed, 1.0)
        self.ticks += 1
        self._due = (time.monotonic() if self._due is None else self._due) + TICK / pace
        ahead = self._due - time.monotonic()
        if ahead > 0:
            time.sleep(ahead)
