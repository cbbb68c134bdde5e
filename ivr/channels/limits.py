"""How long a call may still last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivr.calls.desk import Desk


def seconds_left(desk: Desk, call_id: str, now: float) -> float:
    """Seconds until the call has to end; negative once it should have. `now`: seconds since 1970."""
    rows = desk.log.rows(call_id)
    began = rows[0]["written_at"] if rows else now
    return float(desk.settings.line.max_call_minutes * 60 - (now - began))
