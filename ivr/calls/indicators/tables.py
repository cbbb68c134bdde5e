"""The tables of the indicators: what each ended call was, in figures, and their sums by day."""

from __future__ import annotations

from sqlite_utils import Database


def create(db: Database) -> None:
    """They outlive the words and the numbers, and hold neither.

    `calls.measured`: 0 not yet, 1 once, 2 for good: a day has passed, nobody can call again within it.
    """
    db.execute("alter table calls add column measured integer not null default 0")
    db.execute("create index calls_to_measure on calls (measured, ended_at) where measured < 2")
    # Just for the question: did this number call again within a day?
    db.table("calls").create_index(["caller", "started_at"], if_not_exists=True)
    for table in ("messages", "callbacks", "reports", "ratings", "appointments"):
        db.execute(f"create index if not exists {table}_of_call on {table} (call_id)")
    db.table("call_facts").create(
        {
            "call_id": str,
            "day": str,
            "hour": int,
            "started_at": float,
            "seconds": float,
            "channel": str,
            "language": str,
            "service": str,
            "topic": str,
            "outcome": str,
            "turns": int,
            "hidden": int,
            "called_again": int,
            "heard": int,
            "confidence": float,
            "not_understood": int,
            "reason": str,
            "result": str,
            "asked": int,
            "score": int,
        },
        pk="call_id",
        not_null={"day", "hour", "started_at", "seconds", "service", "outcome"},
    )
    db.table("call_facts").create_index(["day"])
    db.table("indicator_days").create(
        {"day": str, "service": str, "figures": str}, pk=("day", "service"), not_null={"figures"}
    )
