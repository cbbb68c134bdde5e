"""The articles of a base as a list: enough of each to be found and sorted, without reading it whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from knowledge.articles import Article
from knowledge.fresh import phrase_key
from knowledge.normalise import is_stop_word, stem, without_accents, words
from knowledge.store import KnowledgeStore


@dataclass(frozen=True, kw_only=True)
class ArticleLine:
    """One article in a list."""

    slug: str
    title: str
    service: str
    status: str
    valid_from: date | None
    valid_until: date | None
    as_of: date
    phrasings: int
    changed_at: datetime
    """UTC."""
    changed_by: str

    def state(self, today: date) -> str:
        """draft, expired, coming, or published."""
        if self.status != "published":
            return "draft"
        if self.valid_until and self.valid_until < today:
            return "expired"
        return "coming" if self.valid_from and self.valid_from > today else "published"


def lines(store: KnowledgeStore, search: str = "") -> list[ArticleLine]:
    """Every article, in the base's order; with `search`, those that have all of its words, or their
    beginnings, somewhere in their texts, whatever the accents. Raises StoreError."""
    with store.connections.reading() as database:
        rows = list(
            database.query(
                "select a.*, r.at, r.who, (select count(*) from phrasings p where p.slug = a.slug) as asked"
                " from articles a left join revisions r on r.id = a.revision order by a.position"
            )
        )
        phrasings: dict[str, list[str]] = {}
        if search.strip():
            for row in database.query("select slug, text from phrasings"):
                phrasings.setdefault(row["slug"], []).append(row["text"])
    wanted = _stems(" ".join(word for word in words(search) if not is_stop_word(word)))
    return [_line(row) for row in rows if not wanted or _holds(_everything(row, phrasings), wanted)]


def shared_phrasings(article: Article, others: Iterable[Article]) -> dict[str, str]:
    """The phrasings of an article, or their near twins, that belong to another one: its slug by phrasing."""
    keys = {phrase_key(phrasing): phrasing for phrasing in article.phrasings if phrase_key(phrasing)}
    found: dict[str, str] = {}
    for other in others:
        if other.slug == article.slug:
            continue
        for phrasing in other.phrasings:
            mine = keys.get(phrase_key(phrasing))
            if mine is not None:
                found.setdefault(mine, other.slug)
    return found


def _holds(text: str, wanted: frozenset[str]) -> bool:
    """Whether each wanted stem begins a word of the text."""
    found = _stems(text)
    return all(any(stem.startswith(one) for stem in found) for one in wanted)


def _everything(row: dict[str, Any], phrasings: dict[str, list[str]]) -> str:
    names = ("slug", "title", "offer", "spoken", "details", "keywords", "source")
    return " ".join([*(row[name] or "" for name in names), *phrasings.get(row["slug"], ())]).replace("-", " ")


def _stems(text: str) -> frozenset[str]:
    # Searched word by word, however long: `words` reads the beginning of one utterance only.
    pieces = text.split()
    return frozenset(
        without_accents(stem(word))
        for start in range(0, len(pieces), 100)
        for word in words(" ".join(pieces[start : start + 100]))
    )


def _line(row: dict[str, Any]) -> ArticleLine:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return ArticleLine(
        slug=row["slug"],
        title=row["title"],
        service=row["service"] or "",
        status=row["status"],
        valid_from=day("valid_from"),
        valid_until=day("valid_until"),
        as_of=date.fromisoformat(row["as_of"]),
        phrasings=row["asked"],
        changed_at=datetime.fromisoformat(row["at"] or "1970-01-01T00:00:00+00:00"),
        changed_by=row["who"] or "",
    )
