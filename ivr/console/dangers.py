"""Calls in which somebody was in danger: told by what the line did of it, or by the reports they left."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from flows.actions import Deed, NoteOutcome, Say
from ivr.calls.replayed import Step

MET = "report.danger_next"
"""What the line says once somebody has told it that there is a danger."""
EMERGENCY = "emergency"


def danger_met(steps: Iterable[Step]) -> bool:
    """Did the line hear of a danger, or of an emergency, in these steps?"""
    return any(
        (isinstance(action, NoteOutcome) and action.outcome == EMERGENCY)
        or (isinstance(action, Say) and action.prompt == MET)
        or (isinstance(action, Deed) and getattr(action, "dangerous", False))
        for step in steps
        for action in step.actions
    )


def danger_reported(db: Database, call_id: str) -> bool:
    """Did the call leave, or join, a report of a danger? Known even once its words are erased."""
    found = db.execute(
        "select exists (select 1 from reports where call_id = ?1 and dangerous)"
        " or exists (select 1 from report_witnesses where call_id = ?1 and dangerous)",
        [call_id],
    ).fetchone()
    return bool(found[0])
