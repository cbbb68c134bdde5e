"""Dates and hours."""

from __future__ import annotations

import calendar
import re

from speech.spoken.lexicon import alternatives, lexicon
from speech.spoken.numbers import cardinal

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTH_NAMES = "|".join(MONTHS)

_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_FULL_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_SHORT_DATE = re.compile(r"(?<![\d/])(\d{2})/(\d{2})(?![\d/])")
_FIRST = re.compile(rf"(?<!\d)0?1(?:er)? (?=(?:{_MONTH_NAMES})\b)", re.IGNORECASE)
_LEADING_ZERO = re.compile(rf"(?<!\d)0(?=[2-9] (?:{_MONTH_NAMES})\b)", re.IGNORECASE)

_TIME = re.compile(
    r"(?<![\d,.:/])(?:"
    r"(\d{1,2}) ?[hH](?: ?([0-5]\d)(?!\d|,\d))?(?: ?(?:min|mn)\b)?(?![A-Za-zÀ-ÿ\d])"
    r"|([01]?\d|2[0-3]):([0-5]\d)(?![\d:]))"
)
_PLAIN_TIME = r"(?:\d{1,2} ?[hH](?: ?[0-5]\d)?|(?:[01]?\d|2[0-3]):[0-5]\d)"
_SPAN = re.compile(
    rf"(?P<before>\b(?:de|entre) )?(?<![\d,.:/])(?P<first>{_PLAIN_TIME}|\d{{1,2}})"
    rf" ?[-–] ?(?P<last>{_PLAIN_TIME})(?![A-Za-zÀ-ÿ\d])"
)
_ROUND_THE_CLOCK = re.compile(r"(?<!\d)24 ?h? ?/ ?24(?: ?h\b)?")
_EVERY_DAY = re.compile(r"(?<!\d)7 ?j? ?/ ?7(?: ?j\b)?")

# "12 h" is noon on a clock and twelve hours in a span of time; so with "24 h". What tells them apart:
_DURATION_BEFORE = re.compile(
    r"(?:\bsous|\bpendant|\bdurant|\btoutes les|\btous les|\bdans les|\ben|\bmoins de|\bplus de|\bdélais? de"
    r"|\bdurée de|\bpréavis de|\bpériode de|\bdure|\bcompter|\bminimum|\bmaximum|\bau moins|\bau plus) $",
    re.IGNORECASE,
)
_DURATION_AFTER = re.compile(
    r" ?(?:par\b|d['e]\b|ouvr|consécutiv|avant\b|après\b|/ ?[a-z]|plus tard|d'affilée|maxi|mini)"
)
_CLOCK_BEFORE = re.compile(r"(?:\bà|\bjusqu'à|\bet|\bvers|\bdès|\bavant|\baprès) $", re.IGNORECASE)


def dates(text: str) -> str:
    """15/03/2026 -> "quinze mars deux mille vingt-six"; "1 mai" -> "premier mai"."""
    text = _ISO_DATE.sub(lambda found: _date(found, found[3], found[2], found[1]), text)
    text = _FULL_DATE.sub(lambda found: _date(found, found[1], found[3], found[4]), text)
    text = _SHORT_DATE.sub(lambda found: _date(found, found[1], found[2], ""), text)
    text = _FIRST.sub("premier ", text)
    return _days(_LEADING_ZERO.sub("", text))


def hours(text: str) -> str:
    """8 h 30 -> "huit heures trente"; 12 h -> "midi"; 8h-12h -> "de huit heures à midi"."""
    text = _ROUND_THE_CLOCK.sub("vingt-quatre heures sur vingt-quatre", text)
    text = _EVERY_DAY.sub("sept jours sur sept", text)
    text = re.sub(r"(?<=[hH\d]) ?/ ?(?=\d{1,2} ?[hH])", ", ", text)
    text = _SPAN.sub(_span, text)
    return _TIME.sub(_time, text)


def _date(found: re.Match[str], day: str, month: str, year: str) -> str:
    """The date in words, or what was found when no calendar has it."""
    in_full = f"20{year}" if len(year) == 2 else year
    # A date without its year may fall in a leap one.
    if not 1 <= int(month) <= 12 or int(in_full or 2000) == 0:
        return found[0]
    if not 1 <= int(day) <= calendar.monthrange(int(in_full or 2000), int(month))[1]:
        return found[0]
    said = "premier" if int(day) == 1 else cardinal(int(day))
    return " ".join([said, MONTHS[int(month) - 1], *([cardinal(int(in_full))] if year else [])])


def _days(text: str) -> str:
    """lun.-ven. -> "lundi à vendredi"; "mer." alone may end a sentence about the sea."""
    days = lexicon().days
    short = alternatives(days)
    spans = re.compile(rf"\b({short}) ?[-–] ?({short})", re.IGNORECASE)
    text = spans.sub(lambda found: f"{days[found[1].lower()]} à {days[found[2].lower()]}", text)
    alone = re.compile(rf"\b({short})(?= ?(?:\d|,|:|et\b|{short}))", re.IGNORECASE)
    return alone.sub(lambda found: days[found[1].lower()], text)


def _span(found: re.Match[str]) -> str:
    first = found["first"] if not found["first"].isdigit() else f"{found['first']} h"
    if found["before"] == "entre ":
        return f"entre {first} et {found['last']}"
    return f"{found['before'] or 'de '}{first} à {found['last']}"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    before, after = found.string[: found.start()], found.string[found.end() :]
    duration = bool(_DURATION_BEFORE.search(before) or _DURATION_AFTER.match(after))
    if hour == 12 and not duration:
        words = "midi"
    elif hour == 0 or (hour == 24 and not duration and _CLOCK_BEFORE.search(before)):
        words = "minuit"
    else:
        words = f"{cardinal(hour, feminine=True)} {'heure' if hour == 1 else 'heures'}"
    return f"{words} {cardinal(minute, feminine=True)}" if minute else words
