"""Arithmetic on the days that callers name: which date is meant, and why it cannot be."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flows.collect.words import without_accents
from flows.collect.written import MONTHS, WEEKDAYS

Problem = Literal["", "past", "impossible", "mismatch", "vague"]
"""Why a day cannot be taken: over, in no calendar, not on the weekday that was said with it, or told by
something whose date nobody here knows."""

JUST_GONE_DAYS = 90
"""A date said without its year that went by so recently is past; an older one is next year's."""

MONTHS_LOOKED_AT = 12
"""A day of the month is looked for this far: every day that exists comes within a year."""

_MONTH_NUMBERS = {without_accents(name): number for number, name in enumerate(MONTHS, start=1)}


@dataclass(frozen=True, kw_only=True)
class Days:
    """What some words say of days: one, a span, or some days of the week."""

    first: date | None = None
    last: date | None = None
    """None with a first day: from then on."""
    weekdays: tuple[int, ...] = ()
    """Monday 0; empty: any."""
    problem: Problem = ""
    """Then `first` is the day it is about, when there is one."""


def one(day: date) -> Days:
    """That very day."""
    return Days(first=day, last=day)


def from_today(day: date, today: date) -> Days:
    """That very day, unless it is over."""
    return one(day) if day >= today else Days(first=day, problem="past")


def span(first: Days, last: Days, today: date) -> Days:
    """From one day to another, both said."""
    for end in (first, last):
        if end.problem == "impossible":
            return end
    if first.first is None or last.first is None or first.first > last.first:
        return Days(problem="impossible")
    if last.first < today:
        return Days(first=last.first, problem="past")
    return Days(first=max(first.first, today), last=last.first)


def dated(number: int, month: str, year: str | None, weekday: str | None, today: date) -> Days:
    """A day and its month: "le 3 décembre"; the coming one when no year is said."""
    wanted = _MONTH_NUMBERS[without_accents(month)]
    if year:
        day = _valid(int(year), wanted, number)
    else:
        day = _valid(today.year, wanted, number)
        if day is None or today - day > timedelta(days=JUST_GONE_DAYS):
            day = _valid(today.year + 1, wanted, number)
    if day is None:
        return Days(problem="impossible")
    if day < today:
        return Days(first=day, problem="past")
    if weekday and WEEKDAYS[day.weekday()] != weekday:
        return Days(first=day, problem="mismatch")
    return one(day)


def numbered(number: int, today: date) -> Days:
    """A day of the month: "le 3"; the coming one."""
    return next((one(day) for day in _coming(number, today)), Days(problem="impossible"))


def named(number: int, weekday: str, today: date) -> Days:
    """A weekday and a day of the month: "mardi 3"; in the coming months, the one that is a Tuesday."""
    days = _coming(number, today)
    if not days:
        return Days(problem="impossible")
    fitting = [day for day in days[:4] if WEEKDAYS[day.weekday()] == weekday]
    if fitting:
        return one(fitting[0])
    gone = _valid(today.year, today.month, number)
    if gone and gone < today and WEEKDAYS[gone.weekday()] == weekday:  # "lundi 23", said on the 24th
        return Days(first=gone, problem="past")
    return Days(first=days[0], problem="mismatch")


def nth_weekday(nth: int, weekday: str, month: date) -> date:
    """The first (1) to fourth such weekday of a month, or the last (0)."""
    length = monthrange(month.year, month.month)[1]
    days = [month.replace(day=number + 1) for number in range(length)]
    fitting = [day for day in days if WEEKDAYS[day.weekday()] == weekday]
    return fitting[nth - 1]


def month_named(name: str, year: str | None, today: date) -> date:
    """The first day of a month; the coming one when no year is said."""
    number = _MONTH_NUMBERS[without_accents(name)]
    return date(int(year) if year else today.year + (number < today.month), number, 1)


def month_after(today: date, months: int) -> date:
    """The first day of this month (0), or of a later one."""
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def same_day_in(today: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January in a month is 28 February."""
    month = month_after(today, months)
    return month.replace(day=min(today.day, monthrange(month.year, month.month)[1]))


def next_weekday(today: date, name: str) -> date:
    """The first such day after today."""
    return today + timedelta(days=(WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1)


def _coming(number: int, today: date) -> list[date]:
    """The days with that number, from today on."""
    months = (month_after(today, offset) for offset in range(MONTHS_LOOKED_AT + 1))
    days = (_valid(month.year, month.month, number) for month in months)
    return [day for day in days if day is not None and day >= today]


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
