"""What the outbox could not deliver: which deeds, why, and how to have them tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

STRUGGLING_TRIES = 3
"""Tries in vain, about two minutes, after which people had better look."""


@dataclass(frozen=True)
class Undelivered:
    """A deed that failed, for good or so far."""

    id: int
    kind: str
    """NotifyService (a letter), SendNotice or SendText (a text), or another deed's name."""
    tries: int
    error: str
    """What kind of failure it was; no word of a caller, no number."""
    failed_at: float | None
    """When it was given up, seconds since the epoch; None: it is still being tried."""


def undelivered(db: Database, *, limit: int = 100) -> list[Undelivered]:
    """What was given up, and what has failed for a while, the latest first."""
    rows = db.execute(
        "select id, kind, attempts, coalesce(error, ''), failed_at from outbox where failed_at is not null"
        " union all select id, kind, attempts, error, failed_at from outbox"
        " where done_at is null and failed_at is null and error is not null and attempts >= ?"
        " order by id desc limit ?",
        [STRUGGLING_TRIES, limit],
    )
    return [Undelivered(*row) for row in rows]


def try_again(db: Database, ids: Sequence[int], now: float) -> int:
    """Have deeds that were given up tried again from the start; how many there were."""
    tried = 0
    with db.conn:
        for row in ids:
            cursor = db.conn.execute(
                "update outbox set failed_at = null, claimed_at = null, attempts = 0, due_at = ?"
                " where id = ? and failed_at is not null",
                [now, row],
            )
            tried += cursor.rowcount
    return tried
