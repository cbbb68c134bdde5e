"""Days as they are said in English: "a week on Monday", "the first Friday of March", "Easter Monday"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from flows.collect.calendar_days import (
    Days,
    dated,
    from_today,
    month_after,
    month_named,
    named,
    nth_weekday,
    numbered,
    one,
    same_day_in,
)
from flows.collect.day_words import HALF_A_MONTH, HALF_A_WEEK
from flows.collect.feasts import coming
from flows.collect.written import MONTHS as FRENCH_MONTHS
from flows.collect.written import WEEKDAYS as FRENCH_WEEKDAYS
from flows.english.written import MONTHS, WEEKDAYS

_DAY = "|".join(name.lower() for name in WEEKDAYS)
_MONTH = "|".join(name.lower() for name in MONTHS)
_NTH = {
    **{"first": 1, "1st": 1, "1": 1, "second": 2, "2nd": 2, "2": 2, "third": 3, "3rd": 3, "3": 3},
    **{"fourth": 4, "4th": 4, "4": 4, "last": 0},
}
_FEASTS = (
    (r"new year's eve", "saint sylvestre"),
    (r"new year(?:'s)?(?: day)?", "nouvel an"),
    (r"good friday", "vendredi saint"),
    (r"easter monday", "lundi de paques"),
    (r"easter(?: sunday| day)?", "paques"),
    (r"(?:whit|pentecost) monday", "lundi de pentecote"),
    (r"whit sunday|pentecost", "pentecote"),
    (r"ascension(?: day)?", "ascension"),
    (r"bastille day", "fete nationale"),
    (r"all saints(?: day)?", "toussaint"),
    (r"armistice day", "armistice"),
    (r"christmas(?: day)?", "noel"),
)
_FEAST = "|".join(pattern for pattern, _ in _FEASTS)
_SEASON = re.compile(
    r"\b(?:(?:school|summer|winter|spring|autumn|christmas|easter|bank) (?:holidays?|break|vacation|term)"
    r"|(?:before|after|during|over|in|from) (?:the |my |our )?(?:holidays?|term|vacation)|half term"
    r"|back to school|start of (?:the )?(?:school|term)|ramadan|eid)\b"
)
"""Times of the year that no calendar of ours tells: never taken for the weekday named with them."""
_EXACT = re.compile(rf"\b\d{{1,2}}(?: of)? (?:{_MONTH})\b|\b(?:{_MONTH}) (?:the )?\d{{1,2}}\b")
_IN = re.compile(
    r"\bin (?P<count>\d{1,2}|an?)(?P<half> and a half)? (?P<unit>day|week|month|year)s?"
    r"(?P<more> and a half)?\b"
)
_ABOUT_A_FEAST = re.compile(
    r"(?:\b(?P<side>day before|day after|before|after|by|until|around|about|week of) (?:the )?)?"
    rf"\b(?P<feast>{_FEAST})\b(?P<eve> eve\b)?"
)


def _by_a_feast(plain: str, today: date) -> Days | None:
    """What is told by a feast or a time of the year; None when neither is named, or a date is with it."""
    if _EXACT.search(plain):
        return None
    if _SEASON.search(plain):
        return Days(problem="vague")
    if (found := _ABOUT_A_FEAST.search(plain)) is None:
        return None
    day = coming(next(name for pattern, name in _FEASTS if re.fullmatch(pattern, found["feast"])), today)
    day -= timedelta(days=found["eve"] is not None)
    if re.search(rf"\b({_DAY})\b", plain.replace(found["feast"], " ")):
        return Days(problem="vague")
    match found["side"]:
        case None:
            return from_today(day, today)
        case "day before":
            return from_today(day - timedelta(days=1), today)
        case "day after":
            return one(day + timedelta(days=1))
        case "after":
            return Days(first=day + timedelta(days=1))
        case "before" | "by" | "until":
            last = day - timedelta(days=found["side"] == "before")
            return Days(first=today, last=last) if last >= today else Days(first=last, problem="past")
    return Days(problem="vague")


_NOT = (
    r"(?:(?<!\bwhy )\b(?:not|except)"
    r"|\b(?:can'?t|can t|cannot)(?: (?:do|come|make)(?: it)?)?"
    r"|\b(?:any(?: ?(?:thing|time|day|moment))?|all(?: the days)?|every ?day|whenever) but(?: not)?)"
)
"""What refuses the day that follows: "but" does after "any day", never after "yes"; "why not" takes it."""


def _refused(plain: str, today: date) -> Days | None:
    """ "Not tomorrow", "not next week": from the day after; "not the third" leaves all the others."""
    soon = r"(?P<day>today|tomorrow|this week|next week)\b"
    if found := re.search(rf"\bnot (?:before|until|till) {soon}", plain):
        monday = 7 - today.weekday()
        ahead = {"today": 0, "tomorrow": 1, "this week": 0, "next week": monday}[found["day"]]
        return Days(first=today + timedelta(days=ahead))
    if found := re.search(rf"{_NOT} {soon}", plain):
        monday = 7 - today.weekday()
        ahead = {"today": 1, "tomorrow": 2, "this week": monday, "next week": monday + 7}[found["day"]]
        return Days(first=today + timedelta(days=ahead))
    if found := re.search(rf"\b(?:not before|from|after) (?P<month>{_MONTH})\b(?! (?:the )?\d)", plain):
        month = _month(found, today)
        return Days(first=month_after(month, 1) if found[0].startswith("after") else max(month, today))
    if re.search(rf"\bnot (?:on )?(?:the )?(?:\d{{1,2}}\b|{_MONTH})", plain):
        return Days(problem="vague")
    return None


def _weekdays_of_a_month(found: re.Match[str], today: date) -> Days:
    weekday = [name.lower() for name in WEEKDAYS].index(found["name"])
    month = _month(found, today)
    return Days(first=max(month, today), last=_end_of(month), weekdays=(weekday,))


def _month(found: re.Match[str], today: date) -> date:
    """The first day of the month named; the coming one."""
    return month_named(FRENCH_MONTHS[[name.lower() for name in MONTHS].index(found["month"])], None, today)


def _end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


_DAYS_OF_HOURS = {"24": "1", "48": "2", "72": "3"}


def days_in(plain: str, today: date) -> Days | None:
    """The days that some words with digits name; None for none. `plain`: lower case."""
    plain = re.sub(r"\bin (24|48|72) hours\b", lambda found: f"in {_DAYS_OF_HOURS[found[1]]} days", plain)
    if (told := _by_a_feast(plain, today)) is not None:
        return told
    if (refused := _refused(plain, today)) is not None:
        return refused
    if found := re.search(
        rf"\b(?P<nth>{'|'.join(_NTH)}) (?P<name>{_DAY}) (?:of|in)"
        rf" (?P<month>{_MONTH}|(?:the|next|this) month)",
        plain,
    ):
        return _nth_weekday(found, today)
    if found := re.search(rf"\b(?P<name>{_DAY})s? (?:in|of) (?P<month>{_MONTH})\b", plain):
        return _weekdays_of_a_month(found, today)
    if "day after tomorrow" in plain:
        return one(today + timedelta(days=2))
    if re.search(r"\btomorrow\b", plain):
        return one(today + timedelta(days=1))
    if re.search(r"\byesterday\b|\blast (week|month)\b", plain):
        return Days(problem="past")
    if found := re.search(rf"\b(?P<day>\d{{1,2}})(?: of)? (?P<month>{_MONTH})(?: (?P<year>20\d\d))?", plain):
        return _dated(found, today)
    if found := re.search(rf"\b(?P<month>{_MONTH}) (?:the )?(?P<day>\d{{1,2}})\b(?P<year>)", plain):
        return _dated(found, today)
    if re.search(r"\bnext week\b", plain) and not re.search(rf"\b({_DAY})\b", plain):
        monday = today + timedelta(days=7 - today.weekday())
        return Days(first=monday, last=monday + timedelta(days=6))
    if re.search(r"\bthis week\b", plain):
        return Days(first=today, last=today + timedelta(days=6 - today.weekday()))
    if (found := _IN.search(plain)) and not re.search(rf"\b(?:{_DAY}) in \d", plain):
        return one(_later_day(found, today))
    if found := re.search(rf"\b(?:in|during|some time in|sometime in) (?P<month>{_MONTH})\b", plain):
        month = _month(found, today)
        return Days(first=max(month, today), last=_end_of(month))
    if re.search(r"\bnext month\b", plain):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return Days(first=first, last=first.replace(day=monthrange(first.year, first.month)[1]))
    if names := re.findall(rf"\b({_DAY})s?\b", plain):
        return _weekdays(plain, names, today)
    if found := re.search(r"\bon the (?P<day>\d{1,2})\b", plain):
        return numbered(int(found["day"]), today)
    if re.search(r"\btoday\b|\bthis (morning|afternoon|evening)\b|\btonight\b", plain):
        return one(today)
    return None


def _later_day(found: re.Match[str], today: date) -> date:
    """The day that "in two and a half months" leads to."""
    count = 1 if found["count"] in ("a", "an") else int(found["count"])
    half = found["half"] is not None or found["more"] is not None
    match found["unit"]:
        case "year":
            return same_day_in(today, 12 * count + 6 * half)
        case "month":
            return same_day_in(today, count) + timedelta(days=HALF_A_MONTH * half)
        case "week":
            return today + timedelta(weeks=count, days=HALF_A_WEEK * half)
    return today + timedelta(days=count)


def _dated(found: re.Match[str], today: date) -> Days:
    month = FRENCH_MONTHS[[name.lower() for name in MONTHS].index(found["month"])]
    return dated(int(found["day"]), month, found["year"] or None, None, today)


def _weekdays(plain: str, names: list[str], today: date) -> Days:
    numbers = sorted({[name.lower() for name in WEEKDAYS].index(name) for name in names})
    if len(numbers) > 1 or re.search(rf"\b({_DAY})s\b|\b(any|every|a) ({_DAY})\b", plain):
        return Days(weekdays=tuple(numbers))
    name = WEEKDAYS[numbers[0]].lower()
    if re.search(rf"(?:{_NOT}|\bnever)(?: on)?(?: an?)? {name}", plain) and "not this" not in plain:
        return Days(weekdays=tuple(day for day in range(7) if day != numbers[0]))
    if found := re.search(rf"\b{name} (?:the )?(?P<day>\d{{1,2}})\b(?! \d)", plain):
        return named(int(found["day"]), FRENCH_WEEKDAYS[numbers[0]], today)
    ahead = (numbers[0] - today.weekday() - 1) % 7 + 1
    if re.search(rf"\b{name} week\b|\b(?:a|1) week on {name}\b", plain):
        ahead += 7
    if re.search(rf"\b{name} fortnight\b|\b(?:a fortnight|2 weeks) on {name}\b", plain):
        ahead += 14
    if re.search(rf"\b{name} (?:but )?not this (?:one|1|{name})\b|\bnot this {name}\b", plain):
        ahead += 7
    if found := re.search(rf"\b{name} in (?P<weeks>[2-8]) weeks\b", plain):
        ahead += 7 * int(found["weeks"])
    if re.search(rf"\b({_DAY}) next week\b|\bnext week on\b", plain):
        ahead = 7 - today.weekday() + numbers[0]
    day = today + timedelta(days=ahead)
    if found := re.search(rf"\b(?P<how>from|after|before|by|until) (?:next )?{name}\b", plain):
        if found["how"] in ("from", "after"):
            return Days(first=day + timedelta(days=found["how"] == "after"))
        return Days(first=today, last=day - timedelta(days=found["how"] == "before"))
    return one(day)


def _nth_weekday(found: re.Match[str], today: date) -> Days:
    said = found["month"]
    if said.endswith(" month"):
        month = month_after(today, 1 if said.startswith("next") else 0)
    else:
        month = month_named(FRENCH_MONTHS[[name.lower() for name in MONTHS].index(said)], None, today)
    weekday = FRENCH_WEEKDAYS[[name.lower() for name in WEEKDAYS].index(found["name"])]
    day = nth_weekday(_NTH[found["nth"]], weekday, month)
    return from_today(day, today)
