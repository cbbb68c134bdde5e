"""Guessing passwords is made slow: attempts are counted by account and address, for all workers."""

from __future__ import annotations

from collections.abc import Callable

from ivr.accounts.users import normal_email
from ivr.database import Connections

WINDOW_SECONDS = 15 * 60.0
"""How far back attempts count."""
FROM_ONE_ADDRESS = 5
"""Attempts on one account from one address."""
ON_ONE_ACCOUNT = 15
"""Attempts on one account from anywhere, known browsers and networks apart: changing addresses gains
nothing."""
BY_ONE_ADDRESS = 40
"""Attempts on any account from one address: a town hall's offices share one."""


class Throttle:
    """The table of attempts that failed, or have not succeeded yet."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def admit(self, email: str, address: str, *, known: str = "", familiar: bool = False) -> bool:
        """May they try now? The attempt is counted at once: a hundred at the same time gain nothing.

        `known`: the name of a browser that signed in to this account before. It counts by itself, so that
        nobody is shut out of it by what strangers try elsewhere, nor by colleagues behind the same address.
        `familiar`: `address` names a network that this account was signed in to from before: what strangers
        try from others does not count there.
        """
        address = known or address
        email, now = normal_email(email)[:254], self._clock()
        since = now - WINDOW_SECONDS
        with self._connections.writing() as db:
            here, account, everywhere = db.execute(
                "select"
                " (select count(*) from sign_in_attempts where email = ?1 and address = ?2 and at > ?3),"
                " (select count(*) from sign_in_attempts where email = ?1 and at > ?3),"
                " (select count(*) from sign_in_attempts where address = ?2 and at > ?3)",
                [email, address, since],
            ).fetchone()
            crowded = (account >= ON_ONE_ACCOUNT and not familiar) or everywhere >= BY_ONE_ADDRESS
            if here >= FROM_ONE_ADDRESS or (crowded and not known):
                return False
            db.table("sign_in_attempts").insert({"email": email, "address": address, "at": now})
            db.execute("delete from sign_in_attempts where at < ?", [since])
        return True

    def forgive(self, email: str, address: str) -> None:
        """They signed in: what they tried from here no longer counts."""
        with self._connections.writing() as db:
            db.execute(
                "delete from sign_in_attempts where email = ? and address = ?",
                [normal_email(email)[:254], address],
            )
