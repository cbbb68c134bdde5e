"""When, in English: a day, a span of days, an hour, a part of the day, or no matter when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from flows.collect.calendar_days import Days
from flows.collect.when import When
from flows.english.days import days_in
from flows.english.numbers import ordinals_as_digits, with_digits
from flows.understand import fold

_ANYTIME = re.compile(
    r"\b(any ?time|any day|whenever( you (like|want|can))?|as soon as (possible|you can)|i don't mind"
    r"|doesn't matter|no matter when|the (first|next|earliest)( one)?( available)?|earliest possible"
    r"|up to you)\b"
)
_PARTS: tuple[tuple[re.Pattern[str], time | None, time | None], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), earliest, latest)
    for pattern, earliest, latest in (
        (
            r"early (?:in the )?morning|first thing|when you open|at opening(?: time)?|as soon as you open",
            None,
            time(10),
        ),
        (r"late (?:in the )?morning", time(10, 30), time(12)),
        (r"early (?:in the )?afternoon", time(12), time(15)),
        (
            r"late (?:in the )?afternoon|end of the day|after work|before you close|closing time",
            time(16),
            None,
        ),
        (r"after school|after class(?:es)?", time(16, 30), None),
        (r"(?:just |right |straight )?before lunch", time(10, 30), time(12)),
        (r"(?:just |right |straight )?after lunch", time(12), time(15)),
        (r"lunch ?time", time(12), time(14)),
        (r"(?:this |the |in the )?morning", None, time(12)),
        (r"(?:this |the |in the )?afternoon", time(12), None),
        (r"(?:this |the |in the )?evening|tonight", time(17), None),
    )
)
_NOT_THEN = re.compile(
    r"\b(?:can't|cannot|(?<!why )not|never|except)"
    r"(?: (?:come|do|make|it|be|there|free|available|in|the|on|any))*"
    r" (?:morning|afternoon|evening)s?\b"
)
""""I can't come in the morning" is the afternoon."""
_BUT_NOT_THEN = re.compile(
    r"\b(?<!why )(?:but )?not (?:in the |the |this |during the )?(?:morning|afternoon|evening)s?\b"
)
""""Tomorrow but not in the morning": of that day, the rest."""
_BETWEEN = re.compile(
    r"\b(?:between (\d{1,2}) and|from (\d{1,2}) (?:to|till|until)) (\d{1,2})"
    r"(?: ?(?:o'clock|p ?m|in the afternoon))*"
    r"(?=\s*$|\s+(?:please|thanks|if|about|for|on|tomorrow|\w+day)\b)"
)
""""Between two and four": hours."""
_LAST_HOUR = 20
_BUSY_UNTIL = re.compile(
    r"\b(?:i (?:work|m busy|am busy|m at work|have class(?:es)?)(?: \w+){0,2}? (?:until|till|til)"
    r"|i (?:finish|get off)(?: work)? at|not before) (?=\d)"
)
""""I work until 4", "I finish at 5": after that."""
_HALF = r"(?: ?(?P<half>a ?m|p ?m|in the morning|in the afternoon|in the evening))?"
_CLOCKS = (
    re.compile(rf"\b(?P<to>half|quarter|\d{{1,2}}) (?P<how>past|to) (?P<hour>\d{{1,2}}){_HALF}\b"),
    re.compile(
        r"\b(?:at |around |about )?(?P<hour>\d{1,2})(?:(?::| )(?P<minute>[0-5]\d))?"
        r"(?: o'clock)?(?P<half> ?a ?m| ?p ?m| in the (?:morning|afternoon|evening))\b"
    ),
    re.compile(r"\b(?P<hour>\d{1,2}) o'clock\b"),
    re.compile(r"\b(?:at|around|about|after|before) (?P<hour>\d{1,2})(?:(?::| )(?P<minute>[0-5]\d))?\b"),
    re.compile(r"\b(?P<hour>noon|midday)\b"),
    re.compile(r"(?:^|(?<=day )|(?<=tomorrow ))(?P<hour>\d{1,2}) (?P<minute>00|15|30|45)$"),
)
FIRST_HOUR = 7
"""No town hall opens earlier: "at two" is 2 pm."""


_RATHER = re.compile(
    r" (?:no|or rather|oh no|sorry|actually)(?: no| sorry| rather| actually| make it)* (?!matter\b)"
)
""""Tuesday, no, Wednesday"."""


def parse_when(text: str, today: date) -> When | None:
    """What an English text says of when; None when it says nothing of it."""
    plain = _BUSY_UNTIL.sub("after ", with_digits(ordinals_as_digits(fold(text))).replace("i'm", "i m"))
    before, *after = _RATHER.split(plain)
    then = _when(after[-1], today) if after else None
    if then is None or (first := _when(before, today)) is None:
        return _when(plain, today)
    if then.first is None and not then.weekdays:
        return replace(
            then, first=first.first, last=first.last, weekdays=first.weekdays, problem=first.problem
        )
    return then


def _when(plain: str, today: date) -> When | None:
    span, plain = _between(plain)
    at, bound, rest = _clock(plain) if span is None else (None, "", plain)
    but_not = _BUT_NOT_THEN.search(rest)
    part = span or _part(_BUT_NOT_THEN.sub(" ", rest))
    if but_not and part is None and (refused := _part(but_not[0])):
        part = refused[1], refused[0]
    days = days_in(rest, today)
    if days is None and at is None and part is None:
        return When() if _ANYTIME.search(plain) else None
    days = days or Days()
    low, high = part or (None, None)
    if not but_not and days.first is None and _NOT_THEN.search(plain) and (low is None) != (high is None):
        low, high = high, low
    if at is not None and bound:
        low, high, at = (at, high, None) if bound == "after" else (low, at, None)
    return When(
        first=days.first,
        last=days.last,
        weekdays=days.weekdays,
        at=at,
        earliest=low if at is None else None,
        latest=high if at is None else None,
        problem=days.problem,
    )


def _part(plain: str) -> tuple[time | None, time | None] | None:
    """The first and last hour of the part of the day that is named."""
    return next(((low, high) for pattern, low, high in _PARTS if pattern.search(plain)), None)


def _between(plain: str) -> tuple[tuple[time, time] | None, str]:
    """The two hours of "between two and four", and the words left."""
    if (found := _BETWEEN.search(plain)) is None:
        return None, plain
    begins, ends = (
        hour + 12 if hour < FIRST_HOUR else hour for hour in (int(found[1] or found[2]), int(found[3]))
    )
    if not FIRST_HOUR <= begins < ends <= _LAST_HOUR:
        return None, plain
    return (time(begins), time(ends)), f"{plain[: found.start()]} {plain[found.end() :]}"


def _clock(plain: str) -> tuple[time | None, str, str]:
    """The time of day, "after" or "before" when it bounds, and the words left."""
    for pattern in _CLOCKS:
        if (found := pattern.search(plain)) is None:
            continue
        at = _time(found.groupdict())
        if at is None:
            continue
        before = plain[max(0, found.start() - 8) : found.end()]
        bound = next((word for word in ("after", "before") if re.search(rf"\b{word}\b", before)), "")
        half = found.groupdict().get("half") or ""
        left = f"{plain[: found.start()]} {half if 'the' in half else ''} {plain[found.end() :]}"
        return at, bound, left
    return None, "", plain


def _time(said: dict[str, str | None]) -> time | None:
    if said["hour"] in ("noon", "midday"):
        return time(12)
    hour = int(said["hour"] or 0)
    minute = int(said.get("minute") or 0)
    if to := said.get("to"):
        minutes = {"half": 30, "quarter": 15}.get(to) or int(to)
        hour, minute = (hour, minutes) if said["how"] == "past" else (hour - 1, 60 - minutes)
    half = (said.get("half") or "").replace(" ", "")
    if (half in ("pm", "intheafternoon", "intheevening") and hour < 12) or (not half and hour < FIRST_HOUR):
        hour += 12
    return time(hour, minute) if 0 <= hour < 24 and 0 <= minute < 60 else None
