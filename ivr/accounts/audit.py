"""The audit trail: who saw or changed what, when, from where. Lines are added, never changed, kept a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ivr.accounts.users import User
from ivr.database import Connections

KEPT_SECONDS = 365 * 86_400.0
"""A year: long enough to understand what happened, no longer than the data protection authority advises."""
LONGEST = 500
"""Characters kept of a target or of details."""


@dataclass(frozen=True)
class Entry:
    """One line of the trail."""

    id: int
    at: float
    """Seconds since the epoch."""
    user_id: int | None
    who: str
    action: str
    """A short English key such as call.seen; screens give it its French name."""
    target: str
    details: str
    address: str


class Audit:
    """The table of what was done."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def note(
        self,
        user: User | None,
        action: str,
        target: str = "",
        details: str = "",
        *,
        address: str = "",
        who: str = "",
    ) -> None:
        """Write one line. `who`: a name where nobody is signed in, such as the command line."""
        with self._connections.writing() as db:
            db.execute("delete from audit where at < ?", [self._clock() - KEPT_SECONDS])
            db.table("audit").insert(
                {
                    "at": self._clock(),
                    "user_id": user.id if user else None,
                    "who": user.name if user else who,
                    "action": action,
                    "target": target[:LONGEST],
                    "details": details[:LONGEST],
                    "address": address,
                }
            )

    def note_once(
        self,
        user: User,
        action: str,
        target: str = "",
        details: str = "",
        *,
        within: float,
        address: str = "",
    ) -> None:
        """Write one line, unless the same was written of the same person in the last `within` seconds."""
        found = self._connections.get().execute(
            "select 1 from audit where user_id = ? and action = ? and target = ? and details = ? and at > ?",
            [user.id, action, target[:LONGEST], details[:LONGEST], self._clock() - within],
        )
        if found.fetchone() is None:
            self.note(user, action, target, details, address=address)

    def last(self, action: str) -> dict[int, float]:
        """When each person last did this: seconds since the epoch by number of user, the year kept only."""
        rows = self._connections.get().execute(
            "select user_id, max(at) from audit where action = ? and user_id is not null group by user_id",
            [action],
        )
        return {int(user_id): float(at) for user_id, at in rows}

    def page(
        self,
        *,
        user_id: int | None = None,
        action: str = "",
        targets: Sequence[str] = (),
        before_id: int | None = None,
        since: float | None = None,
        until: float | None = None,
        size: int = 50,
    ) -> list[Entry]:
        """Lines, the latest first, below `before_id`; each filter left empty admits everything."""
        conditions: list[str] = ["1"]
        values: list[object] = []
        for condition, value in (
            ("user_id = ?", user_id),
            ("action = ?", action or None),
            (f"target in ({', '.join('?' * len(targets))})", targets or None),
            ("id < ?", before_id),
            ("at >= ?", since),
            ("at < ?", until),
        ):
            if value is not None:
                conditions.append(condition)
                values += value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        rows = self._connections.get().query(
            f"select * from audit where {' and '.join(conditions)} order by id desc limit ?",  # noqa: S608 - ours
            [*values, size],
        )
        return [Entry(**row) for row in rows]

    def actions(self) -> list[str]:
        """Every kind of action noted so far."""
        # One index look-up a kind instead of a walk through every line.
        rows = self._connections.get().execute(
            "with recursive kinds(action) as (select min(action) from audit"
            " union all select (select min(action) from audit where action > kinds.action) from kinds"
            " where kinds.action is not null) select action from kinds where action is not null"
        )
        return [row[0] for row in rows]

    def targets(self, sections: Sequence[str]) -> list[str]:
        """Everything that actions of these sections ("call", for call.seen) were done to."""
        found: dict[str, None] = {}
        for action in self.actions():
            if action.partition(".")[0] in sections:
                rows = self._connections.get().execute(
                    "select distinct target from audit where action = ?", [action]
                )
                found.update(dict.fromkeys(row[0] for row in rows))
        return list(found)
