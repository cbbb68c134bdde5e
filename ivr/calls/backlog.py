"""What the disk refused: kept in memory, in order, and written as soon as it can be."""

from __future__ import annotations

import logging
import math
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Item = TypeVar("Item")

MAX_WAITING = 20_000
"""Entries kept; about two hundred calls. Beyond it the oldest are lost, counted and said."""
RETRY_SECONDS = 2.0


class Backlog(Generic[Item]):
    """A bounded, ordered waiting room in front of a write that may fail."""

    def __init__(self, write: Callable[[Iterable[Item]], None], max_waiting: int = MAX_WAITING) -> None:
        self._write = write
        self._max_waiting = max_waiting
        self._items: deque[Item] = deque()
        self._lock = threading.RLock()
        self._timer: threading.Timer | None = None
        self._tried = -math.inf
        self.lost = 0
        """Entries dropped because the waiting room was full."""

    def waiting(self) -> list[Item]:
        """What still waits, oldest first."""
        with self._lock:
            return list(self._items)

    def add(self, item: Item, error: Exception) -> None:
        """Keep an item that could not be written because of `error`; try again later by itself."""
        with self._lock:
            if not self._items:
                log.error("Calls go on from memory: the database cannot be written (%s).", error)
            self._items.append(item)
            if len(self._items) > self._max_waiting:
                self._items.popleft()
                self.lost += 1
                log.critical("%d call events lost: the database has been unwritable too long.", self.lost)
            self._arm()

    def flush(self) -> bool:
        """Write what waits; true when nothing waits any more. Tried at most once a second."""
        if not self._items:
            return True
        with self._lock:
            if time.monotonic() - self._tried < 1.0:
                return False
            self._tried = time.monotonic()
            try:
                self._write(list(self._items))
            except sqlite3.Error:
                return False
            log.warning("The database can be written again: %d call events caught up.", len(self._items))
            self._items.clear()
            return True

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(RETRY_SECONDS, self._retry)
            self._timer.daemon = True
            self._timer.start()

    def _retry(self) -> None:
        with self._lock:  # from here on, whoever adds an item arms another timer: this one may be done
            self._timer = None
        if not self.flush():
            with self._lock:
                self._arm()
