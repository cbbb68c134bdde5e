"""Recordings being heard in this process: each once, however often it is asked for, as long as it takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from flows.events import Heard

KEPT_SECONDS = 120.0
"""What was heard waits so long for whoever asked: another process may have heard it too, or they left."""

Work = Callable[[], tuple[Heard, bytes]]
"""The words of a recording, and its samples."""


class Hearings:
    """By the address of the recording. `clock`: seconds, monotonic."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Future[tuple[Heard, bytes]]]] = {}

    def under_way(self, url: str) -> Future[tuple[Heard, bytes]] | None:
        """The hearing of this recording, begun before."""
        with self._lock:
            known = self._known.get(url)
        return known[1] if known else None

    def begin(self, url: str, work: Work) -> Future[tuple[Heard, bytes]]:
        """Do `work` beside whoever asks for it; what it gives, or raises, is for those who wait for it."""
        future: Future[tuple[Heard, bytes]] = Future()

        def hear() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        with self._lock:
            too_old = self._clock() - KEPT_SECONDS
            self._known = {known: one for known, one in self._known.items() if one[0] > too_old}
            self._known[url] = (self._clock(), future)
        try:
            threading.Thread(target=hear, name="hear-recording", daemon=True).start()
        except RuntimeError:  # this machine can start no more threads
            hear()
        return future

    def forget(self, url: str) -> None:
        """Nobody asks for this one again."""
        with self._lock:
            self._known.pop(url, None)
