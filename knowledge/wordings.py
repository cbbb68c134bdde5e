"""Prompts the town hall words its own way: the present wording of each, and its history.

Which keys exist and what a sentence must hold is not known here: whoever writes checks it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from knowledge.articles import fault, tidy_line
from knowledge.connections import Connections
from knowledge.located import InputError, Problem
from knowledge.messages import message

WORDING_LENGTH = 600
"""Characters kept; what may be said aloud is much shorter."""


class WordingConflict(Exception):
    """Somebody else worded this prompt meanwhile. `current` is what it has become (None: the shipped one)."""

    def __init__(self, current: Wording | None) -> None:
        super().__init__(message("store.conflict", slug=current.key if current else ""))
        self.current = current


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One prompt as the town hall says it."""

    language: str
    key: str
    text: str
    who: str
    at: datetime
    """UTC."""
    revision: int


@dataclass(frozen=True, kw_only=True)
class WordingRevision:
    """One change of wording; an empty text is the shipped sentence."""

    id: int
    at: datetime
    who: str
    key: str
    before: str
    after: str


class Wordings:
    """The wordings of one base. Raises StoreError."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def texts(self, language: str) -> dict[str, str]:
        """Every prompt reworded, by key."""
        with self._connections.reading() as database:
            rows = database.query("select key, text from wordings where language = ?", [language])
            return {row["key"]: row["text"] for row in rows}

    def wording(self, language: str, key: str) -> Wording | None:
        """A prompt's own wording; None when the shipped sentence is said."""
        with self._connections.reading() as database:
            return _read(database, language, key)

    def history(self, language: str, key: str, limit: int = 50) -> list[WordingRevision]:
        """The changes of one prompt, the last one first."""
        with self._connections.reading() as database:
            rows = list(
                database.query(
                    "select * from wording_revisions where language = ? and key = ? order by id desc limit ?",
                    [language, key, limit],
                )
            )
        return [_revision(row) for row in rows]

    def put(
        self, language: str, key: str, text: str, *, who: str, at: datetime, expected: int | None = None
    ) -> int:
        """Word a prompt, or give it its shipped sentence back with an empty text; its revision, 0 when it is
        the shipped one.

        `expected`: the revision the author started from, 0 for the shipped sentence. Raises WordingConflict
        when there has been another since, InputError for what cannot be kept.
        """
        text = tidy_line(text)
        if found := fault(text):
            raise InputError([Problem(found, field="text")])
        if len(text) > WORDING_LENGTH:
            told = message(
                "article.too_long", name="text", length=len(text), limit=WORDING_LENGTH, value=text
            )
            raise InputError([Problem(told, field="text")])
        moment = at.astimezone(UTC).isoformat()
        with self._connections.writing() as database:
            current = _read(database, language, key)
            if expected is not None and expected != (current.revision if current else 0):
                raise WordingConflict(current)
            before = current.text if current else ""
            if before == text:
                return current.revision if current else 0
            cursor = database.conn.execute(
                "insert into wording_revisions (at, who, language, key, before, after)"
                " values (?, ?, ?, ?, ?, ?)",
                [moment, who, language, key, before, text],
            )
            if not text:
                database.conn.execute("delete from wordings where language = ? and key = ?", [language, key])
                return 0
            revision = int(cursor.lastrowid or 0)
            database.conn.execute(
                "insert or replace into wordings (language, key, text, who, at, revision)"
                " values (?, ?, ?, ?, ?, ?)",
                [language, key, text, who, moment, revision],
            )
            return revision


def _read(database: Database, language: str, key: str) -> Wording | None:
    row = next(database.query("select * from wordings where language = ? and key = ?", [language, key]), None)
    return Wording(**{**row, "at": datetime.fromisoformat(row["at"])}) if row else None


def _revision(row: dict[str, Any]) -> WordingRevision:
    return WordingRevision(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        key=row["key"],
        before=row["before"] or "",
        after=row["after"] or "",
    )
