"""The streams of this process: how many, which, and their orderly end when it is replaced."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Place:
    """One stream's place in this process."""

    def __init__(self) -> None:
        self.superseded = False
        """The provider opened another stream for the same call: this one is dead, it only does not know."""


class LiveStreams:
    """Every open stream holds a thread; so many are let in, and no more.

    `most`: streams at a time. `clock`: seconds, monotonic.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._opening = 0
        self._places: dict[str, Place] = {}
        self._leave_by: float | None = None

    def __len__(self) -> int:
        with self._lock:
            return self._opening

    @property
    def full(self) -> bool:
        """One more stream would take a thread that webhooks need."""
        return len(self) >= self._most

    @contextmanager
    def opening(self) -> Iterator[bool]:
        """Count a stream from its handshake on; false when there is no place for it."""
        with self._lock:
            let_in = self._opening < self._most and self._leave_by is None
            self._opening += let_in
        try:
            yield let_in
        finally:
            with self._lock:
                self._opening -= let_in

    @contextmanager
    def holding(self, call_id: str) -> Iterator[Place]:
        """Hold this call; an older stream of it, here, is told that it is superseded."""
        place = Place()
        with self._lock:
            older = self._places.get(call_id)
            self._places[call_id] = place
        if older is not None:
            older.superseded = True
        try:
            yield place
        finally:
            with self._lock:
                if self._places.get(call_id) is place:
                    del self._places[call_id]

    def drain(self, grace_seconds: float = 10.0) -> None:
        """Ask every stream to end at the next pause in its conversation, at the latest after the grace.

        The provider then opens a stream with another worker, which goes on where this one stopped. Safe to
        call from a signal handler's thread, and twice.
        """
        if self._leave_by is None:
            self._leave_by = self._clock() + grace_seconds

    def must_leave(self, *, idle: bool) -> bool:
        """Has this stream to end now? `idle`: nobody is speaking on it."""
        leave_by = self._leave_by
        return leave_by is not None and (idle or self._clock() >= leave_by)

    @property
    def draining(self) -> bool:
        """This process is being replaced."""
        return self._leave_by is not None
