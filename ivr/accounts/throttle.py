"""Guessing passwords is made slow: attempts are counted by account and address, for all workers."""

from __future__ import annotations

from collections.abc import Callable

from ivr.accounts.users import normal_email
from ivr.database import Connections
from ivr.web.addresses import network_of

WINDOW_SECONDS = 15 * 60.0
"""How far back attempts count."""
FROM_ONE_ADDRESS = 5
"""Attempts on one account from one address."""
ON_ONE_ACCOUNT = 15
"""Attempts on one account from anywhere; and from one network it was signed in to from, counted apart."""
ON_ONE_ACCOUNT_AT_MOST = 30
"""Attempts on one account from anywhere, all its networks together: known browsers alone go on."""
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
        `familiar`: this account was signed in to from the network of `address` before: it has a count of its
        own, so that what strangers try from others does not shut it out.
        """
        address = known or address
        email, now = normal_email(email)[:254], self._clock()
        since = now - WINDOW_SECONDS
        with self._connections.writing() as db:
            tried = [
                tried_from
                for (tried_from,) in db.execute(
                    "select address from sign_in_attempts where email = ? and at > ?", [email, since]
                )
            ]
            (everywhere,) = db.execute(
                "select count(*) from sign_in_attempts where address = ? and at > ?", [address, since]
            ).fetchone()
            here = tried.count(address)
            crowded = everywhere >= BY_ONE_ADDRESS or _is_crowded(tried, address, familiar)
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


def _is_crowded(tried: list[str], address: str, familiar: bool) -> bool:
    """Was an account tried too often? `tried`: from where, an address for each attempt."""
    if not familiar:
        return len(tried) >= ON_ONE_ACCOUNT
    network = network_of(address)
    nearby = sum(network_of(one) == network for one in tried)
    return nearby >= ON_ONE_ACCOUNT or len(tried) >= ON_ONE_ACCOUNT_AT_MOST
