"""The diary: which slots the town hall offers, before anybody has booked them. Pure.

Moments are the town's own wall clock, without a zone: a visit at 14:30 is at 14:30 whatever the clocks do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ivr.settings import AppointmentKind, Settings
from knowledge.bank_holidays import is_bank_holiday
from knowledge.opening import OpeningHours
from knowledge.town import Day, Span, WeeklyHours


class Diary:
    """The slots of every kind of appointment, as of one moment."""

    def __init__(self, settings: Settings, calendar: OpeningHours, now: datetime) -> None:
        """`now` must carry a time zone."""
        self._settings = settings
        self._calendar = calendar
        self._now = calendar.local(now).replace(tzinfo=None)
        self._weeks = {name: WeeklyHours.parse(desk.hours.table()) for name, desk in settings.desks.items()}

    def starts(
        self, kind: AppointmentKind, after: datetime | None = None, lasting: timedelta | None = None
    ) -> Iterator[datetime]:
        """Every start offered, in order: after the notice, within the horizon, in the desk's hours.

        `after`: nothing of the days before that one. `lasting`: how long the visit is; as its kind, when
        absent.
        """
        first = self._first_start(kind)
        day = max(first.date(), after.date()) if after else first.date()
        while day <= self.last_day(kind):
            yield from (start for start in self._starts_on(kind, day, lasting) if start >= first)
            day += timedelta(days=1)

    def offers(self, kind: AppointmentKind, start: datetime, lasting: timedelta | None = None) -> bool:
        """Is this one of the starts? `lasting`: as for `starts`."""
        return (
            self._first_start(kind) <= start
            and start.date() <= self.last_day(kind)
            and start in self._starts_on(kind, start.date(), lasting)
        )

    def last_day(self, kind: AppointmentKind) -> date:
        """The furthest day on which it can be booked now."""
        return self._now.date() + timedelta(days=kind.horizon_days)

    def hours_on(self, desk: str, day: date) -> Day:
        """When a desk receives on a date: its own hours, less bank holidays and its service's closures."""
        if is_bank_holiday(self._settings.town.holiday_zone, day):
            return ()
        own = self._weeks[desk].days[day.weekday()]
        service = self._calendar.on(self._settings.desks[desk].service, day)
        return _common(own, service.spans) if service.why == "closure" else own

    def _starts_on(self, kind: AppointmentKind, day: date, lasting: timedelta | None) -> list[datetime]:
        midnight = datetime.combine(day, time())
        minutes = int(lasting.total_seconds() // 60) if lasting else kind.duration_minutes
        return [
            midnight + timedelta(minutes=minute)
            for span in self.hours_on(kind.desk, day)
            for minute in range(span.opens, span.closes - minutes + 1, kind.duration_minutes)
        ]

    def _first_start(self, kind: AppointmentKind) -> datetime:
        return self._now + timedelta(hours=kind.notice_hours)


def _common(one: Day, other: Day) -> Day:
    both = ((max(a.opens, b.opens), min(a.closes, b.closes)) for a in one for b in other)
    return tuple(Span(opens, closes) for opens, closes in both if opens < closes)
