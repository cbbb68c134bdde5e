"""Everything about accounts in one place, over accounts.db."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from ivr.accounts.audit import Audit
from ivr.accounts.invitations import Invitations
from ivr.accounts.sealing import Seal
from ivr.accounts.second_factor import SecondFactors
from ivr.accounts.sessions import Sessions
from ivr.accounts.throttle import Throttle
from ivr.accounts.users import Users
from ivr.database import Connections

SEAL_KEY = "second-factor-key"
"""Beside accounts.db, and in no backup of it: what second factors are sealed with."""


class Accounts:
    """What one process holds of the accounts; shared by its threads."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock`: the real time, seconds since the epoch, whatever moment the town rehearses."""
        self.connections = Connections(path)
        self.clock = clock
        self.users = Users(self.connections, clock)
        self.second_factors = SecondFactors(self.connections, clock, Seal(path.with_name(SEAL_KEY)))
        self.sessions = Sessions(self.connections, clock)
        self.invitations = Invitations(self.connections, clock)
        self.throttle = Throttle(self.connections, clock)
        self.audit = Audit(self.connections, clock)
