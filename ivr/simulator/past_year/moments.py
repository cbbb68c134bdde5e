"""When the calls of a year come: by season, by weekday, by hour."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MONTHS = (1.05, 1.0, 1.05, 1.0, 0.95, 1.1, 0.85, 0.65, 1.3, 1.1, 0.95, 0.8)
_WEEKDAYS = (1.35, 1.1, 1.0, 1.0, 0.95, 0.35, 0.1)
_MORNING = (0.1, 0.05, 0.05, 0.05, 0.1, 0.2, 0.6, 1.6, 7, 12, 13, 10)
_AFTERNOON = (5, 6, 11, 10, 8.5, 6, 3, 2, 1.2, 0.8, 0.4, 0.2)
_FEAST = 0.15
"""What is left of the calls on a bank holiday."""


def moments(
    count: int, last: date, days: int, zone: ZoneInfo, is_feast: Callable[[date], bool], chance: random.Random
) -> list[float]:
    """So many moments of the days up to and with `last`, in order, in seconds since the epoch."""
    calendar = [last - timedelta(days=ago) for ago in reversed(range(days))]
    weights = [
        _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] * (_FEAST if is_feast(day) else 1.0)
        for day in calendar
    ]
    midnights = {day: datetime.combine(day, time(), tzinfo=zone).timestamp() for day in calendar}
    drawn_days = chance.choices(calendar, weights, k=count)
    drawn_hours = chance.choices(range(24), _MORNING + _AFTERNOON, k=count)
    return sorted(
        midnights[day] + hour * 3600 + chance.random() * 3600
        for day, hour in zip(drawn_days, drawn_hours, strict=True)
    )
