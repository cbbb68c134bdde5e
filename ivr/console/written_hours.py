"""Hours of a day as people write them: "9h-12h, 14h-16h30", "de 9 h à midi et de 14 h à 17 h". Pure."""

from __future__ import annotations

import re

from ivr.console.messages import message
from knowledge.located import InputError, Problem
from knowledge.messages import show
from knowledge.town import Day, Span, day_of

SPANS = 4
"""Stretches of one day that are accepted."""

#: "9h", "9 h 30", "8:30", "8.30", "9 heures 30", "9h5": the minutes, but not the hour of what follows.
_MARKED = r"(?P<{0}>\d{{1,2}})\s*(?:h(?:eures?|rs?)?|:|\.(?=\d\d))\s*(?P<{0}_minute>\d{{1,2}}(?!\d|\s*[h:]))?"
_BARE = r"(?P<{0}_bare>\d{{1,2}})(?!\d)"
_NAMED = r"(?P<{0}_name>midi|minuit)\b"
_TO = r"\s*(?:-+>?|[–—→]|\bà\b|\ba\b|(?<=[h\d])à|\bjusqu['’]à\b)\s*"
_ENDS = "|".join((_MARKED, _NAMED, _BARE)).format("closes")


def _opens(name: str, *kinds: str) -> str:
    return "(?:" + "|".join(kinds).format(name) + ")"


_SPAN = re.compile(
    # A blank alone between two times is enough where the first one is marked as one: "8h30 12h".
    rf"\s*(?:de\s+|d['’]\s*)?(?:{_opens('opens', _MARKED, _NAMED, _BARE)}{_TO}"
    rf"|entre\s+{_opens('between', _MARKED, _NAMED, _BARE)}\s*\bet\s+"
    rf"|{_opens('beside', _MARKED)}\s+)(?:{_ENDS})\s*"
)
_NEXT = re.compile(r"\s*(?:[,;/\n]|\bpuis\b|\bet\b)\s*(?:et\b)?(?=\s*\S)|\s*")
_PIECES = re.compile(r"[,;/\n]|\bpuis\b|\bet\b")


def parsed_hours(text: str) -> Day:
    """Written hours as the spans of a day; none for an empty text. Raises InputError, which quotes what was
    typed."""
    written = text.lower()
    spans: list[Span] = []
    place = 0
    while place < len(written.rstrip(" \t\n,;.")):
        found = _SPAN.match(written, place)
        if found is None:
            raise _refused(text)
        spans.append(_span(found, text))
        following = _NEXT.match(written, found.end())
        place = following.end() if following else len(written)
    if text.strip() and not spans:
        raise _refused(text)
    day = day_of(spans)
    if len(day) > SPANS:
        raise InputError([Problem(message("closures.too_many_hours", count=len(day), limit=SPANS))])
    return day


def _span(found: re.Match[str], text: str) -> Span:
    firsts = (_minutes(found, one) for one in ("opens", "between", "beside"))
    opens = next((minute for minute in firsts if minute is not None), None)
    closes = _minutes(found, "closes", end=True)
    if opens is None or closes is None or not opens < closes:
        raise _refused(text[found.start() : found.end()])
    return Span(opens, closes)


def _minutes(found: re.Match[str], name: str, *, end: bool = False) -> int | None:
    """Minutes since midnight of a time; None when there is none of that name, or no clock shows it."""
    groups = found.groupdict()
    if named := groups.get(f"{name}_name"):
        return 12 * 60 if named == "midi" else 24 * 60 if end else 0
    hour = groups.get(name) or groups.get(f"{name}_bare")
    if hour is None:
        return None
    minute = int(groups.get(f"{name}_minute") or 0)
    total = int(hour) * 60 + minute
    return total if minute < 60 and total <= 24 * 60 else None


def _refused(text: str) -> InputError:
    """Quotes the first piece that is no hours, as it was typed; the whole when each of them is."""
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    wrong = (piece for piece in pieces if not _SPAN.fullmatch(piece.lower()))
    return InputError([Problem(message("closures.not_hours", value=show(next(wrong, text.strip()))))])
