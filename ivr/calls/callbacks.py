"""When a service can ring somebody back: stretches of its opening hours. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from flows.booking import Period, Window
from ivr.calls.periods import allows
from knowledge.opening import OpeningHours

OFFERED = 4
HORIZON_DAYS = 14
LEAST = timedelta(minutes=30)
"""Shorter windows promise more than a busy service can keep."""
AROUND_HOUR = timedelta(hours=1)
"""How long a window lasts when the caller names an hour."""
_STEP_MINUTES = 30


def windows(calendar: OpeningHours, service: str, period: Period, now: datetime) -> tuple[Window, ...]:
    """At most four windows that fit a wish, in order. `now` must carry a time zone."""
    found = []
    for begins, ends in _stretches(calendar, service, now):
        cut = _within(begins, ends, period)
        if cut is not None and allows(replace(period, earliest="", latest=""), cut[0]):
            found.append(Window(start=_written(cut[0]), end=_written(cut[1])))
            if len(found) == OFFERED:
                break
    return tuple(found)


def last_day(calendar: OpeningHours, now: datetime) -> str:
    """The furthest day, ISO, on which a window is promised."""
    return (calendar.local(now).date() + timedelta(days=HORIZON_DAYS)).isoformat()


def _stretches(calendar: OpeningHours, service: str, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What is left of the opening hours of the coming days, on the town's wall clock."""
    local = calendar.local(now).replace(tzinfo=None)
    soonest = _next_step(local)
    for ahead in range(HORIZON_DAYS + 1):
        midnight = datetime.combine(local.date() + timedelta(days=ahead), time())
        for span in calendar.hours_on(service, midnight.date()):
            begins = max(midnight + timedelta(minutes=span.opens), soonest)
            ends = midnight + timedelta(minutes=span.closes)
            if ends - begins >= LEAST:
                yield begins, ends


def _next_step(moment: datetime) -> datetime:
    """The next half hour: by then the service has seen that somebody waits."""
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole + timedelta(minutes=_STEP_MINUTES * (moment.minute // _STEP_MINUTES + 1))


def _within(begins: datetime, ends: datetime, period: Period) -> tuple[datetime, datetime] | None:
    """The part of a stretch that the hours wished for leave; None when it is too short."""
    day = begins.date()
    if period.earliest:
        begins = max(begins, datetime.combine(day, time.fromisoformat(period.earliest)))
    if period.latest:
        ends = min(ends, datetime.combine(day, time.fromisoformat(period.latest)))
    if period.at:
        begins = max(begins, datetime.combine(day, time.fromisoformat(period.at)))
        ends = min(ends, begins + AROUND_HOUR)
    return (begins, ends) if ends - begins >= LEAST else None


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
