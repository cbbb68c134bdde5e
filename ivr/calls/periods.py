"""Which moments a caller's wish allows, and which of them come nearest to it. Pure.

Moments are the town's own wall clock, without a zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby

from flows.booking import Period

DAYS_COMPARED = 3
"""Days among which the nearest hour is looked for: nobody waits three weeks for exactly 14:30."""


def allows(period: Period, moment: datetime) -> bool:
    """Does a wish allow something that begins at this moment?"""
    day, clock = moment.date().isoformat(), f"{moment:%H:%M}"
    return (
        (not period.first or day >= period.first)
        and (not period.last or day <= period.last)
        and (not period.weekdays or moment.weekday() in period.weekdays)
        and (not period.earliest or clock >= period.earliest)
        and (not period.latest or clock < period.latest)
        and (not period.after or moment > datetime.fromisoformat(period.after))
        and day not in period.but
        and (not period.parts or any(allows(part, moment) for part in period.parts))
    )


def best(moments: Iterable[datetime], period: Period, count: int) -> list[datetime]:
    """At most `count` of these ordered moments, in order: the first, or those nearest the hour wished."""
    allowed = (moment for moment in moments if allows(period, moment))
    if not period.at:
        return [moment for moment, _ in zip(allowed, range(count), strict=False)]
    near: list[datetime] = []
    for number, (_, of_the_day) in enumerate(groupby(allowed, key=datetime.date), start=1):
        near += of_the_day
        if number == DAYS_COMPARED:
            break
    wished = time.fromisoformat(period.at)
    near.sort(key=lambda moment: (_minutes_apart(moment.time(), wished), moment))
    return sorted(near[:count])


def _minutes_apart(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)
