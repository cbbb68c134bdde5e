"""When a place is open: weekly hours, closures and bank holidays, in the town's own time. No words here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from knowledge.bank_holidays import is_bank_holiday
from knowledge.school_holidays import break_on
from knowledge.town import DAY_MINUTES, EVERYWHERE, Closure, Day, TownFacts

HORIZON_DAYS = 400
"""How far a next opening is looked for; a place closed longer has none."""
LAST_DAY = date.max - timedelta(days=1)
"""No day after it: midnight of that one is the last there is, in any zone."""

Why = Literal["usual", "bank_holiday", "closure"]


@dataclass(frozen=True)
class DayHours:
    """The hours of one place on one date, and what decided them."""

    day: date
    spans: Day
    """Empty when closed."""
    why: Why = "usual"
    reason: str = ""
    """The closure's reason."""

    @property
    def exceptional(self) -> bool:
        return self.why != "usual"


class OpeningHours:
    """Opening hours of every place of a town. Immutable; every method is safe from any thread."""

    def __init__(self, town: TownFacts, closures: Iterable[Closure] = ()) -> None:
        """`closures` come on top of the town's own, and win over them."""
        self.town = town
        self.zone = ZoneInfo(town.time_zone)
        self.closures = (*town.closures, *closures)

    def local(self, at: datetime) -> datetime:
        """A moment in the town's time. Raises ValueError for a naive one: nobody knows when that is."""
        if at.tzinfo is None:
            raise ValueError(
                f"{at.isoformat()} has no time zone; opening hours need a moment that carries one."
            )
        return at.astimezone(self.zone)

    def usual(self, service: str, day: date) -> Day:
        """The hours kept on such a day if nothing happens: KeyError for a service without hours."""
        table = self.town.table_of(service)
        week = self.town.hours[table]
        if table in self.town.break_hours and break_on(self.town.school_zone, day):
            week = self.town.break_hours[table]
        return week.days[day.weekday()]

    def on(self, service: str, day: date) -> DayHours:
        """The hours of a service on a date, and why. KeyError for a service without hours."""
        usual = self.usual(service, day)
        if (closure := self._closure(service, day)) is not None:
            return DayHours(day, closure.hours, "closure", closure.reason)
        if usual and is_bank_holiday(self.town.holiday_zone, day):
            return DayHours(day, (), "bank_holiday")
        return DayHours(day, usual)

    def hours_on(self, service: str, day: date) -> Day:
        """The spans during which a service is open on a date. KeyError for a service without hours."""
        return self.on(service, day).spans

    def is_open(self, service: str, at: datetime) -> bool:
        """Whether the doors are open at that moment, which must carry a time zone."""
        local = self.local(at)
        minute = local.hour * 60 + local.minute
        return any(span.opens <= minute < span.closes for span in self.hours_on(service, local.date()))

    def next_opening(self, service: str, at: datetime) -> datetime | None:
        """The first moment after `at` when the doors open; None when none is known in the year ahead.

        While the place is open, this is when it opens again after its next closing.
        """
        after = self.local(at)
        return next((opens for opens, _ in self._stretches(service, after.date()) if opens > after), None)

    def next_closing(self, service: str, at: datetime) -> datetime | None:
        """When the doors now open close; None when they are closed."""
        now = self.local(at)
        for opens, closes in self._stretches(service, now.date()):
            if opens <= now < closes:
                return closes
            if opens > now:
                return None
        return None

    def exceptions(self, service: str, first: date, last: date) -> list[DayHours]:
        """The days from first to last, included, whose hours differ from what is usual."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        found = (self.on(service, day) for day in days)
        return [day for day in found if day.exceptional and day.spans != self.usual(service, day.day)]

    def _closure(self, service: str, day: date) -> Closure | None:
        """The closure that decides: the most particular one, then the last one declared."""
        table = self.town.table_of(service)
        ranks = {EVERYWHERE: 0, table: 1, service: 2}
        found = [
            (ranks[closure.service], order, closure)
            for order, closure in enumerate(self.closures)
            if closure.service in ranks and closure.first <= day <= closure.last
        ]
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _stretches(self, service: str, first: date) -> Iterator[tuple[datetime, datetime]]:
        """Moments of opening and closing from a day on; midnight does not cut a stretch."""
        pending: tuple[datetime, datetime] | None = None
        for offset in range(min(HORIZON_DAYS, (LAST_DAY - first).days)):
            day = first + timedelta(days=offset)
            for span in self.hours_on(service, day):
                opens, closes = self._moment(day, span.opens), self._moment(day, span.closes)
                if pending and pending[1] == opens:
                    pending = (pending[0], closes)
                    continue
                if pending:
                    yield pending
                pending = (opens, closes)
        if pending:
            yield pending

    def _moment(self, day: date, minute: int) -> datetime:
        """A wall-clock time of the town. One that the spring change skips becomes the moment just after."""
        if minute == DAY_MINUTES:
            day, minute = day + timedelta(days=1), 0
        wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=self.zone)
        return wall.astimezone(UTC).astimezone(self.zone)
