"""The record of each call: a projection of its events, written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from flows.actions import Action, Ask, HangUp, NoteOutcome, Remark
from flows.events import AnswersFound, CallStarted, Event, Heard, HungUp, Pressed

#: What a call ends as when several things happened in it: the first of these that did.
_RANK = ("transferred", "message", "emergency", "answered", "unanswered", "abandoned")

FINAL_STATUSES = ("completed", "busy", "failed", "no-answer", "canceled")
"""Provider statuses after which nothing moves a call any more (Twilio: "Call status")."""
VANISHED_SECONDS = 600.0
"""A call not seen for so long has lost its channel for good."""
TALK_SECONDS = 14_400.0
"""But one put through may last for that long without a word to us: the provider holds it."""
_GOING_ON = (
    "ended_at is null and (seen_at > :now - :vanished or seen_at > :now - :vanished - :talk"
    " and exists (select 1 from call_events e where e.call_id = calls.id and e.actions like '%Transfer'"
    " and e.seq = (select max(seq) from call_events where call_id = calls.id and actions != '')))"
)


def project(db: Database, call_id: str, event: Event, actions: Iterable[Action], at: float) -> None:
    """Bring the call's row up to date with one event and the actions it caused."""
    if isinstance(event, CallStarted):
        db.table("calls").insert(
            {
                "id": call_id,
                "channel": event.channel,
                "caller": event.caller,
                "started_at": at,
                "seen_at": at,
            },
            ignore=True,
        )
    row = _row(db, call_id)
    if row is not None:
        actions = tuple(actions)
        db.table("calls").update(call_id, changes_of(row, event, actions, at))
        kinds = (action.kind for action in actions if isinstance(action, Remark))
        db.table("call_remarks").insert_all(
            {"call_id": call_id, "kind": kind, "made_at": at} for kind in kinds
        )


def changes_of(row: Mapping[str, Any], event: Event, actions: Iterable[Action], at: float) -> dict[str, Any]:
    """What one event and the actions it caused change in a call's row. `at`: seconds since the epoch."""
    actions = tuple(actions)
    changes: dict[str, Any] = {"seen_at": at}
    if isinstance(event, Heard | Pressed):
        changes["turns"] = row["turns"] + 1
    if isinstance(event, AnswersFound) and event.decision == "none":
        changes["not_understood"] = row["not_understood"] + 1
    for action in actions:
        if isinstance(action, Ask):
            changes["language"] = action.language
        if isinstance(action, NoteOutcome):
            changes["outcome"] = _stronger(changes.get("outcome", row["outcome"]), action.outcome)
            if action.topic:
                changes["topic"] = action.topic
    hung_up = isinstance(event, HungUp)
    if (hung_up or any(isinstance(action, HangUp) for action in actions)) and row["ended_at"] is None:
        changes["ended_at"] = at
        changes["streaming"] = 0
        known = changes.get("outcome", row["outcome"])
        changes["outcome"] = known or ("abandoned" if hung_up else "unanswered")
    return changes


def remarks(db: Database, call_id: str) -> list[str]:
    """What was remarked of a call, in order: "insult", "survey_asked"… (see `flows.actions.Remark`)."""
    rows = db.execute("select kind from call_remarks where call_id = ? order by id", [call_id])
    return [row[0] for row in rows]


def note_outcome(db: Database, call_id: str, outcome: str) -> None:
    """Learn what became of a call; the strongest of what is known stands."""
    row = _row(db, call_id)
    if row is not None:
        db.table("calls").update(call_id, {"outcome": _stronger(row["outcome"], outcome)})


def note_provider(db: Database, call_id: str, status: str, sequence: int, seconds: int | None) -> None:
    """Learn what the provider says of a call; late and repeated callbacks never move it backwards."""
    row = _row(db, call_id)
    if row is None or row["provider_status"] in FINAL_STATUSES:
        return
    if (row["provider_sequence"] if row["provider_sequence"] is not None else -1) > sequence:
        return
    db.table("calls").update(
        call_id,
        {"provider_status": status, "provider_sequence": sequence, "provider_seconds": seconds},
    )


def is_over(db: Database, call_id: str) -> bool:
    """Whether the provider said that this call is over."""
    row = _row(db, call_id)
    return row is not None and row["provider_status"] in FINAL_STATUSES


def held_a_stream(db: Database, call_id: str) -> bool:
    """Whether a stream of this call was ever written down."""
    row = _row(db, call_id)
    return row is not None and row["stream"] is not None


def live_streams(db: Database, now: float) -> int:
    """Calls holding a stream. `now`: seconds since the epoch."""
    (count,) = db.execute(
        "select count(*) from calls where streaming = 1 and ended_at is null and seen_at > ?",
        [now - VANISHED_SECONDS],
    ).fetchone()
    return int(count)


def _row(db: Database, call_id: str) -> dict[str, Any] | None:
    return next(iter(db.table("calls").rows_where("id = ?", [call_id])), None)


def _stronger(known: str | None, new: str) -> str:
    return new if known is None or _RANK.index(new) < _RANK.index(known) else known


def going_on(db: Database, now: float, most: int = -1) -> list[str]:
    """Calls now on the line or in an agent's hands, those seen last first; `most`: not more than that."""
    query = f"select id from calls where {_GOING_ON} order by seen_at desc limit :most"  # noqa: S608 - ours
    return [row[0] for row in db.execute(query, {**_bounds(now), "most": most})]


def vanished(db: Database, now: float) -> list[str]:
    """Calls not ended that are not going on any more: their channel went away without a word."""
    query = f"select id from calls where ended_at is null and not ({_GOING_ON})"  # noqa: S608 - ours
    return [row[0] for row in db.execute(query, _bounds(now))]


def _bounds(now: float) -> dict[str, float]:
    return {"now": now, "vanished": VANISHED_SECONDS, "talk": TALK_SECONDS}
