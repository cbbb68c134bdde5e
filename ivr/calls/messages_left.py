"""Messages callers left: who has to ring back, and whether it was done."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from ivr.calls.following_up import Kind, keep

COMMAND_LINE = "standardiste"
"""Who did it, for what is done at the command line."""


@dataclass(frozen=True)
class MessageLeft:
    """One message, as kept for the service."""

    id: int
    service: str
    """Slug."""
    subject: str
    text: str
    phone: str
    """As given, or the number of the call; empty when hidden."""
    left_at: float
    """Seconds since the epoch."""
    handled_at: float | None


def messages_for(db: Database, service: str = "", *, all_of_them: bool = False) -> list[MessageLeft]:
    """Messages not handled yet, oldest first; of one service, or with those handled, on request."""
    rows = db.table("messages").rows_where(
        "(? = '' or service = ?) and (? or handled_at is null)",
        [service, service, all_of_them],
        order_by="left_at",
        select="id, service, subject, text, phone, left_at, handled_at",
    )
    return [MessageLeft(**row) for row in rows]


def close_message(db: Database, number: int, at: float) -> bool:
    """Mark a message handled; false when there is no such message, or somebody did it before."""
    with db.conn:
        done = db.conn.execute(
            "update messages set handled_at = ?, handled_by = ?, revision = coalesce(revision, 0) + 1"
            " where id = ? and handled_at is null",
            [at, COMMAND_LINE, number],
        )
        if done.rowcount == 1:
            keep(db, Kind.MESSAGE, number, "closed", who=COMMAND_LINE, at=at)
    return done.rowcount == 1
