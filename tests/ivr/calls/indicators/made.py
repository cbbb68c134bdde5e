"""Calls made by hand, for tests of what is counted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from flows.codec import encode
from flows.events import Event
from ivr.calls.indicators.facts import CallFacts
from tests.ivr.calls.town import MONDAY

BEGAN = MONDAY.timestamp()
"""Monday 23 November 2026, ten in the morning."""
HOUR, DAY = 3600.0, 86_400.0
MARIE, JEAN = "+33612345678", "+33687654321"


def facts(**changes: Any) -> CallFacts:
    """A call that the line answered, on Monday at ten."""
    usual: dict[str, Any] = {
        "call_id": "CA1",
        "day": "2026-11-23",
        "hour": 10,
        "started_at": BEGAN,
        "seconds": 90.0,
        "channel": "stream",
        "outcome": "answered",
        "topic": "carte-identite",
        "turns": 3,
    }
    return CallFacts(**{**usual, **changes})


def row(**changes: Any) -> dict[str, Any]:
    """A call's row, as the log projects it."""
    usual: dict[str, Any] = {
        "id": "CA1",
        "channel": "stream",
        "caller": MARIE,
        "started_at": BEGAN,
        "seen_at": BEGAN + 90,
        "ended_at": BEGAN + 90,
        "outcome": "answered",
        "topic": "carte-identite",
        "turns": 3,
        "not_understood": 0,
    }
    return {**usual, **changes}


def keep_call(db: Database, *events: Event | tuple[Event, str], **changes: Any) -> None:
    """Write a call with events; an event may come with the names of the actions it caused."""
    call = row(**changes)
    db.table("calls").insert(call)
    for seq, event in enumerate(events, start=1):
        happened, actions = event if isinstance(event, tuple) else (event, "Ask")
        kind, data = encode(happened)
        db.table("call_events").insert(
            {
                "call_id": call["id"],
                "seq": seq,
                "key": str(seq),
                "type": kind,
                "data": data,
                "actions": actions,
                "written_at": call["started_at"],
            }
        )


def at(hour: int, minute: int = 0, day: int = 23) -> float:
    """A moment of November 2026, in the town's time, in seconds since the epoch."""
    return datetime(2026, 11, day, hour, minute, tzinfo=MONDAY.tzinfo).timestamp()
