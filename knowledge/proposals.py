"""Changes put to the test of past questions before callers hear them: proposed, published, undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlite_utils import Database

from knowledge.article_files import from_json, to_json
from knowledge.article_table import delete_article, last_revision, read_article, write_article
from knowledge.articles import Article
from knowledge.refused import checked_phrases
from knowledge.store import EditConflict, KnowledgeStore, check_expected

Kind = Literal["article", "refused"]
State = Literal["open", "published", "undone", "dropped"]


class ProposalSettled(Exception):
    """The proposal is no longer where it was thought to be: somebody else published or dropped it."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A change that waits to be published."""

    id: int
    kind: Kind
    slug: str
    """The article it changes; empty for phrases to refuse."""
    article: Article | None
    """As it would be published."""
    expected: int
    """The revision it starts from; 0 for a new article."""
    phrases: tuple[str, ...]
    """The phrasings it adds, or the phrases it refuses."""
    who: str
    at: datetime
    state: State
    revision: int
    """The one its publication made; 0 before."""


class Proposals:
    """The proposals of one base. Raises StoreError."""

    def __init__(self, store: KnowledgeStore) -> None:
        self._store = store
        self._connections = store.connections

    def propose_article(self, article: Article, *, expected: int, who: str, at: datetime) -> int:
        """Propose an article as it would be published, from the revision its author read; its number."""
        now = self._store.article(article.slug)
        known = set(now.phrasings) if now else set()
        added = [phrasing for phrasing in article.phrasings if phrasing not in known]
        published = replace(article, status="published")
        return self._insert("article", article.slug, to_json(published), expected, added, who, at)

    def propose_refusal(self, phrases: Iterable[str], *, who: str, at: datetime) -> int:
        """Propose to refuse phrases; its number. Raises InputError."""
        return self._insert("refused", "", "", 0, checked_phrases(phrases), who, at)

    def proposal(self, number: int) -> Proposal | None:
        """One proposal; None when there is none."""
        with self._connections.reading() as database:
            return _read(database, number)

    def proposals(self, limit: int = 50) -> list[Proposal]:
        """Those open first, then the last ones published or undone."""
        with self._connections.reading() as database:
            rows = list(
                database.query(
                    "select * from proposals where state <> 'dropped'"
                    " order by state <> 'open', id desc limit ?",
                    [limit],
                )
            )
        return [_proposal(row) for row in rows]

    def changed(self, proposal: Proposal) -> tuple[list[Article], list[str]]:
        """The whole base as it would be, articles in their order, and the phrases it would refuse."""
        articles, _ = self._store.readable_articles()
        refused = [phrase.text for phrase in self._store.refused.phrases()]
        if proposal.article is None:
            return articles, [*refused, *proposal.phrases]
        article = proposal.article
        kept = [article if each.slug == article.slug else each for each in articles]
        return (kept if article in kept else [*kept, article]), refused

    def publish(self, number: int, *, who: str, at: datetime) -> Proposal:
        """Let callers hear it.

        Raises ProposalSettled when it is not open, EditConflict when the article changed since it was read.
        """
        proposal = self._claimed(number, "open")
        if proposal.article is None:
            self._store.refused.add(proposal.phrases, who=who, at=at)
            self._move(number, "open", "published")
            return replace(proposal, state="published")
        with self._connections.writing() as database:
            check_expected(database, proposal.slug, proposal.expected)
            done = write_article(database, proposal.article, who, at)
            # Somebody already wrote just that: there is nothing of this publication's to take back.
            revision = 0 if done == "unchanged" else last_revision(database, proposal.slug)
            _moved(database, number, "open", "published", revision)
        return replace(proposal, state="published", revision=revision)

    def undo(self, number: int, *, who: str, at: datetime) -> Proposal:
        """Take a publication back: the article as it was before, or the phrases refused no more.

        Raises ProposalSettled when it is not published, EditConflict when the article changed since.
        """
        proposal = self._claimed(number, "published")
        if proposal.article is None:
            self._store.refused.remove(proposal.phrases)
            self._move(number, "published", "undone")
            return replace(proposal, state="undone")
        if not proposal.revision:
            self._move(number, "published", "undone")
            return replace(proposal, state="undone")
        with self._connections.writing() as database:
            if last_revision(database, proposal.slug) != proposal.revision:
                current = read_article(database, proposal.slug)
                raise EditConflict(proposal.slug, current, last_revision(database, proposal.slug))
            row = next(database.query("select before from revisions where id = ?", [proposal.revision]))
            if row["before"] is None:
                delete_article(database, proposal.slug, who, at)
            else:
                write_article(database, from_json(row["before"]), who, at, restored=True)
            _moved(database, number, "published", "undone", proposal.revision)
        return replace(proposal, state="undone")

    def drop(self, number: int) -> bool:
        """Give a proposal up; False when it is not open."""
        with self._connections.writing() as database:
            done = database.conn.execute(
                "update proposals set state = 'dropped' where id = ? and state = 'open'", [number]
            )
            return done.rowcount == 1

    def _insert(
        self,
        kind: Kind,
        slug: str,
        article: str,
        expected: int,
        phrases: Iterable[str],
        who: str,
        at: datetime,
    ) -> int:
        row = {
            "kind": kind,
            "slug": slug,
            "article": article,
            "expected": expected,
            "phrases": json.dumps(list(phrases), ensure_ascii=False),
            "who": who,
            "at": at.astimezone(UTC).isoformat(),
            "state": "open",
            "revision": 0,
        }
        with self._connections.writing() as database:
            return int(database.table("proposals").insert(row).last_pk or 0)

    def _claimed(self, number: int, state: State) -> Proposal:
        proposal = self.proposal(number)
        if proposal is None or proposal.state != state:
            raise ProposalSettled(number)
        return proposal

    def _move(self, number: int, before: State, after: State) -> None:
        with self._connections.writing() as database:
            _moved(database, number, before, after, 0)


def _moved(database: Database, number: int, before: State, after: State, revision: int) -> None:
    done = database.conn.execute(
        "update proposals set state = ?, revision = ? where id = ? and state = ?",
        [after, revision, number, before],
    )
    if done.rowcount != 1:
        raise ProposalSettled(number)


def _read(database: Database, number: int) -> Proposal | None:
    row = next(database.query("select * from proposals where id = ?", [number]), None)
    return _proposal(row) if row else None


def _proposal(row: dict[str, Any]) -> Proposal:
    return Proposal(
        id=row["id"],
        kind=row["kind"],
        slug=row["slug"],
        article=from_json(row["article"]) if row["article"] else None,
        expected=row["expected"],
        phrases=tuple(json.loads(row["phrases"])),
        who=row["who"],
        at=datetime.fromisoformat(row["at"]),
        state=row["state"],
        revision=row["revision"] or 0,
    )
