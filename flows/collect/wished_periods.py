"""When something is wished for, as the diary is asked for it, and where else to look when nothing is free."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from flows.booking import Period
from flows.collect.when import When
from flows.collect.words import bare
from flows.collect.written import WEEKDAYS as FRENCH_WEEKDAYS
from flows.english.written import WEEKDAYS as ENGLISH_WEEKDAYS

_ANY_DAY = re.compile(
    r"\b(?:autres? jours?|n importe quel jour|quel que soit le jour|peu importe le jour|tous les jours"
    r"|another day|other days?|any day|every day|whatever the day)\b"
)
_ANY_HOUR = re.compile(
    r"\b(?:heures?|toute la journee|n importe|peu importe|matin|apres midi|soir|any time|whatever|all day"
    r"|whenever|morning|afternoon|evening)\b"
)
_WEEKDAY = re.compile(
    rf"\b(?:{'|'.join((*FRENCH_WEEKDAYS, *(name.lower() for name in ENGLISH_WEEKDAYS)))})\b"
)
_NAMES = [
    re.compile(rf"\b(?:{french}|{english.lower()})\b")
    for french, english in zip(FRENCH_WEEKDAYS, ENGLISH_WEEKDAYS, strict=True)
]
_WHICH_ONE = re.compile(
    r"\d|\b(?:prochaine?|qui vient|ce|cette|demain|huit|quinze|next|this|coming|week|semaine)\b"
)
_ANOTHER_WEEK = re.compile(r"\d|\b(?:demain|huit|quinze|week|semaine|mois|month)\b")
"""Beside a weekday, what keeps to the one that is meant; "jeudi prochain", as "jeudi", is the coming one."""
_AROUND_HOURS = 2
_ALL_BUT_TWO = 5
"""Days of the week, of which the others are those refused."""
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
        but=tuple(day.isoformat() for day in when.but),
        parts=tuple(map(period_of, when.parts)),
    )


def when_of(period: Period) -> When:
    """The wish that a period of the diary was looked up for; `after` is no part of it."""
    return When(
        first=date.fromisoformat(period.first) if period.first else None,
        last=date.fromisoformat(period.last) if period.last else None,
        weekdays=period.weekdays,
        at=time.fromisoformat(period.at) if period.at else None,
        earliest=time.fromisoformat(period.earliest) if period.earliest else None,
        latest=time.fromisoformat(period.latest) if period.latest else None,
        but=tuple(map(date.fromisoformat, period.but)),
        parts=tuple(map(when_of, period.parts)),
    )


def narrowed(before: Period, wished: Period, words: str) -> Period:
    """A wish said after another one: what it leaves open is as it was wished for before.

    An hour alone is of those days, a day of the week of that month, or of the week of a day that is further
    off, and a day at those hours; unless the words free them, "un autre jour le matin", "peu importe
    l'heure".
    """
    said = bare(words)
    if wished == Period():
        return wished
    if _ANY_DAY.search(said):
        pass
    elif not wished.first:
        spans = bool(before.first) and before.first != before.last
        if not wished.weekdays:
            wished = replace(wished, first=before.first, last=before.last, weekdays=before.weekdays)
        elif spans:
            wished = replace(wished, first=before.first, last=before.last)
        elif before.first:  # "dans trois semaines", then "un mercredi"
            wished = replace(wished, first=_monday_of(before.first).isoformat())
        wished = replace(wished, weekdays=_weekdays_left(before, wished))
    elif wished.first == wished.last and before.last > wished.last < before.first and _is_plain(said):
        weekday = date.fromisoformat(wished.first).weekday()  # "en janvier", then "mardi"
        if _has_weekday(before, weekday):
            wished = replace(wished, first=before.first, last=before.last, weekdays=(weekday,))
        elif before.first == before.last and _weeks_apart(wished.first, before.first):
            there = (_monday_of(before.first) + timedelta(days=weekday)).isoformat()
            wished = replace(wished, first=there, last=there)
    wished = _within_both_hours(before, wished)
    has_hours = wished.at or wished.earliest or wished.latest or wished.parts
    if not has_hours and not _ANY_HOUR.search(said):
        wished = replace(wished, earliest=before.earliest, latest=before.latest)
        if _may_keep_parts(wished, before):
            wished = replace(wished, parts=before.parts)
    return _less_days_refused(before, wished, frees=bool(_ANY_DAY.search(said)) and not wished.but)


def _within_both_hours(before: Period, wished: Period) -> Period:
    """ "À partir de quinze heures", then "avant seize heures": between the two."""
    if wished.at or wished.parts or before.parts or bool(wished.earliest) == bool(wished.latest):
        return wished
    if wished.latest and before.earliest < wished.latest and not before.latest:
        return replace(wished, earliest=before.earliest)
    if wished.earliest and before.latest > wished.earliest and not before.earliest:
        return replace(wished, latest=before.latest)
    return wished


def _weekdays_left(before: Period, wished: Period) -> tuple[int, ...]:
    """ "Sauf le mardi", then "pas le mercredi non plus": both are left out."""
    both = tuple(day for day in wished.weekdays if day in before.weekdays)
    return both if both and len(wished.weekdays) >= _ALL_BUT_TWO else wished.weekdays


def _may_keep_parts(wished: Period, before: Period) -> bool:
    """Are these days of those before, each of which had its own part of the day?"""
    same_stretch = (wished.first, wished.last) == (before.first, before.last)
    return same_stretch and (not wished.weekdays or bool(set(wished.weekdays) & set(before.weekdays)))


def _less_days_refused(before: Period, wished: Period, *, frees: bool) -> Period:
    """The wish less the days that were refused before: they stay so until one of them is wished for.

    A day that was wished for before, and is refused now, is wished for no more: another one after it is.
    """
    if wished.first and wished.first == wished.last:
        if wished.first not in wished.but:
            return wished
        wished = replace(wished, last="")
    return wished if frees else replace(wished, but=tuple(dict.fromkeys((*before.but, *wished.but))))


def _monday_of(day: str) -> date:
    """The Monday of an ISO day's week."""
    return date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())


def _weeks_apart(one: str, later: str) -> bool:
    """Is the later of two ISO days in another week than the one after the first's?"""
    return _monday_of(later) - _monday_of(one) > timedelta(days=7)


def _has_weekday(period: Period, weekday: int) -> bool:
    """Does that day of the week come between the first and the last day? Friday alone has no Wednesday."""
    first = date.fromisoformat(period.first)
    ahead = (weekday - first.weekday()) % 7
    return (first + timedelta(days=ahead)).isoformat() <= period.last


def _is_plain(said: str) -> bool:
    """A day of the week, and nothing that tells which one: not "mardi prochain", "mardi 5"."""
    return _WEEKDAY.search(said) is not None and _WHICH_ONE.search(said) is None


def is_any_week(period: Period, said: str) -> bool:
    """Is that one day wished for by the name of its weekday: "jeudi", "plutôt jeudi matin", "ce jeudi"?

    Whoever says "jeudi" is free on Thursdays: the coming one may be too near to be booked, and the next do.
    """
    if not period.first or period.first != period.last:
        return False
    words = bare(said)
    return (
        _WEEKDAY.search(words) is not None
        and _ANOTHER_WEEK.search(words) is None
        and _NAMES[date.fromisoformat(period.first).weekday()].search(words) is not None
    )


def weekly(period: Period) -> Period:
    """Every such day of the week from that one day on, at those hours."""
    return replace(period, last="", weekdays=(date.fromisoformat(period.first).weekday(),))


def nearest_periods(period: Period) -> list[Period]:
    """Where to look when nothing is free then: around those hours, on those days, and from that day on.

    "Entre midi et deux", at a town hall that closes for lunch, is first the end of the morning and the
    beginning of the afternoon.
    """
    around = _around(period)
    any_hour = replace(period, at="", earliest="", latest="", parts=())
    wider = (around, any_hour, Period(first=period.first, but=period.but), Period(but=period.but))
    return [other for place, other in enumerate(wider) if other != period and other not in wider[:place]]


def _around(period: Period) -> Period:
    return replace(
        period,
        at="",
        earliest=_shifted(period.earliest, -_AROUND_HOURS),
        latest=_shifted(period.latest, _AROUND_HOURS),
        parts=tuple(map(_around, period.parts)),
    )


def too_far(period: Period, last_day: str) -> bool:
    """Is all of a wish beyond the last day that can be promised? `last_day`: ISO; empty when not known."""
    return bool(last_day) and period.first > last_day


def furthest_periods(period: Period, last_day: str) -> list[Period]:
    """Where to look for what comes nearest to a wish that is too far: the last days, at those hours first."""
    last = date.fromisoformat(last_day)
    hours = replace(period, first="", last="", weekdays=(), after="", parts=())
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
