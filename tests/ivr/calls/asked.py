"""A town whose citizens asked a few things, for the tests of the improvement loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ivr.calls.improver import Improver
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare
from knowledge.articles import Article
from knowledge.fresh import FreshCandidate, FreshEvidence, FreshMatch
from knowledge.librarian import Librarian
from knowledge.store import KnowledgeStore
from tests.knowledge.valmont import TOWN, article

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
DAY = 86_400.0
WHO: dict[str, Any] = {"who": "Camille", "at": NOW}


class ByPhrasing:
    """A matcher that finds the article with a phrasing in the words, and nothing in refused words."""

    def __init__(self, articles: Sequence[Article], refused: Sequence[str] = ()) -> None:
        self.articles = articles
        self.refused = refused

    def match(
        self, text: str, alternatives: Sequence[str] = (), confidences: Sequence[float] = ()
    ) -> FreshMatch:
        """An answer for one article, a choice between several."""
        found = tuple(
            FreshCandidate(each.slug, 0.9, FreshEvidence(phrasing, ()))
            for each in self.articles
            for phrasing in each.phrasings
            if phrasing in text and text not in self.refused
        )
        return FreshMatch(found, {0: "none", 1: "answer"}.get(len(found), "disambiguate"))


@dataclass
class Hall:
    """Databases, and the helper that works on them."""

    connections: Connections
    store: KnowledgeStore
    improver: Improver

    def ask(
        self,
        text: str,
        *,
        days_ago: float = 1.0,
        decision: str = "none",
        topic: str = "",
        complained: bool = False,
        times: int = 1,
        confidence: float = 0.9,
    ) -> None:
        """Have citizens ask something, each in a call of their own."""
        with self.connections.writing() as db:
            for _ in range(times):
                (count,) = db.execute("select count(*) from questions").fetchone()
                db.table("questions").insert(
                    {
                        "call_id": f"CA{count}",
                        "seq": 3,
                        "asked_at": NOW.timestamp() - days_ago * DAY + count,
                        "text": text,
                        "confidence": confidence,
                        "decision": decision,
                        "topic": topic,
                        "best": topic,
                        "score": 0.5,
                        "service": "",
                        "complained": int(complained),
                    }
                )

    def last_call(self) -> str:
        """The call of the last question."""
        return str(self.connections.get().execute("select max(call_id) from questions").fetchone()[0])


def hall(folder: Path, name: str = "test") -> Hall:
    """A town with two articles."""
    calls = folder / "calls.db"
    prepare(calls, migrate)
    store = KnowledgeStore(folder / "knowledge.db")
    if not store.articles():
        store.save_all(
            [article(phrasings=("passeport",)), article("piscine", title="Piscine", phrasings=("nager",))],
            **WHO,
        )
    connections = Connections(calls)
    librarian = Librarian(store, TOWN, ByPhrasing, now=NOW)
    improver = Improver(
        name, connections, store, librarian, ByPhrasing, TOWN, lambda: NOW, lambda: NOW.timestamp()
    )
    return Hall(connections, store, improver)
