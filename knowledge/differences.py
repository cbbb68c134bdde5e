"""What changed from one form of an article to another, field by field and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.articles import FIELDS, Article, Variant

Change = Literal["same", "removed", "added"]

_WHOLE = ("service", "status", "valid_from", "valid_until", "as_of")
"""Fields that are one word of ours: a part of it means nothing."""
_PIECES = re.compile(r"\w+\s*|[^\s\w]\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it was there before, after, or both."""

    change: Change
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """One field that changed."""

    field: str
    pieces: tuple[Piece, ...]
    """In reading order; a list's pieces are its lines."""
    lines: bool
    """The field is a list: each piece stands on its own line."""

    @property
    def unchanged(self) -> int:
        """Lines of a list that are the same before and after."""
        return sum(piece.change == "same" for piece in self.pieces) if self.lines else 0


def differences(before: Article | None, after: Article | None) -> list[FieldDifference]:
    """The fields that differ, in the article's order; None stands for an article that did not exist."""
    found = []
    for name in FIELDS:
        old, new = _value(before, name), _value(after, name)
        if old == new:
            continue
        if isinstance(old, tuple) and isinstance(new, tuple):
            found.append(FieldDifference(name, _between(old, new), True))
        else:
            pieces = _between(_cut(name, str(old)), _cut(name, str(new)))
            found.append(FieldDifference(name, _joined(pieces), False))
    return found


def _cut(name: str, text: str) -> list[str]:
    if name in _WHOLE:
        return [text] if text else []
    return _PIECES.findall(text)


def _value(article: Article | None, name: str) -> str | tuple[str, ...]:
    """A field as text, or as lines."""
    if name == "variants":
        return tuple(_variant(one) for one in article.variants) if article else ()
    value = getattr(article, name) if article else ""
    if name in ("phrasings", "keywords", "audience"):
        return tuple(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")


def _variant(variant: Variant) -> str:
    return f"{variant.label} ({', '.join(variant.phrases)}) : {variant.spoken}"


def _between(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            pieces += [Piece("same", text) for text in old[first:last]]
        else:
            pieces += [Piece("removed", text) for text in old[first:last]]
            pieces += [Piece("added", text) for text in new[start:end]]
    return tuple(pieces)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].change == piece.change:
            joined[-1] = Piece(piece.change, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
