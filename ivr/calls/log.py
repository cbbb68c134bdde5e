"""A call is its event log: append, know repeats, replay."""

from __future__ import annotations

import atexit
import logging
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from flows.actions import Action, Deed
from flows.codec import decode_event, encode
from flows.dialogue import Dialogue, Flow
from flows.events import CallStarted, Event
from ivr.calls import records, waiting
from ivr.calls.backlog import Backlog
from ivr.database import Connections

log = logging.getLogger(__name__)

FlowOf = Callable[[CallStarted], Flow]


class FlowChanged(Exception):
    """The log was written by another version of the flow: the call cannot be replayed as it was."""


class Stale(Exception):
    """Another worker has moved this call on: resume it and try again."""


@dataclass(frozen=True)
class Entry:
    """One event with what it brought about, ready to be written."""

    call_id: str
    seq: int
    key: str
    event: Event
    actions: tuple[Action, ...]
    written_at: float
    """Seconds since the epoch."""


class CallLog:
    """The only durable state of a call: what happened, in order."""

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self._clock = clock
        self.backlog: Backlog[Entry] = Backlog(self.write)
        atexit.register(self.backlog.flush)

    def step(self, call_id: str, key: str, event: Event, dialogue: Dialogue) -> list[Action]:
        """Record one event with all that follows from it, then return what to do.

        A known `key` changes nothing and returns []. When the disk refuses, the entry waits in the
        backlog and the call goes on. If this raises, throw `dialogue` away: it may be ahead of the log.
        """
        before = dialogue.seq
        actions: list[Action] = []
        try:
            if not self.backlog.flush():
                raise sqlite3.OperationalError("earlier events still wait for the disk")
            with self._connections.writing() as db:
                if _knows(db, call_id, key):
                    return []
                position = _position(db, call_id)
                if position != before:
                    raise Stale(f"{call_id} is at #{position}, this worker at #{before}.")
                actions = dialogue.handle(event)
                _write(db, Entry(call_id, dialogue.seq, key, event, tuple(actions), self._clock()))
        except sqlite3.Error as error:
            if any(entry.call_id == call_id and entry.key == key for entry in self.backlog.waiting()):
                return []
            if dialogue.seq == before:
                actions = dialogue.handle(event)
            entry = Entry(call_id, dialogue.seq, key, event, tuple(actions), self._clock())
            self.backlog.add(entry, error)
        return actions

    def write(self, entries: Iterable[Entry]) -> None:
        """Write entries that could not be written before; those already there are left alone.

        Where another worker has meanwhile gone on with the call, its log stands; the deeds promised by the
        entry are still done.
        """
        with self._connections.writing() as db:
            for entry in entries:
                if _knows(db, entry.call_id, entry.key):
                    continue
                if _position(db, entry.call_id) < entry.seq:
                    _write(db, entry)
                else:
                    log.error("%s #%d was overtaken; its deeds are kept.", entry.call_id, entry.seq)
                    _promise(db, entry, beside=zlib.crc32(entry.key.encode()))

    def resume(self, call_id: str, flow: FlowOf) -> Dialogue:
        """Rebuild a dialogue by replaying its events; its `pending` actions are to be done again."""
        dialogue = Dialogue(flow)
        for row in self.rows(call_id):
            actions = dialogue.handle(decode_event(row["type"], row["data"]))
            if names(actions) != row["actions"]:
                raise FlowChanged(
                    f"{call_id} #{row['seq']}: {row['actions']!r} became {names(actions)!r}. "
                    "The flow was changed while this call was running."
                )
        return dialogue

    def rows(self, call_id: str) -> list[dict[str, Any]]:
        """The call's events, in order, those still waiting for the disk included."""
        try:
            written = list(
                self._connections.get()
                .table("call_events")
                .rows_where("call_id = ?", [call_id], order_by="seq")
            )
        except sqlite3.Error:
            written = []
        last = written[-1]["seq"] if written else 0
        waiting = [e for e in self.backlog.waiting() if e.call_id == call_id and e.seq > last]
        return written + [_row(entry) for entry in waiting]

    def knows(self, call_id: str) -> bool:
        """Has anything happened in this call?"""
        return bool(self.rows(call_id))


def names(actions: Iterable[Action]) -> str:
    """What a replay must produce again: prompts may be reworded, steps may not change."""
    return " ".join(type(action).__name__ for action in actions)


def _row(entry: Entry) -> dict[str, Any]:
    kind, data = encode(entry.event)
    return {
        "call_id": entry.call_id,
        "seq": entry.seq,
        "key": entry.key,
        "type": kind,
        "data": data,
        "actions": names(entry.actions),
        "written_at": entry.written_at,
    }


def _write(db: Database, entry: Entry) -> None:
    db.table("call_events").insert(_row(entry))
    _promise(db, entry)
    records.project(db, entry.call_id, entry.event, entry.actions, entry.written_at)
    waiting.project(db, entry.call_id, entry.event, entry.actions, entry.written_at)


def _promise(db: Database, entry: Entry, beside: int = 0) -> None:
    """Put the entry's deeds into the outbox; `beside` keeps them apart from another worker's at that seq."""
    deeds = [action for action in entry.actions if isinstance(action, Deed)]
    for n, deed in enumerate(deeds, start=beside):
        kind, data = encode(deed)
        db.table("outbox").insert(
            {
                "call_id": entry.call_id,
                "seq": entry.seq,
                "n": n,
                "kind": kind,
                "data": data,
                "due_at": entry.written_at,
            },
            ignore=True,
        )


def _knows(db: Database, call_id: str, key: str) -> bool:
    row = db.execute("select 1 from call_events where call_id = ? and key = ?", [call_id, key]).fetchone()
    return row is not None


def _position(db: Database, call_id: str) -> int:
    (seq,) = db.execute(
        "select coalesce(max(seq), 0) from call_events where call_id = ?", [call_id]
    ).fetchone()
    return int(seq)
