"""English questions about opening hours: which place, which day, which part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.english.calendar import catalogue
from knowledge.town import DAY_MINUTES, Span, TownFacts

_OPENING = re.compile(
    r"\b(open(s|ed|ing)?|clos(e|es|ed|ing)|hours|what time|times)\b|\bcan i come\b|\bare you there\b"
)
_TODAY = re.compile(r"\b(today|right now|now|at the moment|tonight|this (morning|afternoon|evening))\b")
_WEEK = re.compile(r"\b(opening (hours|times)|hours|during the week|every day|usually)\b")
_PARTS = {
    "morning": Span(0, 12 * 60),
    "afternoon": Span(12 * 60 + 30, 18 * 60 + 30),
    "evening": Span(18 * 60, DAY_MINUTES),
    "tonight": Span(18 * 60, DAY_MINUTES),
    "lunch time": Span(12 * 60, 14 * 60),
    "lunchtime": Span(12 * 60, 14 * 60),
}
_NUMBERS = tuple(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
    twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
    """.split()  # noqa: SIM905 (read as they are counted)
)


@dataclass(frozen=True)
class HoursQuestion:
    """What an English text says about opening hours."""

    place: str
    """The service or table of hours named; empty: none."""
    days: tuple[date, ...] = ()
    part: Span | None = None
    week: bool = False
    """The habitual week is asked about."""
    asked: bool = False
    """Opening hours are what it is about."""


def read_hours(text: str, today: date, town: TownFacts) -> HoursQuestion:
    """What a text says about opening hours, said on that day in that town."""
    plain = " ".join(re.findall(r"[a-z0-9'-]+", text.lower().replace("’", "'")))
    days = days_in(plain, today)
    part = next((span for name, span in _PARTS.items() if re.search(rf"\b{name}\b", plain)), None)
    return HoursQuestion(
        place=place_in(plain, town),
        days=days,
        part=part if days else None,
        week=bool(_WEEK.search(plain)) and not days,
        asked=bool(_OPENING.search(plain)),
    )


def place_in(plain: str, town: TownFacts) -> str:
    """The place with hours that is named, the longest name first; empty when none is."""
    names = [
        (name, slug)
        for slug, place in catalogue()["places"].items()
        if slug in town.hours or slug in town.services
        for name in place["words"]
    ]
    for name, slug in sorted(names, key=lambda item: -len(item[0])):
        if re.search(rf"\b{re.escape(name)}s?\b", plain):
            return str(slug)
    return ""


def days_in(plain: str, today: date) -> tuple[date, ...]:
    """The days that some words name: today, tomorrow, weekdays, "the third of December", the weekend."""
    words = catalogue()["words"]
    if "day after tomorrow" in plain:
        return (today + timedelta(days=2),)
    if re.search(r"\btomorrow\b", plain):
        return (today + timedelta(days=1),)
    if found := _dated(plain, today):
        return (found,)
    if re.search(r"\bweekend\b", plain):
        saturday = today + timedelta(days=(5 - today.weekday()) % 7)
        return (saturday, saturday + timedelta(days=1))
    named = [
        number for number, name in enumerate(words["weekdays"]) if re.search(rf"\b{name.lower()}s?\b", plain)
    ]
    if named:
        return tuple(sorted(today + timedelta(days=(number - today.weekday()) % 7) for number in named))
    if re.search(r"\bchristmas eve\b", plain):
        return (_coming(12, 24, today),)
    if re.search(r"\bchristmas( day)?\b", plain):
        return (_coming(12, 25, today),)
    return (today,) if _TODAY.search(plain) else ()


def _dated(plain: str, today: date) -> date | None:
    months = [name.lower() for name in catalogue()["words"]["months"]]
    ordinals = {word: number for number, word in enumerate(_NUMBERS, start=1)}
    spoken = plain.replace("twenty ", "twenty-").replace("thirty ", "thirty-")
    day = rf"(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(ordinals, key=len, reverse=True))})"
    month = rf"(?P<month>{'|'.join(months)})"
    found = re.search(rf"\b{day}(?: of)? {month}\b", spoken) or re.search(rf"\b{month} {day}\b", spoken)
    if found is None:
        return None
    number = ordinals.get(found["day"]) or int(re.sub(r"\D", "", found["day"]))
    try:
        return _coming(months.index(found["month"]) + 1, number, today)
    except ValueError:
        return None


def _coming(month: int, day: int, today: date) -> date:
    found = date(today.year, month, day)
    return found if found >= today else date(today.year + 1, month, day)
