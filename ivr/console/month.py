"""A month as a calendar shows it: weeks of days, each with its hours and what is particular to it. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ivr.console.asked import asked_day
from knowledge.bank_holidays import bank_holidays
from knowledge.opening import DayHours, OpeningHours
from knowledge.school_holidays import break_on
from knowledge.town import EVERYWHERE, Closure


@dataclass(frozen=True)
class CalendarDay:
    """One cell."""

    day: date
    inside: bool
    """In the month shown, not beside it."""
    hours: DayHours
    bank_holiday: str
    """Its name; empty on other days."""
    school_break: str
    """"vacances de Noël"; empty in term."""
    closures: tuple[Closure, ...]
    """Those that concern the place that day, whether they decide or not."""


@dataclass(frozen=True)
class Month:
    """The weeks of a month, Monday first."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...]

    @property
    def before(self) -> str:
        """The month before: "2026-10"."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after."""
        return f"{(self.first + timedelta(days=31)).replace(day=1):%Y-%m}"


def month_of(first: date, place: str, hours: OpeningHours) -> Month:
    """The month that begins on that day, for a place. KeyError for a place without hours."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(_day(day, first, place, hours) for day in week) for week in weeks))


def parsed_month(text: str, today: date) -> date:
    """The first day of "2026-11"; of today's month when it is no month, or too far away."""
    return asked_day(f"{text}-01") or today.replace(day=1)


def _day(day: date, first: date, place: str, hours: OpeningHours) -> CalendarDay:
    town = hours.town
    school_break = break_on(town.school_zone, day)
    return CalendarDay(
        day=day,
        inside=day.month == first.month,
        hours=hours.on(place, day),
        bank_holiday=bank_holidays(town.holiday_zone, day.year).get(day, ""),
        school_break=school_break.name if school_break else "",
        closures=_closures(day, place, hours.closures, town.table_of(place)),
    )


def _closures(day: date, place: str, closures: Sequence[Closure], table: str) -> tuple[Closure, ...]:
    return tuple(
        closure
        for closure in closures
        if closure.service in (EVERYWHERE, place, table) and closure.first <= day <= closure.last
    )
