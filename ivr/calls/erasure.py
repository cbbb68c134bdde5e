"""Forgetting in time: callers' words and numbers, after the days the town hall has set."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database

from ivr.settings import Retention

DAY_SECONDS = 86_400.0


@dataclass(frozen=True)
class Erased:
    """How many rows were emptied: the proof that it was done, without what they held."""

    logs: int
    deeds: int
    messages: int
    numbers: int
    visits: int
    reports: int
    callbacks: int
    comments: int

    @property
    def anything(self) -> bool:
        """Something was erased."""
        return any(asdict(self).values())

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in asdict(self).items())


def erase_old(db: Database, retention: Retention, now: float) -> Erased:
    """Erase the words of calls ended long ago, and numbers in clear; what a service has still
    to do stays until it is done.

    `now`: seconds since the epoch. What a call was (when, how long, its outcome and topic) is kept.
    """
    words = now - retention.words_days * DAY_SECONDS
    numbers = now - retention.numbers_days * DAY_SECONDS
    with db.conn:
        return Erased(
            logs=_count(
                db,
                "delete from call_events where call_id in (select id from calls where ended_at < ?)",
                words,
            ),
            deeds=_count(
                db,
                "delete from outbox where done_at is not null"
                " and call_id in (select id from calls where ended_at < ?)",
                words,
            ),
            messages=_count(db, "delete from messages where handled_at < ?", words),
            numbers=_count(db, "update calls set caller = '' where caller != '' and ended_at < ?", numbers),
            visits=_count(
                db,
                "update appointments set name = '', phone = '' where phone != ''"
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
        )


def _count(db: Database, statement: str, before: float) -> int:
    return int(db.conn.execute(statement, [before]).rowcount)
