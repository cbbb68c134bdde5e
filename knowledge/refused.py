"""Phrases the town hall taught the line to refuse: asked by citizens, not the town hall's to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.articles import LENGTHS, fault, tidy_all
from knowledge.connections import Connections
from knowledge.fresh import phrase_key
from knowledge.located import InputError, Problem
from knowledge.messages import message

REFUSED_LIMIT = 2_000
"""Phrases kept; each is learnt by every matcher."""


@dataclass(frozen=True, kw_only=True)
class RefusedPhrase:
    """One phrase, and who said that it was not the town hall's."""

    id: int
    text: str
    who: str
    at: datetime
    """UTC."""


class RefusedPhrases:
    """The phrases of one base. Raises StoreError."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def phrases(self) -> list[RefusedPhrase]:
        """Every phrase, in the order they were learnt."""
        with self._connections.reading() as database:
            rows = list(database.query("select * from refused_phrases order by id"))
        return [
            RefusedPhrase(
                id=row["id"], text=row["text"], who=row["who"], at=datetime.fromisoformat(row["at"])
            )
            for row in rows
        ]

    def add(self, texts: Iterable[str], *, who: str, at: datetime) -> int:
        """Learn phrases; how many were not known. Raises InputError, and then learns none."""
        wanted = checked_phrases(texts)
        with self._connections.writing() as database:
            (count,) = database.conn.execute("select count(*) from refused_phrases").fetchone()
            if count + len(wanted) > REFUSED_LIMIT:
                text = message("article.too_many", count=count + len(wanted), limit=REFUSED_LIMIT)
                raise InputError([Problem(text, field="phrases")])
            moment = at.astimezone(UTC).isoformat()
            done = database.conn.executemany(
                "insert or ignore into refused_phrases (key, text, who, at) values (?, ?, ?, ?)",
                [(phrase_key(text) or text, text, who, moment) for text in wanted],
            )
            return int(done.rowcount)

    def remove(self, texts: Iterable[str]) -> int:
        """Forget phrases, by their words; how many were known."""
        keys = [phrase_key(text) or text for text in tidy_all(texts)]
        with self._connections.writing() as database:
            done = database.conn.executemany(
                "delete from refused_phrases where key = ?", [(key,) for key in keys]
            )
            return int(done.rowcount)


def checked_phrases(texts: Iterable[str]) -> tuple[str, ...]:
    """Phrases tidied. Raises InputError when there is none, or one cannot be kept."""
    wanted = tidy_all(texts)
    told = [found for text in wanted if (found := _wrong(text))]
    if not wanted:
        told.append(message("article.empty", name="phrases"))
    if told:
        raise InputError([Problem(text, field="phrases") for text in told])
    return wanted


def _wrong(text: str) -> str:
    """Why a phrase cannot be kept, as a sentence; empty when it can."""
    if len(text) > LENGTHS["phrasing"]:
        told = {"name": "phrases", "length": len(text), "limit": LENGTHS["phrasing"], "value": text}
        return message("article.too_long", **told)
    return fault(text)
