"""What is said of a place's hours over several days, and of what differs from usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from knowledge import calendar_words as words
from knowledge.calendar_words import phrase, sentence
from knowledge.opening import DayHours, OpeningHours
from knowledge.places import Place
from knowledge.said import Period

LISTED_DAYS = 2
"""Open days of a period that are told one by one; beyond it, what differs from usual is."""


def reopening(hours: OpeningHours, place: Place, after: datetime, today: date) -> str:
    """When the doors next open, as a sentence: "Elle rouvre demain à 8 h 30."; empty when nobody knows."""
    opens = hours.next_opening(place.slug, after)
    if opens is None:
        return ""
    when, clock = words.inside(opens.date(), today), words.clock(opens.hour * 60 + opens.minute)
    return sentence("now.reopens_next", **place.values, when=when, time=clock)


def end_of(hours: OpeningHours, day: date) -> datetime:
    """The last minute of a day, in the town's time."""
    return datetime.combine(day, time(23, 59), tzinfo=hours.zone)


def over(hours: OpeningHours, place: Place, period: Period, today: date) -> str:
    """Its hours over several days: the usual ones, then what differs."""
    when = words.capital(_when(period, today))
    count = (period.last - period.first).days + 1
    each = [hours.on(place.slug, period.first + timedelta(days=n)) for n in range(count)]
    if not any(day.spans for day in each):
        return _closed_throughout(hours, place, each, when, today)
    if period.kind == "weekend" or sum(bool(day.spans) for day in each) <= LISTED_DAYS:
        return _each_day(place, each, when, today)
    usual = {day.day.weekday(): hours.usual(place.slug, day.day) for day in reversed(each)}
    week = words.week([usual.get(number, ()) for number in range(7)])
    exceptions = hours.exceptions(place.slug, period.first, period.last)
    if not exceptions:
        key = "period.usual_plural" if place.plural else "period.usual"
        return sentence(key, **place.values, When=when, days=week)
    key = "period.except_plural" if place.plural else "period.except"
    told = differing(place, exceptions, today)
    return sentence(key, **place.values, When=when, told=told[0].lower() + told[1:])


def notice(hours: OpeningHours, place: Place, today: date) -> str:
    """What differs from usual in the seven days to come, as a sentence; empty when nothing does."""
    exceptions = hours.exceptions(place.slug, today, today + timedelta(days=6))
    if not exceptions:
        return ""
    told = differing(place, exceptions, today)
    return sentence("week.notice", told=told[0].lower() + told[1:])


def differing(place: Place, exceptions: Sequence[DayHours], today: date) -> str:
    """The days that differ, those that follow one another with the same hours together."""
    runs = _runs(exceptions)
    shut = [_run(run, today) for run in runs if not run[0].spans]
    changed = [
        phrase("period.each_open", date=_run(run, today), spans=words.spans(run[0].spans))
        for run in runs
        if run[0].spans
    ]
    told = []
    if shut:
        told.append(sentence("period.shut", **place.values, list=words.listed(shut)))
    if changed:
        told.append(sentence("period.changed", **place.values, list=words.listed(changed)))
    return " ".join(told)


def _each_day(place: Place, each: Sequence[DayHours], when: str, today: date) -> str:
    open_days = [
        phrase("period.each_open", date=words.the_date(day.day, today), spans=words.spans(day.spans))
        for day in each
        if day.spans
    ]
    first = sentence("period.each", **place.values, When=when, list=words.listed(open_days))
    shut = [_run(run, today) for run in _runs([DayHours(day.day, ()) for day in each if not day.spans])]
    if not shut:
        return first
    return f"{first} {sentence('period.shut', **place.values, list=words.listed(shut))}"


def _closed_throughout(
    hours: OpeningHours, place: Place, each: Sequence[DayHours], when: str, today: date
) -> str:
    reasons = {day.reason for day in each if day.reason}
    key = "day.closed_reason" if len(reasons) == 1 else "day.closed"
    first = sentence(key, **place.values, When=when, reason="".join(reasons))
    return f"{first} {reopening(hours, place, end_of(hours, each[-1].day), today)}".strip()


def _runs(days: Sequence[DayHours]) -> list[list[DayHours]]:
    """Days that follow one another with the same hours, together."""
    runs: list[list[DayHours]] = []
    for day in days:
        if runs and _continues(runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _continues(one: DayHours, other: DayHours) -> bool:
    same = (one.spans, one.reason, one.why) == (other.spans, other.reason, other.why)
    return same and other.day - one.day == timedelta(days=1)


def _run(run: Sequence[DayHours], today: date) -> str:
    return words.date_range(run[0].day, run[-1].day, today)


def _when(period: Period, today: date) -> str:
    """What opens a sentence about several days: "ce week-end", "en août"."""
    days = words.date_range(period.first, period.last, today)
    return phrase(
        f"periods.{period.kind}", range=days, name=period.name, month=words.month(period.first.month)
    )
