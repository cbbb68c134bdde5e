"""Whether people came to their visit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, get_args

from sqlite_utils import Database

from ivr.calls.following_up import keep
from ivr.calls.visits import APPOINTMENT, change_visit
from ivr.database import Connections

Attendance = Literal["came", "absent", ""]
ATTENDANCES: tuple[Attendance, ...] = get_args(Attendance)


def attendances(db: Database, references: Iterable[str]) -> dict[str, Attendance]:
    """What is known of these visits, by reference; nothing for those of which nothing was said."""
    rows = db.execute(
        "select reference, attendance from appointments"
        " where attendance != '' and reference in (select value from json_each(?))",
        [json.dumps(list(references))],
    )
    return {row[0]: row[1] for row in rows}


def attend(
    connections: Connections,
    reference: str,
    attendance: Attendance,
    *,
    who: str,
    at: float,
    revision: int | None = None,
) -> bool:
    """Say whether they came, or that it is not known. False when there is no such visit any more.

    `who`: e-mail address. `at`: seconds since the epoch. Raises `Overtaken` when the visit has changed since
    `revision`.
    """
    with connections.writing() as db:
        if not change_visit(db, reference, {"attendance": attendance}, revision):
            return False
        keep(db, APPOINTMENT, reference, f"attendance:{attendance}", who=who, at=at)
    return True


def note(connections: Connections, reference: str, text: str, *, who: str, at: float) -> None:
    """Add a remark about a visit, for colleagues."""
    with connections.writing() as db:
        keep(db, APPOINTMENT, reference, "noted", who=who, at=at, text=text)
