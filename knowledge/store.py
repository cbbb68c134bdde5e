"""The town hall's knowledge base in SQLite: articles, their history, alerts, closures.

Nothing a person wrote is ever lost: every change keeps the article as it was and as it became, and can be
undone. Whoever edits says which revision they had before their eyes; a change made meanwhile by someone else
is refused rather than overwritten.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from knowledge.article_files import from_json
from knowledge.article_table import (
    Deed,
    article_of,
    delete_article,
    last_revision,
    read_article,
    reorder,
    write_article,
)
from knowledge.articles import Article
from knowledge.connections import Connections
from knowledge.located import InputError, Problem
from knowledge.messages import message
from knowledge.migrations import migrate
from knowledge.notices import Notices
from knowledge.refused import RefusedPhrases
from knowledge.translation_table import Translations
from knowledge.wordings import Wordings


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
        self.refused = RefusedPhrases(self.connections)
        self.wordings = Wordings(self.connections)
        self.translations = Translations(self.connections)

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

    def titles(self) -> dict[str, str]:
        """Titles by slug, in the articles' order: all that a page needs which only names them."""
        with self.connections.reading() as database:
            return dict(
                database.conn.execute("select slug, title from articles order by position").fetchall()
            )

    def past_titles(self) -> dict[str, str]:
        """The last titles of the articles that are no more, by slug: calls and figures still name them."""
        with self.connections.reading() as database:
            rows = database.conn.execute(
                "select slug, coalesce(after, before) from revisions r where slug not in"
                " (select slug from articles) and id = (select max(id) from revisions where slug = r.slug)"
            ).fetchall()
        return {slug: str(json.loads(written).get("title") or slug) for slug, written in rows if written}

    def article(self, slug: str) -> Article | None:
        """One article, as it is now."""
        with self.connections.reading() as database:
            return read_article(database, slug)

    def revision_of(self, slug: str) -> int:
        """The last revision of an article, to be given back to `save`; 0 when there is no such article."""
        with self.connections.reading() as database:
            return last_revision(database, slug)

    def revisions(self, slug: str = "", limit: int = 100) -> list[Revision]:
        """Changes, the last one first: of one article, or of all of them."""
        where = "where slug = :slug" if slug else ""
        with self.connections.reading() as database:
            rows = database.query(
                f"select * from revisions {where} order by id desc limit :limit",  # noqa: S608 (our own words)
                {"slug": slug, "limit": limit},
            )
            return [_as_revision(row) for row in rows]

    def revision(self, number: int) -> Revision | None:
        """One change by its number."""
        with self.connections.reading() as database:
            row = next(database.query("select * from revisions where id = ?", [number]), None)
            return _as_revision(row) if row else None

    # Writing.

    def save(self, article: Article, *, who: str, at: datetime, expected: int | None = None) -> int:
        """Create or change one article; the number of its last revision.

        `expected` is the revision the author started from, 0 for a new article. Raises EditConflict when
        there has been another since, and then nothing is written.
        """
        with self.connections.writing() as database:
            check_expected(database, article.slug, expected)
            write_article(database, article, who, at)
            return last_revision(database, article.slug)

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
                done[write_article(database, article, who, at)].append(article.slug)
            if replace:
                rows = list(database.query("select slug from articles order by position"))
                for slug in (row["slug"] for row in rows if row["slug"] not in kept):
                    delete_article(database, slug, who, at)
                    done["deleted"].append(slug)
                reorder(database, [article.slug for article in articles])
        return Changes(**{deed: tuple(slugs) for deed, slugs in done.items()})

    def delete(self, slug: str, *, who: str, at: datetime, expected: int | None = None) -> bool:
        """Delete one article; False when there is none. Raises EditConflict as `save` does."""
        with self.connections.writing() as database:
            check_expected(database, slug, expected)
            return delete_article(database, slug, who, at)

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
                delete_article(database, row["slug"], who, at)
                return None
            article = from_json(row["before"])
            write_article(database, article, who, at, restored=True)
            return article

    def restore(self, revision: int, *, who: str, at: datetime, expected: int | None = None) -> Article:
        """Give an article back the form that a revision gave it, also when it was deleted since.

        Raises KeyError for a revision that is unknown or left no article, EditConflict as `save` does,
        InputError when the old form no longer meets the rules.
        """
        with self.connections.writing() as database:
            row = next(database.query("select slug, after from revisions where id = ?", [revision]), None)
            if row is None or row["after"] is None:
                raise KeyError(revision)
            check_expected(database, row["slug"], expected)
            article = from_json(row["after"])
            write_article(database, article, who, at, restored=True)
            return article


def check_expected(database: Database, slug: str, expected: int | None) -> None:
    """Raise EditConflict when an article is not at the revision its author started from."""
    revision = last_revision(database, slug)
    if expected is not None and expected != revision:
        raise EditConflict(slug, read_article(database, slug), revision)


def _refuse_twice(articles: Iterable[Article]) -> None:
    counts = Counter(article.slug for article in articles)
    if twice := sorted(slug for slug, count in counts.items() if count > 1):
        raise InputError([Problem(message("article.slug_twice", value=slug), slug=slug) for slug in twice])


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
