"""Who is signed in, in which browser: listed, revocable, ending by themselves."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ivr.database import Connections

IDLE_SECONDS = 4 * 3600.0
"""Somebody who does nothing for so long is signed out."""
LONGEST_SECONDS = 12 * 3600.0
"""A working day: everybody signs in again afterwards."""
NOTED_EVERY_SECONDS = 60.0
"""Being seen is written down no more often, to spare the disk."""
KEPT_SECONDS = 30 * 86_400.0
"""How long after they were last used it is known that they were."""
CONFIRMED_SECONDS = 15 * 60.0
"""How long a password just typed opens sensitive acts."""


@dataclass(frozen=True)
class Session:
    """One browser that signed in."""

    id: int
    user_id: int
    began_at: float
    """Seconds since the epoch, like the others."""
    seen_at: float
    confirmed_at: float
    """When the password was last typed."""
    address: str
    browser: str
    alive: bool
    """Neither ended, revoked nor outlived."""


def digest(token: str) -> str:
    """What is kept of a secret that somebody else holds."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """The table of sessions."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def begin(self, user_id: int, version: int, *, address: str, browser: str) -> str:
        """Sign somebody in; the token for their browser. `version`: their session_version."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._connections.writing() as db:
            db.table("sessions").insert(
                {
                    "digest": digest(token),
                    "user_id": user_id,
                    "version": version,
                    "began_at": now,
                    "seen_at": now,
                    "confirmed_at": now,
                    "address": address,
                    "browser": browser[:200],
                }
            )
            db.execute("delete from sessions where seen_at < ?", [now - KEPT_SECONDS])
        return token

    def find(self, token: str) -> Session | None:
        """The session of this token, alive or not."""
        rows = self._connections.get().query(
            _SELECT + " where s.digest = ?", [*self._limits(), digest(token)]
        )
        return next((Session(**_alive(row)) for row in rows), None)

    def of(self, user_id: int) -> list[Session]:
        """Somebody's living sessions, the latest first."""
        rows = self._connections.get().query(
            _SELECT + " where s.user_id = ? order by s.seen_at desc", [*self._limits(), user_id]
        )
        return [Session(**_alive(row)) for row in rows if row["alive"]]

    def addresses(self, user_id: int, version: int) -> list[str]:
        """Where somebody signed in from in the last thirty days, what they revoked apart.

        `version`: their session_version.
        """
        rows = self._connections.get().execute(
            "select distinct address from sessions where user_id = ? and version = ? and seen_at > ?",
            [user_id, version, self._clock() - KEPT_SECONDS],
        )
        return [address for (address,) in rows if address]

    def seen(self, session: Session) -> None:
        """They did something."""
        now = self._clock()
        if now - session.seen_at >= NOTED_EVERY_SECONDS:
            with self._connections.writing() as db:
                db.execute("update sessions set seen_at = ? where id = ?", [now, session.id])

    def confirm(self, session_id: int) -> None:
        """They have just typed their password again."""
        with self._connections.writing() as db:
            db.execute("update sessions set confirmed_at = ? where id = ?", [self._clock(), session_id])

    def is_confirmed(self, session: Session) -> bool:
        """Was the password typed recently?"""
        return self._clock() - session.confirmed_at < CONFIRMED_SECONDS

    def end(self, user_id: int, session_id: int) -> bool:
        """They signed out; false when this user has no such session."""
        return self._stop("revoked_at = ?", user_id, session_id)

    def revoke(self, user_id: int, session_id: int) -> bool:
        """End one session of this user from another, and trust where it was no more; false: none such."""
        return self._stop("revoked_at = ?, address = ''", user_id, session_id)

    def _stop(self, changes: str, user_id: int, session_id: int) -> bool:
        with self._connections.writing() as db:
            stopped = db.execute(
                f"update sessions set {changes} where id = ? and user_id = ? and revoked_at is null",  # noqa: S608 - literals above
                [self._clock(), session_id, user_id],
            )
        return bool(stopped.rowcount == 1)

    def _limits(self) -> list[float]:
        now = self._clock()
        return [now - LONGEST_SECONDS, now - IDLE_SECONDS]


_SELECT = """
select s.id, s.user_id, s.began_at, s.seen_at, s.confirmed_at, s.address, s.browser,
       s.revoked_at is null and s.version = u.session_version and u.disabled_at is null
       and s.began_at > ? and s.seen_at > ? as alive
from sessions s join users u on u.id = s.user_id
"""


def _alive(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "alive": bool(row["alive"])}
