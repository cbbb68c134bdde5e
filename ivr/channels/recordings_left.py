"""Recordings at the provider's that are still to be heard, or deleted: the table `recordings_left`.

A row is written when the address of a recording is first seen, and goes once the provider has deleted it:
what a caller said before hanging up while we asked for patience is found here, and what a process that died
had not deleted. What cannot be written down is logged, and costs no caller their call.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from ivr.database import Connections

log = logging.getLogger(__name__)

OLD_SECONDS = 300.0
"""Nobody is still hearing a recording this old; a call that vanished has not been ended yet."""
GIVEN_UP_SECONDS = 7 * 86_400.0
"""The provider was asked to delete it for so long."""
MOST_AT_ONCE = 10


@dataclass(frozen=True)
class LeftRecording:
    """One recording, and the turn it belongs to."""

    url: str
    call_id: str
    step: int
    way: str


class RecordingsLeft:
    """For all threads and processes; no method raises. `clock`: seconds since the epoch."""

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self._clock = clock

    def seen(self, recording: LeftRecording) -> None:
        """The provider gave its address: it is being heard."""
        self._write(
            "insert into recordings_left (url, call_id, step, way, seen_at) values (?, ?, ?, ?, ?)"
            " on conflict (url) do update set step = excluded.step, way = excluded.way, left_at = null",
            [recording.url, recording.call_id, recording.step, recording.way, self._clock()],
        )

    def leave(self, url: str) -> None:
        """It could not be heard yet, and the provider was told to ask again: it may never do so."""
        self._write("update recordings_left set left_at = ? where url = ?", [self._clock(), url])

    def deleted(self, url: str) -> None:
        """The provider has it no more."""
        self._write("delete from recordings_left where url = ?", [url])

    def awaited(self, call_id: str, step: int) -> bool:
        """Is a recording of this step of the call still to be heard?"""
        query = "select url, call_id, step, way from recordings_left where call_id = ? and step = ? limit 1"
        return bool(self._read(query, [call_id, step]))

    def of_ended(self, call_id: str) -> list[LeftRecording]:
        """Those of a call that is over, which nobody will ask for again."""
        query = (
            "select url, call_id, step, way from recordings_left"
            " where call_id = ? and left_at is not null order by seen_at limit ?"
        )
        return self._read(query, [call_id, MOST_AT_ONCE])

    def long_ago(self) -> list[LeftRecording]:
        """Those of any call, seen and last taken up long ago: whoever is told them takes them up."""
        now = self._clock()
        self._write("delete from recordings_left where seen_at < ?", [now - GIVEN_UP_SECONDS])
        query = (
            "update recordings_left set left_at = ? where url in (select url from recordings_left"
            " where max(seen_at, coalesce(left_at, 0)) < ? order by seen_at limit ?)"
            " returning url, call_id, step, way"
        )
        try:
            with self._connections.writing() as db:
                rows = db.execute(query, [now, now - OLD_SECONDS, MOST_AT_ONCE]).fetchall()
        except sqlite3.Error as error:
            log.warning("Which recordings were left long ago could not be read: %s.", error)
            return []
        return [LeftRecording(*row) for row in rows]

    def _read(self, sql: str, values: list[str | float]) -> list[LeftRecording]:
        try:
            return [LeftRecording(*row) for row in self._connections.get().execute(sql, values)]
        except sqlite3.Error as error:
            log.warning("Which recordings are left could not be read: %s.", error)
            return []

    def _write(self, sql: str, values: list[str | float]) -> None:
        try:
            with self._connections.writing() as db:
                db.execute(sql, values)
        except sqlite3.Error as error:
            log.warning("What is left of a recording could not be written down: %s.", error)


def create(db: Database) -> None:
    """The table."""
    columns = {"url": str, "call_id": str, "step": int, "way": str, "seen_at": float, "left_at": float}
    db.table("recordings_left").create(columns, pk="url", not_null={"call_id", "step", "way", "seen_at"})
    db.table("recordings_left").create_index(["call_id"])
