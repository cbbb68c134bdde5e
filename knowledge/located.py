"""Text files read with the line each value stands on, so that every error can name it.

YAML is read from the parser's events rather than through a loader, for four reasons: each value keeps its
line; every scalar stays the text that was written ("non", "1.0" and "2026-11-01" are not guessed at);
aliases, which can make a small file explode, and endless nesting are refused; a key given twice is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from knowledge.messages import message

DEPTH_LIMIT = 8
"""Levels of nesting accepted; an article needs five."""

SIZE_LIMIT = 40_000_000
"""Bytes, or characters. About twice the largest base imagined (5,000 articles of fifty phrasings)."""


@dataclass(frozen=True)
class Located:
    """A value and the line, counted from 1, where it begins."""

    line: int
    value: str | list[Located] | dict[str, Located]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in what was given, as a whole sentence."""

    text: str
    line: int = 0
    """Line in the file, from 1; 0 when there is no file."""
    field: str = ""
    """Name of the article's field; empty when it concerns the whole."""
    slug: str = ""
    """The article concerned, when it is known."""

    def __str__(self) -> str:
        return message("file.line", line=self.line) + self.text if self.line else self.text


class InputError(ValueError):
    """What was given cannot be used; nothing was changed. `problems` says what to mend."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def decode(raw: bytes) -> str:
    """UTF-8 bytes, with or without a mark, as text. Raises InputError naming the first bad line."""
    if len(raw) > SIZE_LIMIT:
        raise InputError([Problem(message("file.too_large", size=len(raw), limit=SIZE_LIMIT))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError([Problem(message("file.not_utf8"), line=line)]) from error


def read_yaml(text: str) -> Located | None:
    """The one document of a YAML text; None when it is empty. Raises InputError."""
    if len(text) > SIZE_LIMIT:
        raise InputError([Problem(message("file.too_large", size=len(text), limit=SIZE_LIMIT))])
    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        wanted = (event for event in events if not isinstance(event, _FRAMING))
        first = next(wanted, None)
        if first is None:
            return None
        document = _node(first, wanted, depth=0)
        if (extra := next(wanted, None)) is not None:
            raise InputError([Problem(message("file.several_documents"), line=_line(extra))])
    except yaml.YAMLError as error:
        detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        # A quote left open is noticed at the end of the file; the place to mend is where it opens.
        unfinished = "end of stream" in str(detail)
        mark = getattr(error, "context_mark" if unfinished else "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        raise InputError([Problem(message("file.broken_yaml", detail=str(detail)), line=line)]) from error
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise InputError([Problem(message("text.surrogate"), line=line)]) from error
    return document


_FRAMING = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 0


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Located:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise InputError([Problem(message("file.alias"), line=line)])
    if depth > DEPTH_LIMIT:
        raise InputError([Problem(message("file.too_deep"), line=line)])
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in ("~", "null")
        return Located(line, "" if empty else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, depth + 1))
        return Located(line, items)
    fields: dict[str, Located] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise InputError([Problem(message("file.odd_key"), line=_line(key))])
        if key.value in fields:
            raise InputError([Problem(message("file.key_twice", key=key.value), line=_line(key))])
        fields[key.value] = _node(next(events), events, depth + 1)
    return Located(line, fields)
