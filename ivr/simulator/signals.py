"""What the callers of one script tell each other, so that things happen in the order written.

A delay in seconds puts calls in order on a quiet machine only. A signal is given once, by the call that
reaches the step; whoever waits for it learns as well that it will not come any more, once that call is over.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from ivr.simulator import steps as s

PATIENCE_SECONDS = 300.0
"""Of the wall: past it whoever waits goes on, for two calls may be waiting for each other."""


class Signals:
    """The signals of one script while it is played; for all its threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._given: set[str] = set()
        self._lost: set[str] = set()

    def give(self, name: str) -> None:
        """It has happened."""
        with self._changed:
            self._given.add(name)
            self._changed.notify_all()

    def over(self, steps: Sequence[s.Step]) -> None:
        """The call of these steps has ended: what it has not given will not come."""
        with self._changed:
            self._lost.update(step.name for step in steps if isinstance(step, s.Signals))
            self._changed.notify_all()

    def given(self, name: str) -> bool:
        """Has it happened?"""
        with self._changed:
            return name in self._given

    def settled(self, name: str) -> bool:
        """Nothing is left to wait for: it has happened, or will not."""
        with self._changed:
            return name in self._given | self._lost

    def wait(self, name: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Let the wall's time go by until it is settled."""
        with self._changed:
            self._changed.wait_for(lambda: name in self._given | self._lost, seconds)
