"""The calls going on: where each is in its conversation, and who is on the line with whom."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from flows.actions import Ask, Transfer
from flows.events import Heard
from flows.routing import WaitInQueue
from ivr.calls import records
from ivr.calls.desk import Desk
from ivr.calls.replayed import Replay, replay
from ivr.console.call_files import CallFile, CallFiles
from ivr.console.subjects import Subject, subject_so_far
from ivr.database import Connections

FRESH_SECONDS = 1.0
"""However many boards ask, the calls are read no more often than that in one process."""
MOST = 100
NARROWING = ("answer.which_", "answer.choose_", "answer.confirm")
"""Beginnings of the prompts that ask what is wanted more exactly, before any answer."""

Waited = Ask | Transfer | WaitInQueue
"""What the line asks for and stays with until it is answered."""


@dataclass(frozen=True)
class LiveCall:
    """One call going on."""

    call: CallFile
    stage: str
    """ringing, with_agent, waiting, narrowing; or the part of the conversation: appointment…"""
    last_words: str
    """What the caller said last; empty before they spoke."""
    with_agents: tuple[str, ...]
    """Number of the agent who has the caller, or of all those whose telephones ring for them."""
    for_service: str
    """Slug of the service they are being put through to; empty when none."""
    subject: Subject
    """What the line has understood so far."""


class LiveCalls:
    """What every board shows, read at most once a second in a process."""

    def __init__(
        self,
        connections: Connections,
        desk: Desk,
        files: CallFiles,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connections = connections
        self._desk = desk
        self._files = files
        self._clock = clock
        self._ticks = ticks
        self._lock = threading.Lock()
        self._read_at = -FRESH_SECONDS
        self._calls: list[LiveCall] = []

    def now(self) -> list[LiveCall]:
        """The calls going on, the oldest first."""
        with self._lock:
            if self._ticks() - self._read_at >= FRESH_SECONDS:
                self._calls = self._read()
                self._read_at = self._ticks()
            return self._calls

    def _read(self) -> list[LiveCall]:
        db = self._connections.get()
        found = [self._live(call_id) for call_id in records.going_on(db, self._clock(), MOST)]
        return sorted((one for one in found if one), key=lambda one: one.call.started_at)

    def _live(self, call_id: str) -> LiveCall | None:
        db = self._connections.get()
        call = self._files.for_board(call_id)
        if call is None:
            return None
        replayed = replay(self._desk.log.rows(call_id))
        holding = db.execute(
            "select phone, engaged from agents where call_id = ? and engaged_until > ? order by phone",
            [call_id, self._clock()],
        ).fetchall()
        engaged = "talking" if any(one == "talking" for _, one in holding) else "ringing" if holding else ""
        waited = _waited(replayed)
        return LiveCall(
            call=call,
            stage=_stage(waited, engaged),
            last_words=_last_words(replayed),
            with_agents=tuple(phone for phone, one in holding if one == engaged),
            for_service=waited.service if isinstance(waited, Transfer | WaitInQueue) else "",
            subject=subject_so_far(replayed.steps),
        )


def _waited(replayed: Replay) -> Waited | None:
    """What the line waits for, as far as its log tells."""
    for step in reversed(replayed.steps):
        for action in reversed(step.actions):
            if isinstance(action, Waited):
                return action
    return None


def _last_words(replayed: Replay) -> str:
    events = (step.event for step in reversed(replayed.steps))
    return next((event.text for event in events if isinstance(event, Heard) and event.text), "")


def _stage(waited: Waited | None, engaged: str) -> str:
    if isinstance(waited, WaitInQueue):
        return "waiting"
    if isinstance(waited, Transfer):
        return {"talking": "with_agent", "ringing": "ringing"}.get(engaged, "waiting")
    if waited is None:
        return "welcome"
    return "narrowing" if waited.prompt.startswith(NARROWING) else waited.prompt.partition(".")[0]
