"""Changes put to the test of past questions: asked for by a page, done by a worker, read by the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from ivr.calls.erasure import last_erasure
from ivr.database import Connections
from knowledge.replay import Outcome, PastQuestion, Replayed

ABANDONED_SECONDS = 300.0
"""A replay without progress for so long was lost with its worker; another takes it."""


@dataclass(frozen=True)
class Replay:
    """How far a replay is, and what it came to."""

    id: int
    proposal: int
    asked_at: float
    """Seconds since the epoch."""
    done: int
    total: int
    """Questions; 0 while the changed base is being learnt."""
    claimed: bool
    finished: bool
    error: str
    """Kind of the fault that stopped it; empty otherwise."""
    won: int
    lost: int
    changed: int
    same: int

    @property
    def percent(self) -> int:
        return 100 if self.finished else 100 * self.done // self.total if self.total else 0


def ask_replay(connections: Connections, proposal: int, at: float) -> int:
    """Have a proposal put to the test; the number of the replay, the one under way when there is one."""
    with connections.writing() as db:
        waiting = db.execute(
            "select id from replays where proposal = ? and finished_at is null", [proposal]
        ).fetchone()
        if waiting:
            return int(waiting[0])
        return int(db.table("replays").insert({"proposal": proposal, "asked_at": at}).last_pk or 0)


def claim_replay(connections: Connections, worker: str, now: float) -> Replay | None:
    """The next replay to do, now this worker's; None when there is none."""
    with connections.writing() as db:
        row = db.execute(
            "select id from replays where finished_at is null and (claimed_at is null or claimed_at < ?)"
            " order by asked_at limit 1",
            [now - ABANDONED_SECONDS],
        ).fetchone()
        if row is None:
            return None
        db.execute(
            "update replays set claimed_by = ?, claimed_at = ?, done = 0, total = 0 where id = ?",
            [worker, now, row[0]],
        )
        db.execute("delete from replay_results where replay = ?", [row[0]])
        return _read(db, "id = ?", int(row[0]))


def note_progress(
    connections: Connections, replay: int, worker: str, now: float, done: int, total: int
) -> bool:
    """Tell how far it is; False when another worker has taken it meanwhile."""
    with connections.writing() as db:
        moved = db.execute(
            "update replays set done = ?, total = ?, claimed_at = ? where id = ? and claimed_by = ?",
            [done, total, now, replay, worker],
        )
        return int(moved.rowcount) == 1


def finish_replay(
    connections: Connections,
    replay: int,
    worker: str,
    now: float,
    results: Iterable[Replayed],
    *,
    added: Iterable[Replayed] = (),
    as_of: int | None = None,
) -> None:
    """Keep what it came to: the counts, and every question whose answer changes; `added`: the wordings of
    the change itself, which count for nothing.

    `as_of`: the last erasure when the questions were read from calls.db; None when they come from elsewhere.
    After a later one the counts alone are kept: these words may have been erased meanwhile.
    """
    results = list(results)
    count = {kind: sum(one.verdict == kind for one in results) for kind in ("won", "lost", "changed", "same")}
    kept = (*results, *added)
    rows = [_row(replay, n, one) for n, one in enumerate(kept) if one.verdict != "same"]
    with connections.writing() as db:
        moved = db.execute(
            "update replays set finished_at = ?, done = ?, total = ?,"
            " won = ?, lost = ?, changed = ?, same = ? where id = ? and claimed_by = ?",
            [now, len(results), len(results), *count.values(), replay, worker],
        )
        if moved.rowcount == 1 and (as_of is None or last_erasure(db) == as_of):
            db.table("replay_results").insert_all(rows, replace=True)


def fail_replay(connections: Connections, replay: int, worker: str, now: float, error: str) -> None:
    """Remember that it could not be done, unless another worker has taken it meanwhile.

    `error` names the kind of fault, without anybody's words.
    """
    with connections.writing() as db:
        db.execute(
            "update replays set finished_at = ?, error = ? where id = ? and claimed_by = ?",
            [now, error, replay, worker],
        )


def replay_of(db: Database, proposal: int) -> Replay | None:
    """The last replay of a proposal."""
    return _read(db, "proposal = ?", proposal)


def last_finished(db: Database, proposal: int) -> Replay | None:
    """The last replay of a proposal that came to an end, whatever has been asked for since."""
    return _read(db, "finished_at is not null and error is null and proposal = ?", proposal)


def results(db: Database, replay: int, verdict: str, limit: int = 200) -> list[Replayed]:
    """The questions of one verdict, the most asked first."""
    rows = db.query(
        "select * from replay_results where replay = ? and verdict = ? order by count desc, n limit ?",
        [replay, verdict, limit],
    )
    return [_replayed(row) for row in rows]


def forget_results(connections: Connections, before: float) -> int:
    """Forget the sentences of replays finished before that moment; how many replays."""
    with connections.writing() as db:
        done = db.execute(
            "delete from replay_results where replay in (select id from replays where finished_at < ?)",
            [before],
        )
        return int(done.rowcount)


def _read(db: Database, where: str, value: int) -> Replay | None:
    statement = f"select * from replays where {where} order by id desc limit 1"  # noqa: S608 - literals above
    row = next(db.query(statement, [value]), None)
    if row is None:
        return None
    return Replay(
        id=row["id"],
        proposal=row["proposal"],
        asked_at=row["asked_at"],
        done=row["done"],
        total=row["total"],
        claimed=row["claimed_at"] is not None,
        finished=row["finished_at"] is not None,
        error=row["error"] or "",
        **{kind: row[kind] or 0 for kind in ("won", "lost", "changed", "same")},
    )


def _row(replay: int, n: int, one: Replayed) -> dict[str, Any]:
    return {
        "replay": replay,
        "n": n,
        "text": one.question.text,
        "count": one.question.count,
        "right": one.question.right,
        "before": json.dumps([one.before.decision, *one.before.slugs]),
        "after": json.dumps([one.after.decision, *one.after.slugs]),
        "verdict": one.verdict,
    }


def _replayed(row: dict[str, Any]) -> Replayed:
    return Replayed(
        PastQuestion(row["text"], row["count"], row["right"]),
        _outcome(row["before"]),
        _outcome(row["after"]),
        row["verdict"],
    )


def _outcome(text: str) -> Outcome:
    decision, *slugs = json.loads(text)
    return Outcome(decision, tuple(slugs))
