"""How things are written on our screens: dates, durations, numbers of telephones, names of services."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask

from flows.prompts import phone_in_pairs
from ivr.console.messages import has_message, message
from ivr.console.office import office
from ivr.web.typography import NBSP, capital, printed, unbroken

LOCALE = "fr_FR"
MASK = "••"
_HOUR = "H\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm"


def install_words(app: Flask) -> None:
    """Give templates these filters and functions."""
    app.jinja_env.filters.update(
        browser_name=browser_name,
        local=local,
        moment=moment,
        day=day,
        hour=hour,
        duration=duration,
        field_value=field_value,
        unbroken=unbroken,
        grouped=grouped,
        phone=phone,
        masked=masked,
        service_name=service_name,
    )
    app.jinja_env.globals.update(word=word)


def local(at: float | datetime | str) -> datetime:
    """In the town's own time. `at`: seconds since the epoch, or a datetime, or its ISO form."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
        at = at if at.tzinfo else at.replace(tzinfo=office().settings.zone)
    if isinstance(at, int | float):
        at = datetime.fromtimestamp(at, tz=UTC)
    return at.astimezone(office().settings.zone)


def moment(at: float | datetime | str | None) -> str:
    """mer. 25 nov. 2026, 10 h 42; empty for None."""
    return f"{_date(local(at), 'EEE d MMM y').replace(' ', NBSP)}, {hour(at)}" if at is not None else ""


def day(at: float | datetime | date | str | None) -> str:
    """mercredi 25 novembre 2026; empty for None."""
    if at is None:
        return ""
    is_date = isinstance(at, date) and not isinstance(at, datetime)
    return _date(at if is_date else local(at), "EEEE d MMMM y")  # type: ignore[arg-type]


def _date(at: date, pattern: str) -> str:
    """The day's name, then the rest in one piece: "mardi 1er décembre 2026"."""
    weekday, rest = format_date(at, pattern, locale=LOCALE).split(" ", 1)
    return f"{weekday} {re.sub('^1 ', '1er ', rest).replace(' ', NBSP)}"


def hour(at: float | datetime | str | None) -> str:
    """10 h 42; 9 h; empty for None."""
    if at is None:
        return ""
    return format_datetime(local(at), _HOUR, locale=LOCALE).removesuffix(f"{NBSP}00")


def grouped(count: int) -> str:
    """24 206, in one piece."""
    return str(format_decimal(count, locale=LOCALE))


def duration(seconds: float | None) -> str:
    """3 min 05 s; 42 s; 1 h 02; empty for None."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    if whole < 60:
        return unbroken(f"{whole} s")
    if whole < 3600:
        return unbroken(f"{whole // 60} min {whole % 60:02} s")
    return unbroken(f"{whole // 3600} h {whole % 3600 // 60:02}")


def phone(number: str | None) -> str:
    """04 65 71 00 00; the words for it when hidden."""
    return phone_in_pairs(number or "").replace(" ", NBSP) or message("words.hidden")


def masked(number: str | None) -> str:
    """04 •• •• •• 00: enough to tell two callers apart, not to ring them."""
    pairs = phone_in_pairs(number or "").split()
    if len(pairs) < 3:
        return message("words.hidden")
    return NBSP.join([pairs[0], *[MASK] * (len(pairs) - 2), pairs[-1]])


def service_name(slug: str | None) -> str:
    """The service as written in a list: "Service état civil"."""
    known = office().settings.services.get(slug or "")
    return printed(known.title) if known else capital(slug or "")


def field_value(text: str, field: str) -> str:
    """A piece of an article's field as people read it: a service's name, a date, a state; else as it is."""
    if field == "service":
        return service_name(text)
    if field == "status":
        return word("article_state", text)
    return day(date.fromisoformat(text)) if field in ("valid_from", "valid_until", "as_of") else text


def word(section: str, key: str, **values: Any) -> str:
    """The French name of one of our English keys; the key itself when it has none yet."""
    return message(f"{section}.{key}", **values) if has_message(f"{section}.{key}") else key


def browser_name(agent: str) -> str:
    """Firefox, Linux: what people call their browser; the text it sends begins with its ancestors."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (browser, system))) or message("words.unknown_browser")


_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
