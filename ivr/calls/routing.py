"""Who is rung for a caller, and when: the town hall's rules over who is there and who waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from sqlite_utils import Database

from flows.events import Event
from flows.routing import AgentFreed, AgentsFound, QueueEnded, QueueMoved, WaitInQueue
from ivr.calls import availability, waiting
from ivr.calls.transfers import tried
from ivr.calls.waiting import Place, position_of, turn_of
from ivr.database import Connections
from ivr.settings import Settings

MAX_TOGETHER = 10
"""Telephones that the provider rings at the same time, at most."""
REST_SECONDS = 120.0
"""An agent who did not take a call is not rung again for the same caller within this time."""
TELL_AGAIN_SECONDS = 45.0
"""A waiting caller is told their place again after this time, changed or not."""
RING_MARGIN_SECONDS = 60.0
"""What picking up, the whisper and the provider's slowness may add to the ringing."""


class Routing:
    """Asks the tables of calls.db; for all threads and processes. Every method raises sqlite3.Error."""

    def __init__(
        self, settings: Settings, connections: Connections, clock: Callable[[], float] = time.time
    ) -> None:
        """`clock`: the real time, in seconds since the epoch."""
        self._settings = settings
        self._connections = connections
        self._clock = clock

    def agents_of(self, service: str) -> tuple[str, ...]:
        """E.164 numbers that ring for a service; the reception's when it has none of its own."""
        wanted = self._settings.services.get(service)
        return wanted.agents if wanted and wanted.agents else self._settings.services["accueil"].agents

    def find(self, call_id: str, service: str) -> AgentsFound:
        """Can somebody be rung for this caller now, without overtaking anybody who waits?"""
        look = _Look(self, self._connections.get(), self._clock(), call_id)
        if not look.at_work(service):
            return AgentsFound(state="away")
        if look.turn(service, together=False):
            return AgentsFound(state="free")
        if not self._settings.line.max_wait_minutes:
            return AgentsFound(state="full")
        return AgentsFound(state="engaged", position=position_of(call_id, service, look.waiting))

    def claim(self, call_id: str, attempt: int, service: str) -> list[str]:
        """Take the telephones that are to ring for this caller; none when others were quicker.

        Asked twice for the same attempt, the answer is the same.
        """
        now = self._clock()
        until = now + self._settings.line.ring_seconds + RING_MARGIN_SECONDS
        with self._connections.writing() as db:
            held = availability.held_by(db, call_id, attempt, now)
            if held:
                return [phone for phone in self.agents_of(service) if phone in held]
            known = self._settings.services.get(service)
            together = known is None or known.ring == "together"
            phones = _Look(self, db, now, call_id).turn(service, together=together)[:MAX_TOGETHER]
            for phone in phones:
                availability.hold(db, call_id, attempt, phone, now, until)
        return phones

    def look(self, call_id: str, wait: WaitInQueue) -> Event | None:
        """What a waiting caller is to be told; None: nothing has changed. Their being there is noted."""
        now = self._clock()
        with self._connections.writing() as db:
            waiting.seen(db, call_id, now)
        db = self._connections.get()
        place = waiting.place_of(db, call_id)
        look = _Look(self, db, now, call_id)
        if not look.at_work(wait.service):
            return QueueEnded(reason="away")
        if look.turn(wait.service, together=False):
            return AgentFreed()
        if place is None:
            return None
        if now - place.joined_at >= self._settings.line.max_wait_minutes * 60:
            return QueueEnded(reason="too_long")
        position = position_of(call_id, wait.service, look.waiting)
        if position != wait.position or now - place.told_at >= TELL_AGAIN_SECONDS:
            return QueueMoved(position=position)
        return None


class _Look:
    """The agents and the lines at one moment, for one call."""

    def __init__(self, routing: Routing, db: Database, now: float, call_id: str) -> None:
        self._routing = routing
        self._db = db
        self._now = now
        self._call_id = call_id
        self._tried = tried(db, now - REST_SECONDS)
        self._states: dict[str, availability.AgentState] = {}
        self.waiting: list[Place] = waiting.places(db, now, call_id)

    def at_work(self, service: str) -> bool:
        """Is there anybody to wait for?"""
        return any(state.available for state in self._worth_ringing(self._call_id, service))

    def turn(self, service: str, *, together: bool) -> list[str]:
        """The telephones to ring for the call now; none when it has to wait."""
        return turn_of(self._call_id, service, self.waiting, self._free, together=together)

    def _free(self, call_id: str, service: str) -> Sequence[str]:
        return [state.phone for state in self._worth_ringing(call_id, service) if state.free]

    def _worth_ringing(self, call_id: str, service: str) -> Iterable[availability.AgentState]:
        """Agents of a service whom this call has not just tried."""
        phones = [p for p in self._routing.agents_of(service) if p not in self._tried.get(call_id, ())]
        missing = [phone for phone in phones if phone not in self._states]
        for state in availability.states_in(self._db, missing, self._now) if missing else ():
            self._states[state.phone] = state
        return [self._states[phone] for phone in phones]
