"""Deeds that happen once: claimed by an UPDATE that counts its rows, tried again with patience."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from flows.actions import Deed
from flows.codec import CodecError, decode, encode
from flows.registry import ACTIONS
from ivr.calls.house_deeds import HOUSE_DEEDS
from ivr.database import Connections

log = logging.getLogger(__name__)

RETRY_SECONDS = (5, 30, 120, 600, 3600, 3600, 3600)
"""Wait before each further try; after the last, the deed is marked failed and people are told."""
CLAIM_SECONDS = 120.0
"""A claim older than this belonged to a worker that died; the deed is up for claiming again."""

HOUSE = "house/"
"""What the `call_id` of a deed begins with when no call asked for it."""


class DeedError(Exception):
    """A deed could not be done. `permanent`: trying again would not help."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        super().__init__(text)
        self.permanent = permanent


@dataclass(frozen=True)
class Claimed:
    """A deed that is ours to do."""

    id: int
    call_id: str
    attempts: int
    kind: str
    data: str

    @property
    def deed(self) -> Deed:
        """What is to be done. Raises DeedError when the row cannot be read."""
        try:
            deed = decode({**ACTIONS, **HOUSE_DEEDS}, self.kind, self.data)
        except CodecError as error:
            raise DeedError(f"This {self.kind} cannot be read.", permanent=True) from error
        if not isinstance(deed, Deed):
            raise DeedError(f"{self.kind} is no deed.", permanent=True)
        return deed


def promise(db: Database, key: str, deed: Deed, at: float) -> bool:
    """Have the house itself do a deed, outside any call; false when `key` was promised before.

    Inside the transaction that makes it due. `at`: not before, in seconds since the epoch.
    """
    kind, data = encode(deed)
    cursor = db.conn.execute(
        "insert or ignore into outbox (call_id, seq, n, kind, data, due_at, attempts)"
        " values (?, 0, 0, ?, ?, ?, 0)",
        [f"{HOUSE}{key}", kind, data, at],
    )
    return cursor.rowcount == 1


Perform = Callable[[Claimed], None]
"""Does a deed or raises DeedError. It is given the row's id, for the other side to know repeats by."""


class Outbox:
    """The deeds waiting in calls.db."""

    def __init__(self, connections: Connections, worker: str) -> None:
        self._connections = connections
        self._worker = worker

    def claim(self, now: float) -> Claimed | None:
        """The oldest deed due that nobody else has; None when there is nothing to do.

        Those that failed come after: what waits for a server that is down holds up nothing else.
        """
        db = self._connections.get()
        while True:
            row = db.execute(
                "select id, call_id, attempts, kind, data from outbox"
                " where done_at is null and failed_at is null"
                " and due_at <= ? and (claimed_at is null or claimed_at < ?)"
                " order by attempts, due_at, id limit 1",
                [now, now - CLAIM_SECONDS],
            ).fetchone()
            if row is None:
                return None
            with db.conn:
                updated = db.conn.execute(
                    "update outbox set claimed_by = ?, claimed_at = ?, attempts = attempts + 1 where id = ?"
                    " and attempts = ? and done_at is null and failed_at is null",
                    [self._worker, now, row[0], row[2]],
                )
            if updated.rowcount == 1:  # else another worker got there first
                return Claimed(row[0], row[1], row[2] + 1, row[3], row[4])

    def run_one(self, perform: Perform, now: float) -> bool:
        """Do one deed; true when there was one, whatever came of it."""
        claimed = self.claim(now)
        if claimed is None:
            return False
        try:
            perform(claimed)
        except DeedError as error:
            self._put_back(claimed, str(error), now, permanent=error.permanent)
        except Exception as error:  # the worker goes on with the next deed
            log.exception("Deed %d failed unexpectedly.", claimed.id)
            # not its text, which may hold a caller's words
            self._put_back(claimed, type(error).__name__, now, permanent=False)
        else:
            self._mark(claimed.id, "done_at = ?, error = null", [now])
        return True

    def _put_back(self, claimed: Claimed, error: str, now: float, *, permanent: bool) -> None:
        if permanent or claimed.attempts > len(RETRY_SECONDS):
            log.error("Deed %d given up: %s", claimed.id, error)
            self._mark(claimed.id, "failed_at = ?, error = ?", [now, error])
        else:
            due = now + RETRY_SECONDS[claimed.attempts - 1]
            self._mark(claimed.id, "due_at = ?, claimed_at = null, error = ?", [due, error])

    def _mark(self, row_id: int, assignments: str, values: list[float | str]) -> None:
        db = self._connections.get()
        with db.conn:
            db.conn.execute(f"update outbox set {assignments} where id = ?", [*values, row_id])  # noqa: S608 - literals above
