"""Days and times as they are written in a sentence, for the voice and the screen alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
NEAR_DAYS = 180
"""A day nearer than this is told by its weekday, date and month alone."""


def written_day(day: date, today: date) -> str:
    """ "mardi 1er décembre"; the year is said of a day that is months away in another."""
    number = "1er" if day.day == 1 else str(day.day)
    year = "" if day.year == today.year or abs((day - today).days) < NEAR_DAYS else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}{year}"


def written_time(at: time) -> str:
    """ "9 h", "14 h 30", "midi"."""
    if (at.hour, at.minute) == (12, 0):
        return "midi"
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


def written_moment(moment: datetime, today: date) -> str:
    """ "mardi 24 novembre à 14 h 30"."""
    return f"{written_day(moment.date(), today)} à {written_time(moment.time())}"


def written_window(start: datetime, end: datetime, today: date) -> str:
    """ "mardi 24 novembre entre 9 h et midi"; both ends on one day."""
    return (
        f"{written_day(start.date(), today)} entre {written_time(start.time())} et {written_time(end.time())}"
    )


def written_habit(weekdays: Sequence[int], earliest: str, latest: str) -> str:
    """ "le samedi matin", "le lundi ni le mardi", "l'après-midi"; hours as "12:00", empty for none."""
    part = _part_of_day(earliest, latest)
    if not weekdays:
        return {"après-midi": "l'après-midi", "": "à ces heures-là"}.get(part, f"le {part}")
    after = f" {part}" if part else " à ces heures-là" if earliest or latest else ""
    return " ni ".join(f"le {WEEKDAYS[day]}" for day in weekdays) + after


def _part_of_day(earliest: str, latest: str) -> str:
    return {("", "12:00"): "matin", ("12:00", ""): "après-midi", ("17:00", ""): "soir"}.get(
        (earliest, latest), ""
    )
