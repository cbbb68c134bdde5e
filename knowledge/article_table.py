"""The `articles` table and its history, inside a transaction that somebody else opened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlite_utils import Database

from knowledge.article_files import to_json
from knowledge.articles import Article, Variant

Deed = Literal["created", "changed", "deleted", "restored"]

_PLAIN = (
    *("slug", "title", "offer", "service", "spoken", "source", "details", "text_message"),
    *("question", "status"),
)


def read_article(database: Database, slug: str) -> Article | None:
    """One article, as it is now. Raises as `article_of` does."""
    row = next(database.query("select * from articles where slug = ?", [slug]), None)
    if row is None:
        return None
    rows = database.query("select text from phrasings where slug = ? order by position", [slug])
    return article_of(row, [row["text"] for row in rows])


def last_revision(database: Database, slug: str) -> int:
    """Number of the last change to an article; 0 when there is no such article."""
    row = next(database.query("select revision from articles where slug = ?", [slug]), None)
    return int(row["revision"]) if row else 0


def write_article(
    database: Database, article: Article, who: str, at: datetime, *, restored: bool = False
) -> Literal["created", "changed", "unchanged"]:
    """Create or change an article, and record it in the history. An unchanged one leaves no trace."""
    before = read_article(database, article.slug)
    if before == article:
        return "unchanged"
    deed: Deed = "restored" if restored else "changed" if before else "created"
    revision = _record(database, deed, article.slug, before, article, who, at)
    (position,) = database.conn.execute(
        "select coalesce((select position from articles where slug = ?), max(position) + 1, 1) from articles",
        [article.slug],
    ).fetchone()
    # Phrasings go first and come back last: they refer to the row that is replaced between.
    database.conn.execute("delete from phrasings where slug = ?", [article.slug])
    row = {**row_of(article), "position": position, "revision": revision}
    database.table("articles").insert(row, replace=True, pk="slug")
    database.conn.executemany(
        "insert into phrasings (slug, position, text) values (?, ?, ?)",
        [(article.slug, number, text) for number, text in enumerate(article.phrasings)],
    )
    return "changed" if before else "created"


def delete_article(database: Database, slug: str, who: str, at: datetime) -> bool:
    """Delete an article, and record it in the history; False when there is none."""
    before = read_article(database, slug)
    if before is None:
        return False
    _record(database, "deleted", slug, before, None, who, at)
    database.conn.execute("delete from phrasings where slug = ?", [slug])
    database.conn.execute("delete from articles where slug = ?", [slug])
    return True


def reorder(database: Database, slugs: Sequence[str]) -> None:
    """Give articles the order of this list."""
    database.conn.executemany(
        "update articles set position = ?1 where slug = ?2 and position <> ?1",
        [(position, slug) for position, slug in enumerate(slugs, start=1)],
    )


def row_of(article: Article) -> dict[str, Any]:
    """An article as the values of its row; its phrasings have rows of their own."""
    variants = [{"label": of.label, "phrases": of.phrases, "spoken": of.spoken} for of in article.variants]
    return {
        **{name: getattr(article, name) for name in _PLAIN},
        "as_of": article.as_of.isoformat(),
        "valid_from": article.valid_from and article.valid_from.isoformat(),
        "valid_until": article.valid_until and article.valid_until.isoformat(),
        "keywords": json.dumps(article.keywords, ensure_ascii=False),
        "audience": json.dumps(article.audience, ensure_ascii=False),
        "variants": json.dumps(variants, ensure_ascii=False),
    }


def article_of(row: dict[str, Any], phrasings: Sequence[str]) -> Article:
    """A row as an article. Raises InputError, or ValueError and the like, when it was edited by hand."""
    variants = json.loads(row["variants"])
    return Article(
        **{name: row[name] for name in _PLAIN},
        as_of=date.fromisoformat(row["as_of"]),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        phrasings=tuple(phrasings),
        keywords=tuple(json.loads(row["keywords"])),
        audience=tuple(json.loads(row["audience"])),
        variants=tuple(Variant(**{**of, "phrases": tuple(of["phrases"])}) for of in variants),
    )


def _record(
    database: Database,
    deed: Deed,
    slug: str,
    before: Article | None,
    after: Article | None,
    who: str,
    at: datetime,
) -> int:
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone; a revision must say when it was made.")
    versions = [to_json(article) if article else None for article in (before, after)]
    cursor = database.conn.execute(
        "insert into revisions (at, who, slug, deed, before, after) values (?, ?, ?, ?, ?, ?)",
        [at.astimezone(UTC).isoformat(), who, slug, deed, *versions],
    )
    return int(cursor.lastrowid or 0)
