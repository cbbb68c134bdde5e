"""How the line does at this moment, in counts that hold no personal data; each read through an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from ivr.calls import records

RECENT_SECONDS = 3600.0


@dataclass(frozen=True)
class Gauges:
    """What a monitoring system watches."""

    live: int
    """Calls going on."""
    streams: int
    """Those that hold a stream."""
    today: dict[str, int]
    """Calls begun since midnight in the town, by outcome; "" is still open."""
    confidence: float | None
    """Mean confidence of the recogniser over the calls of the last hour, 0 to 1."""
    to_measure: int
    """Ended calls that no indicator counts yet; at most one hour's when the worker is alive."""
    deeds_waiting: int
    deeds_failed: int
    oldest_deed_seconds: float
    """How late the most late deed is; 0 when none is."""
    open_items: dict[str, int]
    """Messages, callbacks and reports that a service has still to deal with."""


def read_gauges(db: Database, now: datetime) -> Gauges:
    """`now` carries the town's zone. Raises sqlite3.Error."""
    clock = now.timestamp()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

    def one(statement: str, *values: object) -> float:
        (value,) = db.execute(statement, values).fetchone()
        return value or 0

    by_outcome = db.execute(
        "select coalesce(outcome, ''), count(*) from calls where started_at >= ? group by 1", [midnight]
    )
    heard, confidence = db.execute(
        "select sum(heard), sum(confidence) from call_facts where day >= ? and started_at >= ?",
        [
            datetime.fromtimestamp(clock - RECENT_SECONDS, tz=now.tzinfo).date().isoformat(),
            clock - RECENT_SECONDS,
        ],
    ).fetchone()
    undone = "from outbox where done_at is null and failed_at is null"
    oldest = one(f"select min(due_at) {undone} and due_at <= ?", clock)
    return Gauges(
        live=len(records.going_on(db, clock)),
        streams=records.live_streams(db, clock),
        today=dict(by_outcome.fetchall()),
        confidence=confidence / heard if heard else None,
        to_measure=int(one("select count(*) from calls where measured = 0 and ended_at is not null")),
        deeds_waiting=int(one(f"select count(*) {undone}")),
        deeds_failed=int(one("select count(*) from outbox where failed_at is not null")),
        oldest_deed_seconds=max(0.0, clock - oldest) if oldest else 0.0,
        open_items={
            "messages": int(one("select count(*) from messages where handled_at is null")),
            "callbacks": int(one("select count(*) from callbacks where handled_at is null")),
            "reports": int(one("select count(*) from reports where closed_at is null")),
        },
    )
