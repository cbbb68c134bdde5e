"""The few figures of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from ivr.accounts.users import User
from ivr.calls import records


@dataclass(frozen=True)
class Figures:
    """Counts, for the services this user sees."""

    now_on_the_line: int
    today: int
    yesterday: int
    messages: int
    callbacks: int
    late: int
    """Callbacks whose time is over."""
    reports: int
    appointments: int
    """Visits still to come today."""


def figures_for(db: Database, user: User, now: datetime, clock: float) -> Figures:
    """`now`: the town's moment, in its own zone; `clock`: the real time, seconds since the epoch."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine, services = _of_services(user)

    def count(statement: str, *values: object) -> int:
        (found,) = db.execute(statement, values).fetchone()
        return int(found)

    def waiting(table: str, condition: str, *values: object) -> int:
        return count(f"select count(*) from {table} where {condition}{mine}", *values, *services)  # noqa: S608

    def calls(since: datetime, until: datetime) -> int:
        return count(
            "select count(*) from calls where started_at >= ? and started_at < ?",
            since.timestamp(),
            until.timestamp(),
        )

    moment = now.strftime("%Y-%m-%dT%H:%M")
    return Figures(
        now_on_the_line=len(records.going_on(db, clock)),
        today=calls(midnight, midnight + timedelta(days=1)),
        yesterday=calls(midnight - timedelta(days=1), midnight),
        messages=waiting("messages", "handled_at is null"),
        callbacks=waiting("callbacks", "handled_at is null"),
        late=waiting("callbacks", "handled_at is null and due_at < ?", clock),
        reports=waiting("reports", "closed_at is null"),
        appointments=count(
            "select count(*) from appointments where cancelled_at is null and start >= ? and start < ?",
            moment,
            (midnight + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        ),
    )


def _of_services(user: User) -> tuple[str, tuple[str, ...]]:
    if user.is_admin or not user.services:
        return "", ()
    return f" and service in ({', '.join('?' for _ in user.services)})", user.services
