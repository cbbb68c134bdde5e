"""The free slots that fit a wish; the nearest ones, and a word for it, when none does."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from flows.actions import Action
from flows.ask import Talk
from flows.booking import FindSlots, Period, Slot, SlotsFound, answered
from flows.collect.moments import writing
from flows.collect.wished_periods import (
    furthest_periods,
    is_any_week,
    nearest_periods,
    too_far,
    weekly,
)
from flows.events import Event

MOST_OFFERED = 3
_NEAR_MINUTES = 30
"""Before and after the hour wished for: what is offered there needs no word."""


def free_slots(
    talk: Talk, search: FindSlots, today: date, said: str = ""
) -> Generator[Action, Event, tuple[Slot, ...]]:
    """The free slots that fit; when none does, that is said, and the nearest that do not are given.

    `said`: the words of that wish. "Jeudi" alone is the coming one, else the next that has any.
    """
    period = search.period
    event = yield search
    found = answered(event, SlotsFound)
    told = bool(period.after)  # those after the ones offered are asked for: why there are such was told
    if found.slots and period.at and not told and not _any_near(found.slots, period.at):
        yield from _say_not_at(talk, period, ever=found.ever)
    if found.slots or period == Period():
        return found.slots[:MOST_OFFERED]
    at_other_hours = not found.ever and (yield from _are_there_at_other_hours(search))
    if at_other_hours:
        yield from _say_not_at(talk, period, ever=False)
        period = replace(period, at="")
    if (found.ever or at_other_hours) and not too_far(period, found.last_day) and is_any_week(period, said):
        event = yield replace(search, period=weekly(period))
        if slots := answered(event, SlotsFound).slots[:MOST_OFFERED]:
            if at_other_hours:
                return slots
            day = writing(talk.language).day(date.fromisoformat(period.first), today)
            if not told:
                yield from talk.say("appointment.none_that_day", {"day": day})
            return slots
    wider_ones = nearest_periods(period)
    if too_far(period, found.last_day):
        wider_ones = furthest_periods(period, found.last_day)
        last = writing(talk.language).day(date.fromisoformat(found.last_day), today)
        yield from talk.say("appointment.too_far", {"day": last})
    elif found.ever:
        yield from talk.say("appointment.none_then")
    elif not at_other_hours:
        yield from talk.say("appointment.never_then", {"when": _habit(talk, period)})
    for wider in wider_ones:
        event = yield replace(search, period=wider)
        slots = answered(event, SlotsFound).slots[:MOST_OFFERED]
        if slots:
            return slots
    return ()


def _are_there_at_other_hours(search: FindSlots) -> Generator[Action, Event, bool]:
    """Is it but the very hour that no slot ever has: "jeudi à neuf heures", where all are after noon?"""
    if not search.period.at:
        return False
    event = yield replace(search, period=replace(search.period, at=""))
    return answered(event, SlotsFound).ever


def _say_not_at(talk: Talk, period: Period, *, ever: bool) -> Generator[Action, Event, None]:
    """That nothing is free at that hour, or that nothing ever is: of the days wished for, and of no other."""
    told = {"time": writing(talk.language).time(time.fromisoformat(period.at))}
    one_day = bool(period.first) and period.first == period.last
    if ever:
        yield from talk.say("appointment.none_at_then" if one_day else "appointment.none_at", told)
    elif one_day or period.weekdays:
        days = _habit(talk, Period(first=period.first, last=period.last, weekdays=period.weekdays))
        yield from talk.say("appointment.never_at_then", told | {"when": days})
    else:
        yield from talk.say("appointment.never_at", told)


def _any_near(slots: Sequence[Slot], clock: str) -> bool:
    """Is one of the slots about that hour? `clock`: "14:30"."""
    wished = time.fromisoformat(clock)
    starts = (datetime.fromisoformat(slot.start).time() for slot in slots)
    return any(
        abs((start.hour - wished.hour) * 60 + start.minute - wished.minute) < _NEAR_MINUTES
        for start in starts
    )


def _habit(talk: Talk, period: Period) -> str:
    """The days and hours of a wish as what happens every week: "le samedi matin"."""
    one_day = date.fromisoformat(period.first) if period.first and period.first == period.last else None
    return writing(talk.language).habit(
        period.weekdays or ((one_day.weekday(),) if one_day else ()), period.earliest, period.latest
    )
