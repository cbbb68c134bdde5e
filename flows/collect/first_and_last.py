"""A first name and a surname told apart: "le prénom c'est Paul, le nom c'est Durand"."""

from __future__ import annotations

import re

from flows.understand import fold

_AND = r"(?: et| mais)?(?: mon| le)?"
_BOTH = re.compile(
    rf"\bprénom (?:c'est )?(?P<a>(?!(?:le|mon|et)\b)[\w'-]+(?: [\w'-]+)??){_AND}"
    r" nom(?: de famille)?(?: c'est)? (?P<b>.+)"
    rf"|\bnom(?: de famille)? (?:c'est )?(?P<c>.+?){_AND} prénom(?: c'est)? (?P<d>[\w'-]+(?: [\w'-]+)?)$"
)
_LEAD = r"^(?:(?:non|oui|ah|euh|mais|ben) )*"
_IS = r"(?:(?:c'est|est) )?"
""""C'est" is left out of an answer, with what else says nothing."""
_FIRST = r"(?:mon|le) prénom"
_LAST = r"(?:mon|le) nom(?: de famille)?"


def _one_then_other(one: str, other: str) -> re.Pattern[str]:
    """ "X c'est le prénom et le nom c'est Y", or "et Y c'est le nom"."""
    return re.compile(
        rf"{_LEAD}(?P<one>.+?) {_IS}{one}(?: et| mais)? (?:{other} {_IS}(?P<after>.+)"
        rf"|(?P<before>.+?) {_IS}{other})$"
    )


_LAST_ALONE = re.compile(rf"{_LEAD}(?:c'est |ça )*(?:{_FIRST}(?: et| mais)? )?{_LAST} {_IS}(?P<last>.+)$")
_FIRST_BEFORE, _LAST_BEFORE = _one_then_other(_FIRST, _LAST), _one_then_other(_LAST, _FIRST)


def first_then_last(text: str) -> str:
    """The first name, then the surname, where a text tells which is which; else the text itself."""
    said = fold(text)
    if found := _FIRST_BEFORE.match(said):
        return f"{found['one']} {found['after'] or found['before']}"
    if found := _LAST_BEFORE.match(said):
        return f"{found['after'] or found['before']} {found['one']}"
    if found := _BOTH.search(said):
        return f"{found['a']} {found['b']}" if found["a"] else f"{found['d']} {found['c']}"
    return text


def surname_alone(text: str) -> str:
    """The surname told beside a first name that is known: "c'est le prénom, le nom c'est Lully"."""
    found = _LAST_ALONE.match(fold(text))
    return found["last"] if found else ""
