"""Forgetting in time: callers' words and numbers, after the days the town hall has set, with a proof."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from sqlite_utils import Database

from ivr.calls.search_index import merge_words
from ivr.database import cut_log
from ivr.settings import Retention

DAY_SECONDS = 86_400.0
PROOF_SECONDS = 23 * 3600.0
"""A purge that found nothing to erase is written down no more often than that."""


@dataclass(frozen=True)
class Erased:
    """How many rows were emptied: the proof that it was done, without what they held."""

    logs: int
    deeds: int
    messages: int
    notes: int
    numbers: int
    visits: int
    reports: int
    callbacks: int
    comments: int
    searches: int
    questions: int

    @property
    def anything(self) -> bool:
        """Something was erased."""
        return any(asdict(self).values())

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in asdict(self).items())


@dataclass(frozen=True)
class Erasure:
    """One line of the proof."""

    at: float
    """Seconds since the epoch."""
    kind: str
    """retention: what was too old; caller: somebody asked for it; restored: asked for once, and done again
    because a backup had brought it back."""
    by: str
    reason: str
    counts: Mapping[str, int]


def erase_old(db: Database, retention: Retention, now: float, by: str = "worker") -> Erased:
    """Erase the words of calls ended long ago, and numbers in clear; what a service has still
    to do stays until it is done, and what could not be delivered as long as words do. The proof is written
    in the same transaction.

    `now`: seconds since the epoch. What a call was (when, how long, its outcome and topic) is kept.
    """
    words = now - retention.words_days * DAY_SECONDS
    numbers = now - retention.numbers_days * DAY_SECONDS
    with db.conn:
        erased = Erased(
            logs=_count(
                db,
                "delete from call_events where call_id in (select id from calls where ended_at < ?)",
                words,
            ),
            deeds=_count(
                db,
                "delete from outbox where (done_at is not null or failed_at < ?1)"
                " and call_id in (select id from calls where ended_at < ?1)",
                words,
            )
            # What the house promised by itself holds a number at most.
            + _count(
                db,
                "delete from outbox where call_id >= 'house/' and call_id < 'house0'"
                " and coalesce(done_at, failed_at) < ?",
                numbers,
            )
            # What an older version, during an upgrade, kept of what agents were told of the caller.
            + _count(
                db,
                "update transfers set subject = '', summary = '', fields = '{}'"
                " where subject || summary || fields not in ('', '{}') and ended_at < ?",
                numbers,
            ),
            messages=_count(db, "delete from messages where handled_at < ?", words),
            notes=0,
            numbers=_count(db, "update calls set caller = '' where caller != '' and ended_at < ?", numbers),
            visits=_count(
                db,
                # The reference in place of the name: two visits of one call may not become the same.
                "update appointments set name = reference, phone = '' where phone != ''"
                " and (cancelled_at < ?1 or end < strftime('%Y-%m-%dT%H:%M', ?1, 'unixepoch'))",
                numbers,
            ),
            reports=_count(
                db,
                "update reports set description = '', place = '', phone = ''"
                " where description || place || phone != '' and closed_at < ?",
                numbers,
            )
            + _count(
                db,
                "delete from report_witnesses"
                " where reference in (select reference from reports where closed_at < ?)",
                numbers,
            ),
            callbacks=_count(db, "delete from callbacks where handled_at < ?", numbers),
            comments=_count(
                db, "update ratings set comment = '' where comment != '' and given_at < ?", words
            ),
            searches=_count(
                db, "update call_search set words = '' where words != '' and ended_at < ?", words
            ),
            questions=_count(db, "update questions set text = '' where text != '' and asked_at < ?", words)
            + _count(db, "update reviews set text = '' where text != '' and asked_at < ?", words),
        )
        erased = replace(erased, notes=_orphans(db))
        if erased.anything or last_purge(db) < now - PROOF_SECONDS:
            prove(db, "retention", asdict(erased), by=by, at=now)
    if erased.searches:
        merge_words(db)
    cut_log(db)
    return erased


def prove(
    db: Database, kind: str, counts: Mapping[str, int], *, by: str, at: float, reason: str = ""
) -> None:
    """Write down that something was erased: when, by whom, why, how much, never what."""
    db.conn.execute(
        'insert into erasures (at, kind, "by", reason, counts) values (?, ?, ?, ?, ?)',
        [at, kind, by, reason, json.dumps({name: count for name, count in counts.items() if count})],
    )


def proofs(db: Database, limit: int = 50) -> list[Erasure]:
    """The last erasures, newest first."""
    rows = db.execute(
        'select at, kind, "by", reason, counts from erasures order by at desc, id desc limit ?', [limit]
    )
    return [Erasure(at, kind, by, reason, json.loads(counts)) for at, kind, by, reason, counts in rows]


def last_erasure(db: Database) -> int:
    """Moves on with each erasure: who read callers' words before one may not write them after it."""
    return int(db.execute("select coalesce(max(id), 0) from erasures").fetchone()[0])


def _orphans(db: Database) -> int:
    """Erase what agents noted of messages, callbacks, calls and visits that are gone."""
    statement = (
        "delete from follow_ups where (kind = 'message' and item not in"
        " (select cast(id as text) from messages)) or (kind = 'callback' and item not in"
        " (select cast(deed as text) from callbacks)) or (kind = 'call' and not exists"
        " (select 1 from call_events where call_id = item)) or (kind = 'appointment' and exists"
        " (select 1 from appointments where reference = item and phone = ''))"
    )
    return int(db.conn.execute(statement).rowcount)


def last_purge(db: Database) -> float:
    """When what was too old was last erased, by whoever it was; 0 when it never was."""
    (at,) = db.execute("select coalesce(max(at), 0) from erasures where kind = 'retention'").fetchone()
    return float(at)


def _count(db: Database, statement: str, before: float) -> int:
    return int(db.conn.execute(statement, [before]).rowcount)
