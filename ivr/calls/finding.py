"""Rows found by what people type: words in any order, accents or not, numbers as they are written."""

from __future__ import annotations

import re

from sqlite_utils import Database

from knowledge.normalise import without_accents

MOST_WORDS = 8
"""Of a search; the others are left out."""
_SHORTEST_NUMBER = 4
"""Digits: fewer are a day, a house, a message's number."""
_NUMBER = re.compile(r"\+?[\d\s./()-]+")


def holding(db: Database, columns: tuple[str, ...], phone: str, text: str) -> tuple[str, dict[str, str]]:
    """(condition, its values): rows that hold each word in `columns`, or the number in `phone`.

    `columns` and `phone` are names of our own, never typed. `text`: what was typed; when it is nothing, the
    condition is true of every row.
    """
    db.register_function(_folded, name="folded", deterministic=True, replace=True)
    whole = " || ' ' || ".join(f"coalesce({name}, '')" for name in columns)
    values = {f"word_{place}": f"%{_escaped(word)}%" for place, word in enumerate(_words(text))}
    words = " and ".join(f"folded({whole}) like :{name} escape '\\'" for name in values) or "1"
    if not (digits := number_typed(text)):
        return f"({words})", values
    return f"({words} or {phone} like :digits)", values | {"digits": f"%{digits}%"}


def number_typed(text: str) -> str:
    """The digits of a number as kept after its country: "06 39" is "639"; empty for anything else."""
    typed = text.strip()
    digits = re.sub(r"\D", "", typed)
    if not _NUMBER.fullmatch(typed) or len(digits) < _SHORTEST_NUMBER:
        return ""
    return digits if typed.startswith("+") else digits.removeprefix("00").removeprefix("0")


def _words(text: str) -> list[str]:
    return _folded(text).split()[:MOST_WORDS]


def _folded(text: str | None) -> str:
    return without_accents(text or "").casefold().replace("’", "'")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
