"""The town hall's knowledge base in SQLite: articles, their history, alerts, closures.

Nothing a person wrote is ever lost: every change keeps the article as it was and as it became, and can be
undone. Whoever edits says which revision they had before their eyes; a change made meanwhile by someone else
is refused rather than overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from knowledge.article_files import from_json, to_json
from knowledge.article_rows import article_of, row_of
from knowledge.articles import Article
from knowledge.connections import Connections
from knowledge.located import InputError, Problem
from knowledge.messages import message
from knowledge.migrations import migrate
from knowledge.notices import Notices

Deed = Literal["created", "changed", "deleted", "restored"]


class EditConflict(Exception):
    """Somebody changed the article since it was read. `current` is what it has become (None: deleted)."""

    def __init__(self, slug: str, current: Article | None, revision: int) -> None:
        super().__init__(message("store.conflict", slug=slug))
        self.current = current
        self.revision = revision


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One change to one article."""

    id: int
    at: datetime
    """UTC."""
    who: str
    slug: str
    deed: Deed
    before: Article | None
    after: Article | None


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What saving several articles did, by slug."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


class KnowledgeStore:
    """The knowledge base of one town. Safe from several threads and processes. Raises StoreError.

    `who` is the account, or the command, that answers for a change; `at` must carry a time zone.
    """

    def __init__(self, path: Path) -> None:
        self.connections = Connections(path, migrate)
        self.notices = Notices(self.connections)

    @property
    def path(self) -> Path:
        return self.connections.path

    def version(self) -> int:
        """A number that changes with anything callers may hear. Cheap: ask it at every question."""
        with self.connections.reading() as database:
            (version,) = database.conn.execute("select version from counter").fetchone()
        return int(version)

    # Reading.

    def articles(self) -> list[Article]:
        """Every article, drafts included, in their order. Raises InputError when one was damaged by hand."""
        articles, problems = self.readable_articles()
        if problems:
            raise InputError(problems)
        return articles

    def readable_articles(self) -> tuple[list[Article], list[Problem]]:
        """The articles that can be read, and what is wrong with the others: the line goes on without them."""
        with self.connections.reading() as database:
            rows = list(database.query("select * from articles order by position"))
            phrasings: dict[str, list[str]] = {}
            for row in database.query("select slug, text from phrasings order by slug, position"):
                phrasings.setdefault(row["slug"], []).append(row["text"])
        articles: list[Article] = []
        problems: list[Problem] = []
        for row in rows:
            try:
                articles.append(article_of(row, phrasings.get(row["slug"], [])))
            except InputError as error:
                problems += error.problems
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                text = message("store.unreadable", slug=str(row["slug"]), detail=str(error))
                problems.append(Problem(text, slug=str(row["slug"])))
        return articles, problems

    def article(self, slug: str) -> Article | None:
        """One article, as it is now."""
        with self.connections.reading() as database:
            return _read(database, slug)

    def revision_of(self, slug: str) -> int:
        """The last revision of an article, to be given back to `save`; 0 when there is no such article."""
        with self.connections.reading() as database:
            return _revision(database, slug)

    def revisions(self, slug: str = "", limit: int = 100) -> list[Revision]:
        """Changes, the last one first: of one article, or of all of them."""
        where = "where slug = :slug" if slug else ""
        with self.connections.reading() as database:
            rows = database.query(
                f"select * from revisions {where} order by id desc limit :limit",  # noqa: S608 (our own words)
                {"slug": slug, "limit": limit},
            )
            return [_as_revision(row) for row in rows]

    # Writing.

    def save(self, article: Article, *, who: str, at: datetime, expected: int | None = None) -> int:
        """Create or change one article; the number of its last revision.

        `expected` is the revision the author started from, 0 for a new article. Raises EditConflict when
        there has been another since, and then nothing is written.
        """
        with self.connections.writing() as database:
            _check_expected(database, article.slug, expected)
            _write(database, article, who, at)
            return _revision(database, article.slug)

    def save_all(
        self, articles: Sequence[Article], *, who: str, at: datetime, replace: bool = False
    ) -> Changes:
        """Create or change several articles, all or none; `replace` deletes those that are not given.

        Raises InputError when two have the same slug.
        """
        _refuse_twice(articles)
        kept = {article.slug for article in articles}
        done: dict[str, list[str]] = {"created": [], "changed": [], "unchanged": [], "deleted": []}
        with self.connections.writing() as database:
            for article in articles:
                done[_write(database, article, who, at)].append(article.slug)
            if replace:
                rows = list(database.query("select slug from articles order by position"))
                for slug in (row["slug"] for row in rows if row["slug"] not in kept):
                    _delete(database, slug, who, at)
                    done["deleted"].append(slug)
                _reorder(database, [article.slug for article in articles])
        return Changes(**{deed: tuple(slugs) for deed, slugs in done.items()})

    def delete(self, slug: str, *, who: str, at: datetime, expected: int | None = None) -> bool:
        """Delete one article; False when there is none. Raises EditConflict as `save` does."""
        with self.connections.writing() as database:
            _check_expected(database, slug, expected)
            return _delete(database, slug, who, at)

    def undo(self, revision: int, *, who: str, at: datetime) -> Article | None:
        """Give an article back the form it had before a revision; None when it did not exist then.

        What has been written since stays in the history. Raises KeyError for an unknown revision, InputError
        when the old form no longer meets the rules.
        """
        with self.connections.writing() as database:
            row = next(database.query("select slug, before from revisions where id = ?", [revision]), None)
            if row is None:
                raise KeyError(revision)
            if row["before"] is None:
                _delete(database, row["slug"], who, at)
                return None
            article = from_json(row["before"])
            _write(database, article, who, at, restored=True)
            return article


def _check_expected(database: Database, slug: str, expected: int | None) -> None:
    revision = _revision(database, slug)
    if expected is not None and expected != revision:
        raise EditConflict(slug, _read(database, slug), revision)


def _refuse_twice(articles: Iterable[Article]) -> None:
    slugs = [article.slug for article in articles]
    if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        raise InputError([Problem(message("article.slug_twice", value=slug), slug=slug) for slug in twice])


def _revision(database: Database, slug: str) -> int:
    row = next(database.query("select revision from articles where slug = ?", [slug]), None)
    return int(row["revision"]) if row else 0


def _read(database: Database, slug: str) -> Article | None:
    row = next(database.query("select * from articles where slug = ?", [slug]), None)
    if row is None:
        return None
    rows = database.query("select text from phrasings where slug = ? order by position", [slug])
    return article_of(row, [row["text"] for row in rows])


def _write(
    database: Database, article: Article, who: str, at: datetime, *, restored: bool = False
) -> Literal["created", "changed", "unchanged"]:
    before = _read(database, article.slug)
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


def _delete(database: Database, slug: str, who: str, at: datetime) -> bool:
    before = _read(database, slug)
    if before is None:
        return False
    _record(database, "deleted", slug, before, None, who, at)
    database.conn.execute("delete from phrasings where slug = ?", [slug])
    database.conn.execute("delete from articles where slug = ?", [slug])
    return True


def _reorder(database: Database, slugs: Sequence[str]) -> None:
    database.conn.executemany(
        "update articles set position = ?1 where slug = ?2 and position <> ?1",
        [(position, slug) for position, slug in enumerate(slugs, start=1)],
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
    cursor = database.conn.execute(
        "insert into revisions (at, who, slug, deed, before, after) values (?, ?, ?, ?, ?, ?)",
        [
            at.astimezone(UTC).isoformat(),
            who,
            slug,
            deed,
            to_json(before) if before else None,
            to_json(after) if after else None,
        ],
    )
    return int(cursor.lastrowid or 0)


def _as_revision(row: dict[str, Any]) -> Revision:
    return Revision(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        slug=row["slug"],
        deed=row["deed"],
        before=from_json(row["before"]) if row["before"] else None,
        after=from_json(row["after"]) if row["after"] else None,
    )
