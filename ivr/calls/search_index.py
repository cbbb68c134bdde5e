"""What calls are found by: a projection of each call that ended, brought up to date by the worker."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from sqlite_utils import Database

from flows.actions import Action, TakeMessage, Transfer
from flows.booking import AskCallback
from flows.events import Heard
from flows.reporting import OpenReport
from ivr.calls.replayed import Question, Step, questions, replay
from ivr.database import Connections, in_turn

log = logging.getLogger(__name__)

BATCH = 100
"""Calls indexed in a row, each in a transaction of its own: deeds must not wait long behind them."""
DOUBTFUL_EARS = 0.6
"""Mean confidence of the words under which a question was perhaps not what was said."""
DOUBTFUL_SCORE = 0.65
"""Probability under which an answer that was given deserves a second look."""
LOW_RATING = 2


class Attention(IntFlag):
    """Why a call deserves to be listened to again."""

    COMPLAINT = 1
    """The caller said that the answer was not the right one."""
    LOW_RATING = 2
    UNANSWERED = 4
    """A question found no article."""
    DOUBTFUL = 8
    """An article was said, without much certainty that it was the one."""
    BADLY_HEARD = 16


@dataclass(frozen=True)
class _Reading:
    """What the log of a call tells, and how far it had come when it was read."""

    last: int
    """Position of its last event; 0 when there is none."""
    steps: tuple[Step, ...]
    asked: tuple[Question, ...]


def index_due(connections: Connections, language: str) -> int:
    """Index the calls that ended or changed since; how many. `language`: of calls that name none.

    A call is replayed before the file is locked for others: a long one takes as long as callers wait at most.
    """
    db = connections.get()
    waiting = [row[0] for row in db.execute("select call_id from search_due limit ?", [BATCH])]
    indexed = 0
    for call_id in waiting:
        reading = _read(db, call_id)
        with connections.writing() as writing:
            if _last_event(writing, call_id) == reading.last:  # else erased, or gone on: another time
                writing.execute("delete from search_due where call_id = ?", [call_id])
                _write(writing, call_id, reading, language)
                indexed += 1
    return indexed


def index_call(db: Database, call_id: str, language: str) -> None:
    """Write what one call is found by; nothing for a call that still runs, or was never there."""
    _write(db, call_id, _read(db, call_id), language)


def _read(db: Database, call_id: str) -> _Reading:
    rows = list(db.table("call_events").rows_where("call_id = ?", [call_id], order_by="seq"))
    steps = replay(rows).steps
    return _Reading(rows[-1]["seq"] if rows else 0, steps, questions(steps))


def _last_event(db: Database, call_id: str) -> int:
    query = "select coalesce(max(seq), 0) from call_events where call_id = ?"
    return int(db.execute(query, [call_id]).fetchone()[0])


def _write(db: Database, call_id: str, reading: _Reading, language: str) -> None:
    call = next(iter(db.table("calls").rows_where("id = ? and ended_at is not null", [call_id])), None)
    if call is None:
        return
    known = next(iter(db.table("call_search").rows_where("call_id = ?", [call_id])), None)
    if not reading.last and known is not None:  # the words are gone: what was learnt of them stays
        db.table("call_search").update(known["id"], _of_the_record(db, call))
        return
    satisfaction = _satisfaction(db, call_id)
    projected = project(call, reading.steps, reading.asked, satisfaction, language)
    found = {**projected, **_of_the_record(db, call)}
    if known is None:
        db.table("call_search").insert(found)
    else:
        db.table("call_search").update(known["id"], found)
    db.table("questions").delete_where("call_id = ?", [call_id])
    for question in reading.asked:
        db.table("questions").insert(question_row(call, question))


def project(
    call: Mapping[str, Any],
    steps: Iterable[Step],
    asked: Iterable[Question],
    satisfaction: int | None,
    language: str,
) -> dict[str, Any]:
    """A call's row of `call_search`, but for whether it was reviewed. `call`: its row of `calls`."""
    steps, asked = tuple(steps), tuple(asked)
    heard = [step.event for step in steps if isinstance(step.event, Heard) and step.event.text]
    scores = [question.score for question in asked if question.topic]
    return {
        "call_id": call["id"],
        "started_at": call["started_at"],
        "ended_at": call["ended_at"],
        "channel": call["channel"],
        "language": call.get("language") or language,
        "topic": call["topic"] or "",
        "outcome": call["outcome"] or "",
        "service": _service(steps, asked, call["topic"] or ""),
        "confidence": round(min(one.confidence for one in heard), 3) if heard else None,
        "score": round(min(scores), 3) if scores else None,
        "satisfaction": satisfaction,
        "turns": call["turns"],
        "attention": int(_attention(asked, satisfaction)),
        "words": "\n".join(one.text for one in heard),
    }


def question_row(call: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """A row of `questions`."""
    return {
        "call_id": call["id"],
        "seq": question.seq,
        "asked_at": call["started_at"] + question.at,
        "text": question.text,
        "confidence": question.confidence,
        "decision": question.decision,
        "topic": question.topic,
        "best": question.best,
        "score": question.score,
        "service": question.service,
        "complained": int(question.complained),
    }


def _of_the_record(db: Database, call: Mapping[str, Any]) -> dict[str, Any]:
    """What may be learnt of a call after its end."""
    (reviewed,) = db.execute(
        "select exists (select 1 from reviews where call_id = ?)", [call["id"]]
    ).fetchone()
    return {
        "ended_at": call["ended_at"],
        "outcome": call["outcome"] or "",
        "topic": call["topic"] or "",
        "satisfaction": _satisfaction(db, call["id"]),
        "reviewed": reviewed,
    }


def _satisfaction(db: Database, call_id: str) -> int | None:
    row = db.execute(
        "select score from ratings where call_id = ? order by given_at desc limit 1", [call_id]
    ).fetchone()
    return int(row[0]) if row else None


def _service(steps: Iterable[Step], asked: Iterable[Question], topic: str) -> str:
    """The service a call was for: where it was sent to, else where something was left, else of its topic."""
    actions: list[Action] = [action for step in steps for action in step.actions]
    for kinds in ((Transfer,), (TakeMessage, AskCallback, OpenReport)):
        named = [action.service for action in actions if isinstance(action, kinds)]
        if named:
            return str(named[-1])
    of_topics = [question.service for question in asked if question.topic and question.topic == topic]
    return of_topics[-1] if of_topics else next((one.service for one in asked if one.service), "")


def _attention(asked: Iterable[Question], satisfaction: int | None) -> Attention:
    found = Attention(0)
    if satisfaction is not None and satisfaction <= LOW_RATING:
        found |= Attention.LOW_RATING
    for question in asked:
        if question.complained:
            found |= Attention.COMPLAINT
        if question.decision == "none" and not question.topic:
            found |= Attention.UNANSWERED
        if question.topic and question.score < DOUBTFUL_SCORE:
            found |= Attention.DOUBTFUL
        if question.text and question.confidence < DOUBTFUL_EARS:
            found |= Attention.BADLY_HEARD
    return found


def merge_words(db: Database) -> None:
    """Have the full-text index forget what was erased: until its parts are merged, they still hold the words.

    Little by little, so that no caller waits behind it.
    """
    # SQLite, "FTS5: the 'merge' command": a negative number first, then positive ones until nothing changes.
    pages = -200
    while True:
        with in_turn(db):
            before = db.conn.total_changes
            db.conn.execute(
                "insert into call_search_fts (call_search_fts, rank) values ('merge', ?)", [pages]
            )
            if db.conn.total_changes - before < 2:
                return
        pages = 200
