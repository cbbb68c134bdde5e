"""School holidays of the three zones of mainland France, as published by the Ministry of Education."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vacances_scolaires_france import SchoolHolidayDates


@dataclass(frozen=True, order=True)
class SchoolBreak:
    """One holiday, from the day after the last class to the eve of the next."""

    first: date
    last: date
    name: str
    """As it is said: "vacances de Noël"."""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def school_breaks(zone: str) -> tuple[SchoolBreak, ...]:
    """Every known holiday of a zone (A, B or C), in order."""
    breaks: list[SchoolBreak] = []
    days = SchoolHolidayDates()
    for day, row in sorted(days.data.items()):
        if not row[days.zone_key(zone)]:
            continue
        name = str(row["nom_vacances"])
        name = name[0].lower() + name[1:]
        if breaks and breaks[-1].name == name and breaks[-1].last + timedelta(days=1) == day:
            breaks[-1] = SchoolBreak(breaks[-1].first, day, name)
        else:
            breaks.append(SchoolBreak(day, day, name))
    return tuple(breaks)


def break_on(zone: str, day: date) -> SchoolBreak | None:
    """The holiday that day belongs to; None in term, and for a zone or a year not known."""
    if not zone:
        return None
    return next((found for found in school_breaks(zone) if day in found), None)


def next_break(zone: str, day: date, name: str = "") -> SchoolBreak | None:
    """The holiday going on that day or the first one after it, by name if given ("vacances de Noël")."""
    if not zone:
        return None
    wanted = (found for found in school_breaks(zone) if found.last >= day and name in ("", found.name))
    return next(wanted, None)
