"""The few figures of the first page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from ivr.accounts.users import User, sees_service
from ivr.calls import records
from ivr.settings import Settings


@dataclass(frozen=True)
class Figures:
    """Counts. What waits is counted for the services this user sees; calls are those of the whole line."""

    now_on_the_line: int
    today: int
    yesterday: int
    messages: int
    late_messages: int
    """Those that should have been answered by now; so for callbacks."""
    callbacks: int
    late: int
    reports: int
    dangerous: int
    """Open reports in which somebody is in danger."""
    appointments: int
    """Visits still to come today."""


def figures_for(db: Database, settings: Settings, user: User, now: datetime, clock: float) -> Figures:
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

    desks = json.dumps([name for name, desk in settings.desks.items() if sees_service(user, desk.service)])
    moment = now.strftime("%Y-%m-%dT%H:%M")
    return Figures(
        now_on_the_line=len(records.going_on(db, clock)),
        today=calls(midnight, midnight + timedelta(days=1)),
        yesterday=calls(midnight - timedelta(days=1), midnight),
        messages=waiting("messages", "handled_at is null"),
        late_messages=waiting("messages", "handled_at is null and due_at < ?", clock),
        callbacks=waiting("callbacks", "handled_at is null"),
        late=waiting("callbacks", "handled_at is null and due_at < ?", clock),
        reports=waiting("reports", "closed_at is null"),
        dangerous=waiting("reports", "closed_at is null and dangerous"),
        appointments=count(
            "select count(*) from appointments where cancelled_at is null and start >= ? and start < ?"
            " and desk in (select value from json_each(?))",
            moment,
            (midnight + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
            desks,
        ),
    )


def _of_services(user: User) -> tuple[str, tuple[str, ...]]:
    if user.is_admin or not user.services:
        return "", ()
    return f" and service in ({', '.join('?' for _ in user.services)})", user.services
