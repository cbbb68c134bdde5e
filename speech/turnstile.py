"""A turnstile: so many at a time, first come, first served."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Busy(Exception):
    """The turn did not come in time."""


class Turnstile:
    """Lets `places` threads through at once, in the order they came.

    threading.Semaphore wakes any of those who wait: with several calls, one of them could be passed over for
    as long as the others talk.
    """

    def __init__(self, places: int = 1) -> None:
        if places < 1:
            raise ValueError(f"A turnstile with {places} places would let nobody through; give one or more.")
        self._free = places
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._queue)

    @contextmanager
    def turn(self, wait_seconds: float) -> Iterator[None]:
        """Hold a place; raises Busy when none comes free within `wait_seconds`."""
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            mine = self._changed.wait_for(lambda: self._free > 0 and self._queue[0] is ticket, wait_seconds)
            self._queue.remove(ticket)
            if not mine:
                # The one behind may have been waiting for this ticket only.
                self._changed.notify_all()
                raise Busy(f"No place came free within {wait_seconds:g} seconds.")
            self._free -= 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()
