"""By when what was promised must be done. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.opening import OpeningHours

DueDate = Callable[[str, float], float | None]
"""By when a service (its slug) must answer what was left at a time; both in seconds since the epoch."""
HORIZON_DAYS = 60
"""A service closed longer than that has no due date: nobody could keep it."""


def end_of_opening_day(calendar: OpeningHours, service: str, now: datetime, days: int) -> datetime | None:
    """When a service closes on its `days`th opening day after today. `now` must carry a time zone.

    A message left on a Friday evening with two days to answer is due on Tuesday at closing time. None for a
    service that does not open within two months, or that the town does not have.
    """
    local = calendar.local(now)
    for ahead in range(1, HORIZON_DAYS + 1):
        day = local.date() + timedelta(days=ahead)
        try:
            spans = calendar.hours_on(service, day)
        except KeyError:
            return None
        if not spans:
            continue
        days -= 1
        if days == 0:
            closes = datetime.combine(day, time(), tzinfo=calendar.zone) + timedelta(minutes=spans[-1].closes)
            return closes
    return None


def end_of_window(end: str, zone: ZoneInfo) -> float | None:
    """When the hours agreed for ringing back are over, in seconds since the epoch. `end`: local time, ISO."""
    return datetime.fromisoformat(end).replace(tzinfo=zone).timestamp() if end else None
