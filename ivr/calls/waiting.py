"""The lines in which callers wait, one a service: who is there, in which order, and whose turn it is.

The provider has queues of its own (`<Enqueue>`), which would keep the order where neither our log nor a test
sees it, and lose it with the provider's session. Ours is a projection of the calls' logs, written in the same
transaction as the event that makes a caller join or leave: a worker that is killed, or a line that restarts,
finds everybody in their place. A waiting caller asks, every few seconds, whether anything has changed; nobody
has to be called back by the provider's interface for the line to move.

Whoever is told that they are put through has a place as well, even without having waited: the telephone rings
only once that sentence was heard, and nobody who comes during those seconds may be promised the same agent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from flows.actions import Action, Query, Transfer
from flows.events import Event, HungUp, TransferEnded
from flows.routing import WaitInQueue

GONE_SECONDS = 90.0
"""A caller who has not asked for so long holds nobody up; coming back, they find their place again."""
CALLED_SECONDS = 20.0
"""Within which the telephone rings for a caller whose turn has come: the sentence that says so, and a slow
network. A call that was lost meanwhile keeps the agent from nobody for longer."""


@dataclass(frozen=True)
class Place:
    """One caller in a line."""

    call_id: str
    service: str
    """Slug of the service waited for."""
    joined_at: float
    """Seconds since the epoch."""
    seen_at: float
    position: int
    """What the caller was told last."""
    told_at: float
    """When they were told."""
    called: bool
    """It is their turn: an agent's telephone rings for them, or is about to."""


def project(db: Database, call_id: str, event: Event, actions: Sequence[Action], at: float) -> None:
    """Bring the lines up to date with one event of a call and the actions it caused.

    A caller who is put through has a place, kept until it is known whether somebody answered: should others
    have been quicker, nobody who came later passes before them. An event that caused nothing, a late one or
    the call being taken up again, moves nobody.
    """
    if not actions and not isinstance(event, HungUp):
        return
    last = actions[-1] if actions else None
    if isinstance(event, TransferEnded) and event.outcome == "dropped":
        # They have talked, perhaps for long: were they to wait again, it is from now on.
        db.execute("update waiting set joined_at = ? where call_id = ?", [at, call_id])
    if isinstance(last, WaitInQueue):
        _find_place(db, call_id, last.service, at)
        db.execute(
            "update waiting set position = ?, told_at = ?, seen_at = ?, called = 0 where call_id = ?",
            [last.position, at, at, call_id],
        )
    elif isinstance(last, Transfer):
        _find_place(db, call_id, last.service, at)
        db.execute("update waiting set called = 1, seen_at = ? where call_id = ?", [at, call_id])
    elif isinstance(last, Query):
        db.execute("update waiting set called = 1 where call_id = ?", [call_id])
    else:
        db.execute("delete from waiting where call_id = ?", [call_id])


def _find_place(db: Database, call_id: str, service: str, at: float) -> None:
    """The place that the caller has in this service's line, or one at its end."""
    if db.table("waiting").count_where("call_id = ? and service = ?", [call_id, service]):
        return
    db.execute("delete from waiting where call_id = ?", [call_id])
    row = {"call_id": call_id, "service": service, "joined_at": at, "seen_at": at}
    db.table("waiting").insert({**row, "position": 1, "told_at": at})


def places(db: Database, now: float, call_id: str = "") -> list[Place]:
    """Everybody for whom a telephone has still to ring, of all services, first come first.

    That is whoever waits, and whoever was just told that their turn has come. `call_id`: this caller is
    counted even when a telephone has rung already: they may have to wait again.
    """
    rows = db.query(
        "select w.* from waiting w left join calls c on c.id = w.call_id"
        " where w.seen_at > :gone and c.ended_at is null"
        " and (not w.called or w.call_id = :call_id or (w.seen_at > :called and not exists"
        " (select 1 from agents a where a.call_id = w.call_id and a.engaged_until > :now)))"
        " order by w.id",
        {"gone": now - GONE_SECONDS, "called": now - CALLED_SECONDS, "now": now, "call_id": call_id},
    )
    return [Place(**{name: row[name] for name in Place.__dataclass_fields__}) for row in rows]


def place_of(db: Database, call_id: str) -> Place | None:
    """A caller's place; None when they do not wait."""
    rows = db.query("select * from waiting where call_id = ?", [call_id])
    return next((Place(**{name: row[name] for name in Place.__dataclass_fields__}) for row in rows), None)


def seen(db: Database, call_id: str, now: float) -> None:
    """The caller is still there."""
    db.execute("update waiting set seen_at = ? where call_id = ?", [now, call_id])
    db.execute("update calls set seen_at = ? where id = ?", [now, call_id])


def position_of(call_id: str, service: str, waiting: Sequence[Place]) -> int:
    """A caller's place in their line, from 1; for one who does not wait yet, the place they would get.

    Those whose turn has come are no longer ahead of anybody.
    """
    ahead = 0
    for place in waiting:
        if place.call_id == call_id:
            break
        ahead += place.service == service and not place.called
    return ahead + 1


def turn_of(
    call_id: str,
    service: str,
    waiting: Sequence[Place],
    free: Callable[[str, str], Sequence[str]],
    *,
    together: bool,
) -> list[str]:
    """The telephones to ring for a caller now; none when everybody free is for those who came before.

    `waiting`: in order. `free`: by call and service, the telephones that could ring for that call. Each
    caller who came earlier is left one, in whichever line they wait; and when several ring together, those
    who came later are left one each, as far as there are enough.
    """
    reserved: set[str] = set()
    earlier, later = list(waiting), []
    for index, place in enumerate(waiting):
        if place.call_id == call_id:
            earlier, later = list(waiting[:index]), list(waiting[index + 1 :])
            break
    for place in earlier:
        reserved.update([phone for phone in free(place.call_id, place.service) if phone not in reserved][:1])
    mine = [phone for phone in free(call_id, service) if phone not in reserved]
    if not mine or not together:
        return mine[:1]
    reserved.add(mine[0])
    for place in later:
        reserved.update([phone for phone in free(place.call_id, place.service) if phone not in reserved][:1])
    return mine[:1] + [phone for phone in mine[1:] if phone not in reserved]
