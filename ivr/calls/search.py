"""Finding calls again: by date, topic, outcome, service, words, confidence, satisfaction, channel…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlite_utils import Database

from ivr.calls.search_index import Attention

PAGE = 50
"""Calls on one page."""
COUNTED = 10_000
"""Beyond that many, calls are not counted one by one."""
CHUNK = 500
"""Calls read at once for an export: its memory does not grow with it."""
NO_REASON, ANY_REASON = Attention(0), ~Attention(0)
FREQUENT = 1000
"""Calls that hold a word from which it is no rare word."""
_MOST_WORDS = 12
_PREFIXES_FROM = 4
"""Letters from which a word also finds those it begins: "poubelle" finds "poubelles"."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; every part may be empty."""

    words: str = ""
    """All of them must have been heard, accents or not; between quotation marks: in that order."""
    since: float | None = None
    """Seconds since the epoch."""
    until: float | None = None
    """Before that moment."""
    topic: str = ""
    outcome: str = ""
    service: str = ""
    services: tuple[str, ...] = ()
    """Any of these; empty: all. What somebody may see, rather than what they look for."""
    channel: str = ""
    language: str = ""
    confidence_below: float | None = None
    """0 to 1: the least sure of the words heard."""
    score_below: float | None = None
    """0 to 1: the least sure of the answers given."""
    satisfaction: tuple[int, ...] = ()
    """Any of these notes, 1 to 5."""
    attention: Attention = NO_REASON
    """Any of these reasons."""
    reviewed: bool | None = None


def reasons(attention: int) -> list[str]:
    """Names of the reasons in a column `attention`."""
    return [one.name.lower() for one in Attention if one.name and one in Attention(attention)]


@dataclass(frozen=True)
class Found:
    """One call."""

    id: int
    call_id: str
    started_at: float
    """Seconds since the epoch."""
    ended_at: float | None
    channel: str
    language: str
    topic: str
    """Slug; empty when none was answered."""
    outcome: str
    service: str
    confidence: float | None
    """0 to 1; None when nothing was heard."""
    score: float | None
    """0 to 1; None when nothing was answered."""
    satisfaction: int | None
    turns: int
    attention: int
    reviewed: int
    words: str
    """What was heard, one utterance a line; empty once erased."""

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return max(0.0, (self.ended_at or self.started_at) - self.started_at)

    @property
    def reasons(self) -> list[str]:
        """Why it deserves a second look: complaint, low_rating, unanswered, doubtful, badly_heard."""
        return reasons(self.attention)

    @property
    def key(self) -> str:
        """Where it stands in the list."""
        return f"{self.started_at!r}_{self.id}"


_COLUMNS = ", ".join(field.name for field in fields(Found))


@dataclass(frozen=True)
class Page:
    """One page of calls, the last ones first."""

    calls: tuple[Found, ...]
    newer: str = ""
    """Key to give as `after` for the page before this one; empty when there is none."""
    older: str = ""
    """Key to give as `before` for the page that follows; empty when there is none."""


def find(db: Database, filters: Filters, *, before: str = "", after: str = "", limit: int = PAGE) -> Page:
    """One page of the calls that fit: the last ones, or those next to a key. A key nobody gave is ignored."""
    where, values = _conditions(db, filters)
    start, backwards = _place(after or before), bool(after)
    if start is None:
        before, after, backwards = "", "", False
    else:
        where.append(f"(started_at, id) {'>' if backwards else '<'} (?, ?)")
        values += start
    order = "asc" if backwards else "desc"
    # Notes are few: their index serves, and not that of the order, along which most calls have none.
    moment = "+started_at" if filters.satisfaction else "started_at"
    rows = _rows(db, where, values, f"order by {moment} {order}, id {order} limit {int(limit) + 1}")
    more, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    return Page(
        calls=tuple(rows),
        newer=rows[0].key if rows and (more if backwards else bool(before)) else "",
        older=rows[-1].key if rows and (backwards or more) else "",
    )


def count(db: Database, filters: Filters) -> int:
    """How many calls fit; COUNTED + 1 for more than COUNTED."""
    if filters == Filters(words=filters.words) and (terms := full_text(filters.words)):
        return _holding(db, terms, COUNTED + 1)
    where, values = _conditions(db, filters)
    statement = f"select count(*) from (select 1 from call_search{_where(where)} limit {COUNTED + 1})"  # noqa: S608 - conditions are literals below
    (found,) = db.execute(statement, values).fetchone()
    return int(found)


def every(db: Database, filters: Filters) -> Iterator[Found]:
    """All calls that fit, the last ones first, read little by little."""
    before = ""
    while True:
        page = find(db, filters, before=before, limit=CHUNK)
        yield from page.calls
        if not page.older:
            return
        before = page.older


def full_text(words: str) -> str:
    """A query of the full-text index for what somebody typed, whatever signs are in it; empty for no word."""
    parts = []
    for quoted, bare in re.findall(r'"([^"]*)"|«?([^\s"«»]+)»?', words):
        found = re.findall(r"[^\W_]+", quoted or bare)
        if quoted:
            parts.append(" ".join(found))
        else:
            parts += found
    terms = []
    for part in [part for part in parts if part][:_MOST_WORDS]:
        begins = " " not in part and len(part) >= _PREFIXES_FROM
        terms.append(f'"{part}"*' if begins else f'"{part}"')
    return " ".join(terms)


def _conditions(db: Database, filters: Filters) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []

    def add(condition: str, *given: Any) -> None:
        where.append(condition)
        values.extend(given)

    if filters.since is not None:
        add("started_at >= ?", filters.since)
    if filters.until is not None:
        add("started_at < ?", filters.until)
    for column in ("topic", "outcome", "service", "channel", "language"):
        if value := getattr(filters, column):
            add(f"{column} = ?", value)
    if filters.services:
        add(f"service in ({', '.join('?' * len(filters.services))})", *filters.services)
    if filters.confidence_below is not None:
        add("confidence < ?", filters.confidence_below)
    if filters.score_below is not None:
        add("score < ?", filters.score_below)
    if filters.satisfaction:
        add(f"satisfaction in ({', '.join('?' * len(filters.satisfaction))})", *filters.satisfaction)
    if filters.attention:
        # Spelt out, so that the index of calls to listen to may serve.
        add("attention > 0")
        if filters.attention != ANY_REASON:
            add("attention & ? != 0", int(filters.attention))
    if filters.reviewed is not None:
        add("reviewed = 1" if filters.reviewed else "reviewed = 0")
    if filters.words.strip():
        terms = full_text(filters.words)
        found = "id in (select rowid from call_search_fts where call_search_fts match ?)"
        # Words that many calls hold are looked for among the calls in their order; rare ones the other way
        # round: SQLite, which cannot know, would sort tens of thousands of calls. "+" keeps it from that.
        add(f"+{found}" if _holding(db, terms, FREQUENT) == FREQUENT else found, terms) if terms else add("0")
    return where, values


def _holding(db: Database, terms: str, most: int) -> int:
    """How many calls hold these words; no more than `most` are counted, from the full-text index alone."""
    statement = "select count(*) from (select 1 from call_search_fts where call_search_fts match ? limit ?)"
    (found,) = db.execute(statement, [terms, most]).fetchone()
    return int(found)


def _rows(db: Database, where: list[str], values: list[Any], ending: str) -> list[Found]:
    statement = f"select {_COLUMNS} from call_search{_where(where)} {ending}"  # noqa: S608 - literals above
    return [Found(*row) for row in db.execute(statement, values)]


def _where(conditions: list[str]) -> str:
    return f" where {' and '.join(conditions)}" if conditions else ""


def _place(key: str) -> list[float] | None:
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,9})?)_(\d{1,15})", key)
    return [float(found[1]), int(found[2])] if found else None
