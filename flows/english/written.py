"""Days and times as they are written in an English sentence; as `flows.collect.written`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NEAR_DAYS = 180
"""A day nearer than this is told by its weekday, date and month alone."""


def written_day(day: date, today: date) -> str:
    """ "Tuesday 1 December"; the year is said of a day that is months away in another."""
    year = "" if day.year == today.year or abs((day - today).days) < NEAR_DAYS else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def written_time(at: time) -> str:
    """ "9 am", "2.30 pm", "midday"."""
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    half = "am" if at.hour < 12 else "pm"
    hour = at.hour % 12 or 12
    return f"{hour}.{at.minute:02d} {half}" if at.minute else f"{hour} {half}"


def written_moment(moment: datetime, today: date) -> str:
    """ "Tuesday 24 November at 2.30 pm"."""
    return f"{written_day(moment.date(), today)} at {written_time(moment.time())}"


def written_window(start: datetime, end: datetime, today: date) -> str:
    """ "on Tuesday 24 November between 9 am and midday"; both ends on one day."""
    day = written_day(start.date(), today)
    return f"on {day} between {written_time(start.time())} and {written_time(end.time())}"


def written_habit(weekdays: Sequence[int], earliest: str, latest: str) -> str:
    """ "on Saturday mornings", "on Monday or Tuesday"; hours as "12:00", empty for none."""
    parts = {("", "12:00"): "morning", ("12:00", ""): "afternoon", ("17:00", ""): "evening"}
    part = parts.get((earliest, latest), "")
    if not weekdays:
        return f"in the {part}" if part else "at those hours"
    days = " or ".join(WEEKDAYS[day] for day in weekdays)
    if part:
        return f"on {days} {part}s"
    return f"on {days}" + (" at those hours" if earliest or latest else "")
