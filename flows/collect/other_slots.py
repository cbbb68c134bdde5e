"""Where other slots are looked for than those offered, and what is left of a wish that came to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flows.booking import Period, Slot
from flows.collect.picked_slot import Later

_LATE = "16:00"
"""From when on it is late in a day, at a town hall."""
_NEVER = "9999-12-31"
"""Further than any diary goes: its last days are what comes nearest."""


def still_wished(period: Period, slots: Sequence[Slot]) -> Period:
    """The wish, where any slot of those days was found; else from when on alone: the rest came to nothing."""
    days = [datetime.fromisoformat(slot.start).date() for slot in slots]
    fits = any(
        (not period.first or day.isoformat() >= period.first)
        and (not period.last or day.isoformat() <= period.last)
        and (not period.weekdays or day.weekday() in period.weekdays)
        and day.isoformat() not in period.but
        for day in days
    )
    return period if fits else Period(first=period.first if period.first < _NEVER else "", but=period.but)


def other_slots(
    wanted: Later, slots: Sequence[Slot], period: Period, before: list[Period]
) -> tuple[Period, list[Period]]:
    """Where other slots are looked for, and where those are that "plus tôt" comes back to, the last one
    last."""
    match wanted:
        case Later.EARLIER:
            return before[-1], before[:-1]
        case Later.FIRST:
            return before[0], []
        case Later.LATEST:
            return Period(first=_NEVER, last=_NEVER), [*before, period]
        case Later.LATE_IN_DAY:
            return replace(period, at="", earliest=_LATE, latest="", after="", parts=()), [*before, period]
        case Later.ANOTHER_WEEK:
            offered = datetime.fromisoformat(slots[-1].start).date()
            monday = offered + timedelta(days=7 - offered.weekday())
            return replace(period, first=monday.isoformat(), last="", after=""), [*before, period]
        case Later.THAT_DAY:
            day = slots[-1].start[:10]
            return Period(first=day, last=day, after=slots[-1].start), [*before, period]
        case Later.LATER:
            return replace(period, after=slots[-1].start), [*before, period]
