"""Feasts that days are told by, fixed and movable: which day the next one is."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    **{"nouvel an": (1, 1), "fete du travail": (5, 1), "fete nationale": (7, 14), "assomption": (8, 15)},
    **{"toussaint": (11, 1), "armistice": (11, 11), "noel": (12, 25), "saint sylvestre": (12, 31)},
}
"""Month and day."""
FROM_EASTER = {
    **{"mardi gras": -47, "vendredi saint": -2, "paques": 0, "lundi de paques": 1, "ascension": 39},
    **{"pentecote": 49, "lundi de pentecote": 50},
}
"""Days after Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the method of Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def coming(feast: str, today: date) -> date:
    """The next day, from today on, of a feast of `FIXED` or `FROM_EASTER`."""
    days = (_in(feast, year) for year in (today.year, today.year + 1))
    return next(day for day in days if day >= today)


def _in(feast: str, year: int) -> date:
    if feast in FIXED:
        return date(year, *FIXED[feast])
    return easter(year) + timedelta(days=FROM_EASTER[feast])
