"""The day before a visit: a text to whoever agreed to one."""

from __future__ import annotations

from datetime import datetime, timedelta

from ivr.calls.outbox import promise
from ivr.calls.visit_notices import visit_notice
from ivr.database import Connections
from ivr.settings import Settings

FIRST_HOUR, LAST_HOUR = 9, 19
"""Texts are sent while people are up: from 9:00 on, and not after 19:00."""


def remind(settings: Settings, connections: Connections, now: datetime) -> int:
    """Have the texts of tomorrow's visits sent; how many. `now` must carry a time zone.

    A visit booked today for tomorrow was confirmed a moment ago: it is not reminded of.
    """
    local = now.astimezone(settings.zone)
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    tomorrow = local.date() + timedelta(days=1)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    with connections.writing() as db:
        rows = list(
            db.table("appointments").rows_where(
                "start >= ? and start < ? and cancelled_at is null and remind = 1 and reminded_at is null"
                " and phone != '' and booked_at < ?",
                [tomorrow.isoformat(), (tomorrow + timedelta(days=1)).isoformat(), midnight],
            )
        )
        for row in rows:
            notice = visit_notice(settings, db, row, "notice.appointment_tomorrow", local.date())
            promise(db, f"reminder/{row['reference']}", notice, now.timestamp())
            db.table("appointments").update(row["reference"], {"reminded_at": now.timestamp()})
    return len(rows)
