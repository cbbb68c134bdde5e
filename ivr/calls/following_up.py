"""Taking care of what callers left: assign, note, close, reopen; everything done is kept, with who did it.

The same four gestures serve messages, callbacks and reports. Each may say which `revision` it was decided on:
when somebody else was quicker, `Overtaken` is raised and nothing is changed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from ivr.database import Connections


class Kind(StrEnum):
    """What can be taken care of."""

    MESSAGE = "message"
    CALLBACK = "callback"
    REPORT = "report"


PERHAPS = "perhaps"
"""Of a report, what the line noted when it was opened: the number of another, perhaps the same."""

UNCONFIRMED = "unconfirmed"
"""The same: its street was found and read back, and its caller said neither yes nor no."""

_TABLES = {
    Kind.MESSAGE: ("messages", "id", "handled_at"),
    Kind.CALLBACK: ("callbacks", "deed", "handled_at"),
    Kind.REPORT: ("reports", "reference", "closed_at"),
}
"""Table, key, and when it was done with."""


class Overtaken(Exception):
    """Somebody else has changed it meanwhile: look at it again before deciding."""


@dataclass(frozen=True)
class FollowUp:
    """One thing done about an item."""

    at: float
    """Seconds since the epoch."""
    who: str
    """E-mail address of who did it; "line" for what the line does by itself."""
    what: str
    """assigned, noted, closed, reopened, late, photo, corrected, changed; of a report, perhaps, unconfirmed,
    and status:… with its new one."""
    text: str


def history(db: Database, kind: Kind | str, item: int | str) -> list[FollowUp]:
    """Everything done about an item, oldest first."""
    rows = db.execute(
        "select at, who, what, text from follow_ups where kind = ? and item = ? order by id",
        [str(kind), str(item)],
    )
    return [FollowUp(*row) for row in rows]


def keep(
    db: Database,
    kind: Kind | str,
    item: int | str,
    what: str,
    *,
    who: str,
    at: float,
    text: str = "",
    deed: int | None = None,
) -> None:
    """Write down that something was done; inside the transaction that does it.

    `deed`: the number of the deed of a call that did it, so that done again it is known: `deeds_followed`.
    """
    db.table("follow_ups").insert(
        {"kind": str(kind), "item": str(item), "at": at, "who": who, "what": what, "text": text, "deed": deed}
    )


def deeds_followed(db: Database, kind: Kind | str, item: int | str) -> frozenset[int]:
    """The numbers of the deeds that did something about an item."""
    rows = db.execute(
        "select deed from follow_ups where kind = ? and item = ? and deed is not null",
        [str(kind), str(item)],
    )
    return frozenset(deed for (deed,) in rows)


class FollowingUp:
    """The gestures of the people who take care of things.

    `who`: their e-mail address. `at`: seconds since the epoch.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def assign(
        self, kind: Kind, item: int | str, to: str, *, who: str, at: float, revision: int | None = None
    ) -> bool:
        """Give it to a person (an e-mail address), or to nobody (""). False when it does not exist."""
        return self._change(kind, item, "assigned", {"assigned_to": to}, who, at, to, revision)

    def note(self, kind: Kind, item: int | str, text: str, *, who: str, at: float) -> bool:
        """Add a remark. False when the item does not exist."""
        return self._change(kind, item, "noted", {}, who, at, text, None)

    def close(
        self, kind: Kind, item: int | str, outcome: str, *, who: str, at: float, revision: int | None = None
    ) -> bool:
        """It is done, and what came of it. False when it does not exist, or was done already.

        Reports are closed by `Reports.set_status`, which also tells the people who asked to be told.
        """
        _, _, done = _TABLES[kind]
        changes = {done: at, "handled_by": who, "outcome": outcome}
        return self._change(kind, item, "closed", changes, who, at, outcome, revision, only=f"{done} is null")

    def reopen(
        self, kind: Kind, item: int | str, reason: str, *, who: str, at: float, revision: int | None = None
    ) -> bool:
        """It was not done after all. False when it does not exist, or is open."""
        _, _, done = _TABLES[kind]
        changes = {done: None, "handled_by": None, "outcome": None}
        return self._change(
            kind, item, "reopened", changes, who, at, reason, revision, only=f"{done} is not null"
        )

    def _change(
        self,
        kind: Kind,
        item: int | str,
        what: str,
        changes: dict[str, Any],
        who: str,
        at: float,
        text: str,
        revision: int | None,
        only: str = "true",
    ) -> bool:
        table, key, _ = _TABLES[kind]
        with self._connections.writing() as db:
            changed = change(db, (table, key), item, changes, revision=revision, only=only)
            if changed:
                keep(db, kind, item, what, who=who, at=at, text=text)
        return changed


def change(
    db: Database,
    of: tuple[str, str],
    item: int | str,
    changes: dict[str, Any],
    *,
    revision: int | None,
    only: str = "true",
) -> bool:
    """Change a row that has a `revision`, inside the transaction that writes it down.

    `of`: the table and its key; `only`: a condition in SQL. Both, and the names of `changes`, are our own.
    `revision`: the one it was decided on; None: no matter. False when no such row meets the condition. Raises
    `Overtaken` when the row has changed since that revision.
    """
    table, key = of
    setting = "".join(f'"{column}" = :{column}, ' for column in changes)
    cursor = db.conn.execute(
        f"update {table} set {setting}revision = coalesce(revision, 0) + 1"  # noqa: S608 - our own names
        f" where {key} = :_item and {only}"
        " and (:_revision is null or coalesce(revision, 0) = :_revision)",
        {**changes, "_item": item, "_revision": revision},
    )
    if (
        cursor.rowcount != 1
        and revision is not None
        and _revision(db, table, key, item) not in (None, revision)
    ):
        raise Overtaken(f"{item} of {table} was changed by somebody else.")
    return cursor.rowcount == 1


def _revision(db: Database, table: str, key: str, item: int | str) -> int | None:
    try:
        row = db.execute(
            f"select coalesce(revision, 0) from {table} where {key} = ?",  # noqa: S608 - names above
            [item],
        ).fetchone()
    except sqlite3.Error:
        return None
    return int(row[0]) if row else None
