"""What callers correct of a report that is kept: each correction once, in the order that they said them."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from flows.collect.problem import problem_called
from flows.reporting import CorrectReport
from flows.reports.where import written_where
from ivr.calls.following_up import Kind, deeds_followed, keep
from ivr.calls.outbox import Claimed
from ivr.calls.report_rows import told


def correct(db: Database, row: dict[str, Any], claimed: Claimed, deed: CorrectReport, at: float) -> None:
    """Change a report, inside the transaction that read its row, and keep what it was and the caller's words.

    Nothing when this very deed is done. Where a later correction was done first, what that one said stands.
    """
    done = deeds_followed(db, Kind.REPORT, deed.reference)
    if claimed.id in done:
        return
    changes: dict[str, Any] = {
        "dangerous": int(deed.dangerous or row["dangerous"]),
        "description": f"{row['description'] or ''}\n{deed.words}".strip(),
        "revision": (row["revision"] or 0) + 1,
    }
    if not any(later > claimed.id for later in done):
        changes |= told(deed)
    db.table("reports").update(deed.reference, changes)
    where = written_where(*(row[one] or "" for one in ("street", "number", "place", "language")))
    was = f"{problem_called(row['kind']).title}, {where}".strip(", ")
    keep(db, Kind.REPORT, deed.reference, "corrected", who="line", at=at, text=was, deed=claimed.id)
