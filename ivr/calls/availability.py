"""Which agents may be rung now: who says they take calls, and who has no caller in hand already.

An agent is known by their telephone, E.164. One never seen before takes calls: a line that has just been
installed rings everybody. A caller being put through holds the telephones that ring for them, so that a
second caller does not ring the same ones; the hold ends with the call, or by itself when nobody says how it
ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from sqlite_utils import Database

from ivr.database import Connections

Engaged = Literal["ringing", "talking", ""]


@dataclass(frozen=True)
class AgentState:
    """What is known of one agent at one moment."""

    phone: str
    available: bool = True
    """They take calls, whether or not they have a caller in hand now."""
    since: float | None = None
    """When that began, seconds since the epoch; None: nobody ever said anything else."""
    until: float | None = None
    """When it turns into its contrary by itself; None: when somebody says so."""
    changed_by: str = ""
    engaged: Engaged = ""
    """ringing: their telephone rings for a caller; talking: they have answered."""
    call_id: str = ""
    """The caller they are held by; empty when free."""
    engaged_at: float | None = None

    @property
    def free(self) -> bool:
        """May be rung now."""
        return self.available and not self.engaged


class NobodyLeft(Exception):
    """An agent cannot go: they are the only one who takes the calls of these services."""

    def __init__(self, services: tuple[str, ...]) -> None:
        super().__init__(f"Nobody else takes the calls of {', '.join(services)}.")
        self.services = services


class Availability:
    """The agents' table of calls.db; for all threads and processes."""

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self._clock = clock

    def state(self, phone: str) -> AgentState:
        """One agent now."""
        return self.states([phone])[0]

    def states(self, phones: Iterable[str]) -> list[AgentState]:
        """These agents now, in the order given, each once. Raises sqlite3.Error."""
        return states_in(self._connections.get(), phones, self._clock())

    def switch(
        self,
        phone: str,
        *,
        available: bool,
        until: float | None = None,
        by: str = "",
        needed: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> AgentState:
        """Say that an agent takes calls, or does not; a caller they have in hand stays theirs.

        `until`: seconds since the epoch at which it turns back by itself. `by`: who said so. `needed`: by
        service, telephones of which one at least is to take calls: raises NobodyLeft for the last of them.
        """
        now = self._clock()
        with self._connections.writing() as db:
            if not available and (alone := _alone_for(db, phone, needed, now)):
                raise NobodyLeft(alone)
            known = states_in(db, [phone], now)[0]
            since = known.since if known.available == available and known.since is not None else now
            row = {
                "phone": phone,
                "available": int(available),
                "since": since,
                "until": until,
                "changed_by": by,
            }
            db.table("agents").upsert(row, pk="phone")
        return self.state(phone)

    def picked_up(self, call_id: str, attempt: int, phone: str) -> None:
        """One of the telephones held was picked up: the others have stopped ringing."""
        with self._connections.writing() as db:
            if phone in held_by(db, call_id, attempt, self._clock()):
                let_go_in(db, "call_id = ? and attempt = ? and phone <> ?", [call_id, attempt, phone])

    def talking(self, call_id: str, attempt: int, phone: str, seconds: float) -> None:
        """The agent took the call; it lasts `seconds` at the most."""
        now = self._clock()
        with self._connections.writing() as db:
            db.execute(
                "update agents set engaged = 'talking', engaged_at = ?, engaged_until = ?"
                " where phone = ? and call_id = ? and attempt = ? and engaged = 'ringing'",
                [now, now + seconds, phone, call_id, attempt],
            )

    def let_go(self, call_id: str, attempt: int | None = None) -> None:
        """The caller holds no agent any more; with `attempt`, those of that attempt only."""
        with self._connections.writing() as db:
            if attempt is None:
                let_go_in(db, "call_id = ?", [call_id])
            else:
                let_go_in(db, "call_id = ? and attempt = ?", [call_id, attempt])


def states_in(db: Database, phones: Iterable[str], now: float) -> list[AgentState]:
    """As `Availability.states`, inside a transaction."""
    wanted = list(dict.fromkeys(phones))
    marks = ", ".join("?" * len(wanted))
    both = "agents left join calls on calls.id = agents.call_id"
    query = f"select agents.*, calls.ended_at from {both} where phone in ({marks})"  # noqa: S608 - question marks
    rows = db.query(query, wanted)
    known = {row["phone"]: _state(row, now) for row in rows}
    return [known.get(phone, AgentState(phone)) for phone in wanted]


def _alone_for(
    db: Database, phone: str, needed: Mapping[str, Collection[str]], now: float
) -> tuple[str, ...]:
    """The services that this telephone alone answers, inside the transaction that takes it off: of two who
    leave together, the second is seen to be the last."""
    return tuple(
        service
        for service, phones in needed.items()
        if [one.phone for one in states_in(db, phones, now) if one.available] == [phone]
    )


def _state(row: dict[str, Any], now: float) -> AgentState:
    available, since, until = bool(row["available"]), row["since"], row["until"]
    if until is not None and until <= now:
        available, since, until = not available, until, None
    holds = row["call_id"] and row["ended_at"] is None and row["engaged_until"] > now
    return AgentState(
        phone=row["phone"],
        available=available,
        since=since,
        until=until,
        changed_by=row["changed_by"] or "",
        engaged=row["engaged"] if holds else "",
        call_id=row["call_id"] if holds else "",
        engaged_at=row["engaged_at"] if holds else None,
    )


def hold(db: Database, call_id: str, attempt: int, phone: str, now: float, until: float) -> None:
    """Take a telephone for a caller, inside a transaction that has seen it free."""
    row = {
        "phone": phone,
        "call_id": call_id,
        "attempt": attempt,
        "engaged": "ringing",
        "engaged_at": now,
        "engaged_until": until,
    }
    db.table("agents").upsert(row, pk="phone")


def held_by(db: Database, call_id: str, attempt: int, now: float) -> set[str]:
    """The telephones that one attempt of a call holds, inside a transaction."""
    rows = db.execute(
        "select phone from agents where call_id = ? and attempt = ? and engaged_until > ?",
        [call_id, attempt, now],
    )
    return {row[0] for row in rows}


def let_go_in(db: Database, where: str, values: list[str | int]) -> None:
    """Free the agents that a condition names, a literal whose values are apart, of the call they were in."""
    nobody = "call_id = null, attempt = null, engaged = null, engaged_at = null, engaged_until = null"
    db.execute(f"update agents set {nobody} where {where}", values)  # noqa: S608 - literals
