"""Groups of questions asked in vain, as the worker left them for a page to show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database

from ivr.calls.erasure import last_erasure
from ivr.database import Connections
from knowledge.clusters import Asked, Cluster
from knowledge.fresh import phrase_key

WORDINGS_KEPT = 60
"""Wordings of a group that are listed, the most asked first."""
GROUPS_KEPT = 500
"""Groups kept, the most asked first; nobody reads further."""


@dataclass(frozen=True)
class Group:
    """Wordings of what seems to be one question without a good answer."""

    key: str
    rank: int
    """1 is the most asked."""
    count: int
    this_week: int
    last_week: int
    wordings: tuple[Asked, ...]
    others: int
    """Wordings not listed."""
    nearest: tuple[tuple[str, float], ...]
    """Slugs of the nearest articles with their scores, 0 to 1."""
    doubtful: frozenset[str] = frozenset()
    """Wordings that were perhaps misheard: nobody should take them over without reading them."""

    @property
    def example(self) -> str:
        """The wording that stands for all, one that was heard well when there is one."""
        heard = (one.text for one in self.wordings if one.text not in self.doubtful)
        return next(heard, self.wordings[0].text)

    @property
    def trend(self) -> str:
        """up, down, or steady: this week against last."""
        if self.this_week == self.last_week:
            return "steady"
        return "up" if self.this_week > self.last_week else "down"


@dataclass(frozen=True)
class Made:
    """When the groups were made, and of how many questions."""

    at: float
    """Seconds since the epoch."""
    questions: int
    stamp: str
    """What they were made from; the same stamp, the same groups."""


def key_of(cluster: Cluster) -> str:
    """The name of a group, as long as the same wording stands for it."""
    return digest_of(cluster.example)[:16]


def digest_of(text: str) -> str:
    """A name for what near twins of some words share; tells nothing of the words."""
    return hashlib.sha256((phrase_key(text) or text).encode("utf-8", "surrogatepass")).hexdigest()


def write_groups(
    connections: Connections,
    found: Iterable[tuple[Cluster, Sequence[tuple[str, float]]]],
    made: Made,
    *,
    as_of: int | None = None,
) -> int | None:
    """Replace the groups by these, the most asked first, each with its nearest articles; how many.

    `as_of`: the last erasure when the words were read from calls.db; None when they come from elsewhere.
    After a later one nothing is written, and None returned: these words may have been erased meanwhile.
    """
    rows = [_row(rank, *one) for rank, one in enumerate(found, start=1) if rank <= GROUPS_KEPT]
    with connections.writing() as db:
        if as_of is not None and last_erasure(db) != as_of:
            return None
        db.execute("delete from question_groups")
        db.table("question_groups").insert_all(rows, replace=True)
        row = {"id": 1, "at": made.at, "questions": made.questions, "stamp": made.stamp}
        db.table("question_groups_made").insert(row, replace=True, pk="id")
    return len(rows)


def groups(db: Database, *, offset: int = 0, limit: int = 25) -> list[Group]:
    """A page of groups, the most asked first."""
    rows = db.query("select * from question_groups order by rank limit ? offset ?", [limit, offset])
    return [_group(row) for row in rows]


def count_groups(db: Database) -> int:
    """How many groups of questions there are to settle."""
    return int(db.execute("select count(*) from question_groups").fetchone()[0])


def group(db: Database, key: str) -> Group | None:
    """One group; None when it was made anew or settled meanwhile."""
    row = next(db.query("select * from question_groups where key = ?", [key]), None)
    return _group(row) if row else None


def made(db: Database) -> Made | None:
    """When the groups were made; None when they never were, or were erased."""
    row = db.execute("select at, questions, stamp from question_groups_made").fetchone()
    return Made(*row) if row else None


def set_aside(connections: Connections, group: Group, *, who: str, at: float) -> None:
    """Show the wordings of a group no more."""
    settle(connections, group.key, [one.text for one in group.wordings], who=who, at=at)


def settle(connections: Connections, key: str, texts: Iterable[str], *, who: str, at: float) -> None:
    """Show these wordings no more, and take their group off the list at once."""
    with connections.writing() as db:
        db.table("questions_aside").insert_all(
            [{"digest": digest_of(text), "who": who, "at": at} for text in texts], ignore=True
        )
        db.execute("delete from question_groups where key = ?", [key])


def aside(db: Database) -> set[str]:
    """Digests of the wordings set aside."""
    return {row[0] for row in db.execute("select digest from questions_aside")}


def _row(rank: int, cluster: Cluster, nearest: Sequence[tuple[str, float]]) -> dict[str, Any]:
    kept = cluster.wordings[:WORDINGS_KEPT]
    return {
        "key": key_of(cluster),
        "rank": rank,
        "count": cluster.count,
        "this_week": cluster.this_week,
        "last_week": cluster.last_week,
        "wordings": json.dumps(
            [[*astuple(one), one.text in cluster.doubtful] for one in kept], ensure_ascii=False
        ),
        "others": len(cluster.wordings) - len(kept),
        "nearest": json.dumps([[slug, round(score, 3)] for slug, score in nearest]),
    }


def _group(row: dict[str, Any]) -> Group:
    wordings = json.loads(row["wordings"])  # those of an earlier version have neither confidence nor doubt
    return Group(
        key=row["key"],
        rank=row["rank"],
        count=row["count"],
        this_week=row["this_week"],
        last_week=row["last_week"],
        wordings=tuple(Asked(*one[:5]) for one in wordings),
        doubtful=frozenset(one[0] for one in wordings if one[5:] == [True]),
        others=row["others"],
        nearest=tuple((slug, score) for slug, score in json.loads(row["nearest"])),
    )
