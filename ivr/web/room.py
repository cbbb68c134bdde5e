"""Pages share threads and processors with calls: this keeps them to a part of them."""

from __future__ import annotations

import threading
from collections.abc import Container

from flask import Flask, abort, g, request

PAGES_AT_ONCE = 8
"""Pages one process makes at the same time; well below the threads kept free of calls."""
WAITING_AT_ONCE = 4
"""Those that may wait for their turn: each of them holds a thread."""
WAIT_SECONDS = 3.0
"""How long a page waits for its turn before the browser is asked to come back."""


def install_room(app: Flask, prefix: str, at_once: int = PAGES_AT_ONCE, free: Container[str] = ()) -> None:
    """Hold requests below this path to so many at once. `free`: endpoints that cost nothing."""
    places = threading.BoundedSemaphore(at_once)
    waiting = threading.BoundedSemaphore(WAITING_AT_ONCE)

    def wait() -> bool:
        if not waiting.acquire(blocking=False):
            return False
        try:
            return places.acquire(timeout=WAIT_SECONDS)
        finally:
            waiting.release()

    def enter() -> None:
        endpoint = request.endpoint or ""
        if request.path.startswith(prefix) and not endpoint.endswith(".static") and endpoint not in free:
            if not places.acquire(blocking=False) and not wait():
                abort(503)
            g.place = places  # an application may have several rooms

    def leave(error: BaseException | None) -> None:
        if g.get("place") is places:
            del g.place
            places.release()

    app.before_request(enter)
    app.teardown_request(leave)
