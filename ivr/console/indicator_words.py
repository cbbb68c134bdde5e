"""How the indicators are written: names, numbers, changes, periods. The words are in indicators_fr.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from babel.dates import format_date
from babel.numbers import format_decimal

from ivr.calls.indicators.board import Board, Headline
from ivr.calls.indicators.spans import Span
from ivr.console.words import duration
from ivr.web.typography import unbroken

LOCALE = "fr_FR"
MOMENTS_TOLD = 3
"""Hours told to have the most calls; with more of them, none stands out."""
NO_BREAK = "\u00a0"

#: Which section names the codes of a breakdown.
SECTIONS = {
    "outcomes": "outcome",
    "topics": "topic",
    "reasons": "reason",
    "results": "result",
    "channels": "channel",
    "languages": "language",
    "durations": "duration",
}


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = files("ivr.console").joinpath("indicators_fr.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(section: str, key: str, **values: object) -> str:
    """The words of a key, its braces filled; the key itself when it has none yet."""
    return _catalogue()[section].get(key, key).format(**values)


def named(table: str, code: str, titles: Mapping[str, str]) -> str:
    """A counted value in French. `titles`: of the articles, by slug."""
    if not code:
        return words("column", "other" if table == "topics" else "none")
    if table == "confidences":
        low = int(code) * 10
        return f"{low} – {low + 10} %"
    if table in SECTIONS:
        written = words(SECTIONS[table], code)
        return titles.get(code, written) if table == "topics" else written
    return titles.get(code, code)


@lru_cache(maxsize=8192)
def number(value: float, decimals: int = 0) -> str:
    """12 345,6 as a French reader expects it."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALE)


def percent(rate: float | None) -> str:
    """87,4 %; a dash when there is nothing to divide by."""
    return "–" if rate is None else f"{number(100 * rate, 1)}{NO_BREAK}%"


def value(headline: Headline, *, before: bool = False) -> str:
    """The indicator as it is shown; a dash when it has no value."""
    shown = headline.before if before else headline.value
    if shown is None:
        return "–"
    match headline.unit:
        case "percent":
            return percent(shown)
        case "seconds":
            return duration(shown)
        case "minutes":
            whole = round(shown)
            if whole < 60:
                return unbroken(words("format", "minutes", minutes=whole))
            return unbroken(words("format", "hours", hours=number(whole // 60), minutes=whole % 60))
        case "score":
            return number(shown, 2)
        case _:
            return number(shown)


def change(headline: Headline) -> str:
    """+3,2 points, −12 %, stable; empty when there is nothing to compare with."""
    moved = headline.change
    if moved is None:
        return ""
    rounded = round(100 * moved, 1 if headline.unit == "percent" else 0)
    if not rounded:
        return words("change", "same")
    sign, size = "+" if rounded > 0 else "−", abs(rounded)
    kind = "relative" if headline.unit != "percent" else "points" if size >= 2 else "point"
    return words("change", kind, sign=sign, value=number(size, 1))


def tone(headline: Headline) -> str:
    """good or bad when the change is more than chance and one way is the right one; else neutral."""
    moved = headline.change
    if not moved or not headline.better or not headline.differs:
        return "neutral"
    return "good" if (moved > 0) == (headline.better == "up") else "bad"


def period(span: Span) -> str:
    """du 1er au 30 novembre 2026; du 5 novembre 2026."""
    last = _day(span.last, "d MMMM y")
    if span.days == 1:
        return words("span", "day", first=last)
    pattern = "d MMMM y" if span.first.year != span.last.year else "d MMMM"
    if pattern == "d MMMM" and span.first.month == span.last.month:
        pattern = "d"
    return words("span", "days", first=_day(span.first, pattern), last=last)


def compared(board: Board) -> str:
    """à la période du 16 au 19 novembre 2026, jusqu'à la même heure; à la journée du 29 octobre 2026."""
    kind = "compared_day" if board.compared.days == 1 else "compared_days"
    told = words("span", kind, period=period(board.compared))
    return words("span", "same_hour", compared=told) if board.compared_until else told


def busiest(moments: Sequence[tuple[int, int]]) -> str:
    """The (weekday, hour) of the most calls as a sentence; empty without any."""
    if not moments:
        return ""
    if len(moments) > MOMENTS_TOLD:
        return words("busiest", "many", count=len(moments))
    told = [
        words("busiest", "moment", weekday=words("weekday", str(day)), first=hour, last=hour + 1)
        for day, hour in moments
    ]
    listed = words("busiest", "between").join(told[:-1])
    both = [listed, told[-1]] if listed else told
    return unbroken(words("busiest", "one", moments=words("busiest", "last").join(both)))


def month_name(day: date) -> str:
    """novembre 2026."""
    return format_date(day, "MMMM y", locale=LOCALE)


def step_name(step: Span) -> str:
    """What stands under a bar: lun. 23, 23 nov., or 23 nov. – 29 nov."""
    if step.days == 1:
        return format_date(step.first, "EEE d MMM", locale=LOCALE)
    return " – ".join(format_date(day, "d MMM", locale=LOCALE) for day in (step.first, step.last))


def _day(day: date, pattern: str) -> str:
    written = format_date(day, pattern, locale=LOCALE)
    return "1er" + written[1:] if day.day == 1 else written
