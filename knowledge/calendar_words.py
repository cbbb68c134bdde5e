"""How days, hours and places are written in the calendar's sentences. Every word is in calendar_fr.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from knowledge.town import DAY_MINUTES, Day


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """The whole catalogue, by section."""
    text = resources.files("knowledge").joinpath("data/calendar_fr.toml").read_text("utf-8")
    return tomllib.loads(text)


def word(key: str) -> str:
    return str(catalogue()["words"][key])


def phrase(key: str, **values: object) -> str:
    """The words at "section.key" or "parts.morning.key", their braces filled."""
    *sections, name = key.split(".")
    found: Mapping[str, Any] = catalogue()
    for section in sections:
        found = found[section]
    return str(found[name]).format(**values)


def sentence(key: str, **values: object) -> str:
    """The same with a capital first letter."""
    return capital(phrase(key, **values))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """ "a, b et c"; `last` is the word key of the last separator."""
    if len(items) < 2:
        return "".join(items)
    return word("comma").join(items[:-1]) + word(last) + items[-1]


def clock(minute: int) -> str:
    """A time of day: 510 is "8 h 30"."""
    if minute % DAY_MINUTES == 0:
        return word("midnight")
    hour, rest = divmod(minute, 60)
    return word("hour").format(hour=hour, minute=rest) if rest else word("round_hour").format(hour=hour)


def spans(day: Day) -> str:
    """The hours of a day: "de 8 h 30 à 12 h et de 13 h 30 à 17 h 30"."""
    written = [word("span").format(opens=clock(span.opens), closes=clock(span.closes)) for span in day]
    return listed(written)


def weekday(number: int) -> str:
    return str(catalogue()["words"]["weekdays"][number])


def month(number: int) -> str:
    return str(catalogue()["words"]["months"][number - 1])


def full_date(day: date, today: date) -> str:
    """ "mardi 24 novembre", with the year when it could be mistaken."""
    number = word("first_of_month") if day.day == 1 else str(day.day)
    far = not -31 <= (day - today).days < 300
    key = "dated" if far else "date"
    return word(key).format(weekday=weekday(day.weekday()), day=number, month=month(day.month), year=day.year)


def the_date(day: date, today: date) -> str:
    """ "le mardi 24 novembre"."""
    return word("the_date").format(date=full_date(day, today))


def date_range(first: date, last: date, today: date) -> str:
    """ "du jeudi 24 au samedi 26 décembre"; one date when they are the same."""
    if first == last:
        return the_date(first, today)
    key = "range_in_month" if (first.year, first.month) == (last.year, last.month) else "range"
    day = word("first_of_month") if first.day == 1 else first.day
    values = {"weekday": weekday(first.weekday()), "day": day}
    return word(key).format(**values, first=full_date(first, today), last=full_date(last, today))


def leading(day: date, today: date) -> str:
    """A date that opens a sentence: "demain, mardi 24 novembre"."""
    keys = {0: "today_lead", 1: "tomorrow_lead", 2: "after_tomorrow_lead"}
    key = keys.get((day - today).days)
    written = full_date(day, today)
    return word(key).format(date=written) if key else written


def inside(day: date, today: date) -> str:
    """A date inside a sentence: "demain", "jeudi 26 novembre"."""
    if day == today:
        return word("today")
    return word("tomorrow") if day == today + timedelta(days=1) else full_date(day, today)


def habitual_days(numbers: Sequence[int]) -> str:
    """Days of the week in general: "du lundi au mercredi", "le mardi et le vendredi", "tous les jours"."""
    if len(numbers) == 7:
        return word("every_day")
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return word("every_range").format(first=weekday(numbers[0]), last=weekday(numbers[-1]))
    return listed([word("every").format(weekday=weekday(number)) for number in numbers])


def week(days: Sequence[Day]) -> str:
    """A week's hours, the days that share the same together; empty when closed all week.

    Days that differ from the most common ones by their last closing time alone are told with them: "du lundi
    au vendredi de 8 h à 12 h et de 13 h à 17 h, mais jusqu'à 19 h le jeudi".
    """
    groups: dict[Day, list[int]] = {}
    for number, day in enumerate(days):
        if day:
            groups.setdefault(day, []).append(number)
    common = max(groups, key=lambda day: len(groups[day]), default=())
    alike = [day for day in groups if day != common and _but_closing(day) == _but_closing(common)]
    if len(groups.get(common, ())) < 2:
        alike = []
    written = []
    for day, numbers in groups.items():
        if day in alike:
            continue
        told = f"{habitual_days(numbers)} {spans(day)}"
        if day == common and alike:
            together = sorted([*numbers, *(number for other in alike for number in groups[other])])
            told = f"{habitual_days(together)} {spans(day)}"
            until = [_until(groups[other], other) for other in alike]
            told += word("but").format(until=listed(until))
        written.append(told)
    return listed(written, last="comma_and")


def _until(numbers: Sequence[int], day: Day) -> str:
    return word("until").format(time=clock(day[-1].closes), days=habitual_days(numbers))


def _but_closing(day: Day) -> tuple[object, ...]:
    """What makes two days the same but for the time the doors close in the end."""
    return (*day[:-1], day[-1].opens) if day else ()
