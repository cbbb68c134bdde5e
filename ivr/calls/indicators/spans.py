"""Stretches of days that figures are asked for: a week, a month, any; and the one to compare with. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MAX_DAYS = 732
"""Two years: enough to compare, and bounded."""

FIRST_YEAR, LAST_YEAR = 1990, 2110
"""Outside of them nobody called, and days are hard to count from."""


class SpanError(ValueError):
    """These are no days one can ask for."""


@dataclass(frozen=True)
class Span:
    """From a day to another, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        known = self.first.year >= FIRST_YEAR and self.last.year <= LAST_YEAR
        if not (known and 0 <= (self.last - self.first).days < MAX_DAYS):
            raise SpanError(f"{self.first} to {self.last}")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def until(self, today: date) -> Span:
        """What of it has come; the first day alone when none has."""
        return Span(self.first, max(self.first, min(self.last, today)))

    @property
    def is_month(self) -> bool:
        return self == month_of(self.first)

    def before(self, today: date) -> Span:
        """What to compare with: as many days of the span before as have come of this one by `today`.

        The month before for a month; for the rest, the same days so many whole weeks earlier: a Monday is
        compared with a Monday.
        """
        come = self.until(today)
        if self.is_month:
            earlier = month_of(self.first - timedelta(days=1))
            if come == self:
                return earlier
            return Span(earlier.first, min(earlier.last, earlier.first + timedelta(days=come.days - 1)))
        back = timedelta(days=-(-self.days // 7) * 7)
        return Span(come.first - back, come.last - back)


def week_of(day: date) -> Span:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def month_of(day: date) -> Span:
    """The calendar month."""
    first = day.replace(day=1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def read_span(first: str, last: str) -> Span:
    """Two ISO days, in either order. Raises SpanError."""
    try:
        ends = sorted((date.fromisoformat(first.strip()), date.fromisoformat(last.strip())))
    except ValueError as error:
        raise SpanError(str(error)) from None
    return Span(*ends)
