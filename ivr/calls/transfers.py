"""What became of each call offered to agents: the table `transfers`, one row each time telephones ring.

The provider's callbacks come late, twice, or in the wrong order. A row only ever moves forward: offered,
picked up, accepted or declined, ended; what arrives after that is ignored. An offer that the disk refused is
made up for by what the agent does next: it never costs a caller the agent who takes the call.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from flows.actions import Transfer
from flows.events import TransferOutcome
from ivr.database import Connections

Answer = Literal["accepted", "declined", "silent"]
"""What was done about the whisper; silent: it was heard to its end and no key was pressed."""


@dataclass(frozen=True)
class AgentsPart:
    """What is known of the agent's side of one attempt."""

    answer: str = ""
    """An `Answer`; empty: none came."""
    picked_up: bool = False
    """A telephone was picked up, be it by a voicemail."""


class Transfers:
    """The transfers of calls.db; for all threads and processes. Every method raises sqlite3.Error."""

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self._clock = clock

    def offer(self, call_id: str, attempt: int, transfer: Transfer, rung: Sequence[str]) -> None:
        """These telephones are about to ring; `attempt` is the log's position of the transfer.

        What the agent is told of the caller stays in the log: it is forgotten with it, and nowhere else.
        """
        row = {
            "call_id": call_id,
            "attempt": attempt,
            "service": transfer.service,
            "offered_at": self._clock(),
            "rung": json.dumps(list(rung)),
        }
        with self._connections.writing() as db:
            db.table("transfers").insert(row, ignore=True)

    def picked_up(self, call_id: str, attempt: int, agent: str, service: str = "") -> None:
        """Somebody, or something, answered this telephone; `service` is the one that the caller wants."""
        with self._connections.writing() as db:
            self._make_up(db, call_id, attempt, agent, service)
            db.execute(
                "update transfers set picked_up_at = ?, agent = ? where call_id = ? and attempt = ?"
                " and picked_up_at is null and ended_at is null",
                [self._clock(), agent, call_id, attempt],
            )

    def answer(self, call_id: str, attempt: int, agent: str, answer: Answer, service: str = "") -> str:
        """What the agent did; the answer that holds from now on, empty when the attempt is over.

        The first answer stands, but silence is none of a person: a key may still replace it.
        """
        with self._connections.writing() as db:
            self._make_up(db, call_id, attempt, agent, service)
            db.execute(
                "update transfers set answer = ?, answered_at = ?, agent = coalesce(nullif(?, ''), agent)"
                " where call_id = ? and attempt = ? and ended_at is null"
                " and (answer is null or (answer = 'silent' and ?1 <> 'silent'))",
                [answer, self._clock(), agent, call_id, attempt],
            )
            row = db.execute(
                "select answer from transfers where call_id = ? and attempt = ? and ended_at is null",
                [call_id, attempt],
            ).fetchone()
        return (row[0] or "") if row else ""

    def _make_up(self, db: Database, call_id: str, attempt: int, agent: str, service: str) -> None:
        """Write the offer that could not be written, unless the log says that the attempt is over."""
        db.execute(
            "insert or ignore into transfers (call_id, attempt, service, offered_at, rung)"
            " select ?1, ?2, ?3, ?4, ?5"
            " where (select coalesce(max(seq), 0) from call_events where call_id = ?1) <= ?2",
            [call_id, attempt, service, self._clock(), json.dumps([agent] if agent else [])],
        )

    def agents_part(self, call_id: str, attempt: int) -> AgentsPart:
        """What the agent did so far."""
        row = (
            self._connections.get()
            .execute(
                "select answer, picked_up_at from transfers where call_id = ? and attempt = ?",
                [call_id, attempt],
            )
            .fetchone()
        )
        return AgentsPart(row[0] or "", row[1] is not None) if row else AgentsPart()

    def end(self, call_id: str, attempt: int, outcome: TransferOutcome) -> None:
        """It is over; the first outcome stands."""
        with self._connections.writing() as db:
            db.execute(
                "update transfers set outcome = ?, ended_at = ?"
                " where call_id = ? and attempt = ? and ended_at is null",
                [outcome, self._clock(), call_id, attempt],
            )

    def caller_left(self, call_id: str) -> None:
        """The call is over: whatever was still under way ended with it."""
        with self._connections.writing() as db:
            db.execute(
                "update transfers set ended_at = ?,"
                " outcome = case answer when 'accepted' then 'answered' else 'caller_left' end"
                " where call_id = ? and ended_at is null",
                [self._clock(), call_id],
            )


def tried(db: Database, since: float) -> dict[str, set[str]]:
    """By call: the agents whom it rang since then, and who did not take it.

    Where all were rung together and one picked up, the others were never given the time to.
    """
    found: dict[str, set[str]] = {}
    rows = db.execute(
        "select call_id, agent, picked_up_at, rung from transfers where ended_at > ? and offered_at > ?"
        " and outcome not in ('answered', 'dropped', 'taken')",
        [since, since - 86_400.0],
    )
    for call_id, agent, picked_up_at, rung in rows:
        agents = {agent} if picked_up_at is not None and agent else set(json.loads(rung or "[]"))
        found.setdefault(call_id, set()).update(agents)
    return found
