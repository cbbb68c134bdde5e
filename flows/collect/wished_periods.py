"""When something is wished for, as the diary is asked for it, and where else to look when nothing is free."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from flows.booking import Period
from flows.collect.when import When
from flows.collect.words import bare

_ANY_DAY = re.compile(
    r"\b(?:autres? jours?|n importe quel jour|quel que soit le jour|peu importe le jour|tous les jours"
    r"|another day|other days?|any day|every day|whatever the day)\b"
)
_AROUND_HOURS = 2
LAST_DAYS = (1, 6, 20)
"""Before the last day there is, where the furthest slots are looked for."""


def period_of(when: When) -> Period:
    """A wish as the diary is asked for it."""
    return Period(
        first=when.first.isoformat() if when.first else "",
        last=when.last.isoformat() if when.last else "",
        weekdays=when.weekdays,
        at=f"{when.at:%H:%M}" if when.at else "",
        earliest=f"{when.earliest:%H:%M}" if when.earliest else "",
        latest=f"{when.latest:%H:%M}" if when.latest else "",
    )


def narrowed(before: Period, wished: Period, words: str) -> Period:
    """A wish said after another one: an hour alone is of the days wished for before, unless the words free
    them, "un autre jour le matin"."""
    if wished.first or wished.weekdays or wished == Period() or _ANY_DAY.search(bare(words)):
        return wished
    return replace(wished, first=before.first, last=before.last, weekdays=before.weekdays)


def nearest_periods(period: Period) -> list[Period]:
    """Where to look when nothing is free then: around those hours, on those days, and from that day on.

    "Entre midi et deux", at a town hall that closes for lunch, is first the end of the morning and the
    beginning of the afternoon.
    """
    around = replace(
        period,
        at="",
        earliest=_shifted(period.earliest, -_AROUND_HOURS),
        latest=_shifted(period.latest, _AROUND_HOURS),
    )
    any_hour = replace(period, at="", earliest="", latest="")
    wider = (around, any_hour, Period(first=period.first), Period())
    return [other for place, other in enumerate(wider) if other != period and other not in wider[:place]]


def too_far(period: Period, last_day: str) -> bool:
    """Is all of a wish beyond the last day that can be promised? `last_day`: ISO; empty when not known."""
    return bool(last_day) and period.first > last_day


def furthest_periods(period: Period, last_day: str) -> list[Period]:
    """Where to look for what comes nearest to a wish that is too far: the last days, at those hours first."""
    last = date.fromisoformat(last_day)
    hours = replace(period, first="", last="", weekdays=(), after="")
    return [
        replace(wished, first=(last - timedelta(days=days)).isoformat())
        for wished in (hours, Period())
        for days in LAST_DAYS
    ] + [Period()]


def _shifted(clock: str, hours: int) -> str:
    """ "12:00" and -2 is "10:00", within one day; nothing stays nothing."""
    if not clock:
        return ""
    hour = min(max(int(clock[:2]) + hours, 0), 23)
    return f"{hour:02d}{clock[2:]}"
