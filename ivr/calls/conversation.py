"""One call's dialogue made durable: log first, act second."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from flows.actions import Action, Query
from flows.events import Event
from ivr.calls.log import CallLog, FlowOf, Stale

MAX_QUERIES = 24
"""Queries one event may cause; more means that a flow asks in circles.

Whose business each thing is that was told and not seen to is asked in a row when a person is fetched.
"""


class Queries(Protocol):
    """What answers a flow's repeatable questions."""

    def perform(self, query: Query, call_id: str) -> Event:
        """The event that answers this call's query. Never raises: what cannot be known is said so."""
        ...


class Conversation:
    """What a channel loop holds of a call: give it what happened, perform what it returns."""

    def __init__(
        self,
        call_id: str,
        log: CallLog,
        queries: Queries,
        flow: FlowOf,
        started_at: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.call_id = call_id
        self._log = log
        self._queries = queries
        self._flow = flow
        self._started_at = started_at
        self._clock = clock
        self._dialogue = log.resume(call_id, flow)
        self.pending: list[Action] = self._settled(self._dialogue.pending)
        """The last actions, to be performed again by whoever takes the call up."""

    @property
    def waiting_for(self) -> Action | None:
        """The Ask or Transfer that the flow waits on."""
        return self._dialogue.waiting_for

    @property
    def ended(self) -> bool:
        """Nothing more will be said."""
        return self._dialogue.ended

    @property
    def position(self) -> int:
        """How many events the call has had; part of the keys that make repeats harmless."""
        return self._dialogue.seq

    def handle(self, key: str, event: Event) -> list[Action]:
        """Log an event, answer the queries it causes, return what the channel must perform.

        A `key` already known returns []. When another worker has moved the call on, this one catches up
        with the log: first, or after a known key, whose answer is where that worker has come.
        """
        before = self._dialogue.seq
        event = replace(event, at=round(max(0.0, self._clock() - self._started_at), 3))
        try:
            actions = self._log.step(self.call_id, key, event, self._dialogue)
        except Stale:
            self._dialogue = self._log.resume(self.call_id, self._flow)
            actions = self._log.step(self.call_id, key, event, self._dialogue)
        except Exception:
            self._dialogue = self._log.resume(self.call_id, self._flow)
            raise
        if not actions and self._dialogue.seq == before:
            self._catch_up()
            return []
        performed = self._settled(actions)
        if performed or self.ended:
            self.pending = performed
        return performed

    def _catch_up(self) -> None:
        """Where another worker took the same event, the question that now stands is in the log alone."""
        dialogue = self._log.resume(self.call_id, self._flow)
        if dialogue.seq != self._dialogue.seq:
            self._dialogue = dialogue
            self.pending = self._settled(dialogue.pending)

    def _settled(self, actions: list[Action]) -> list[Action]:
        """Replace a query at the end by what its answer leads to."""
        performed = list(actions)
        for _ in range(MAX_QUERIES):
            query = performed[-1] if performed else None
            if not isinstance(query, Query):
                return performed
            performed.pop()
            answer = self._queries.perform(query, self.call_id)
            key = f"query/{self._dialogue.seq}"
            at = round(max(0.0, self._clock() - self._started_at), 3)
            before = self._dialogue.seq
            try:
                more = self._log.step(self.call_id, key, replace(answer, at=at), self._dialogue)
            except Stale:
                more = []
            if self._dialogue.seq == before:  # another worker answered it first: what it led to is in the log
                self._dialogue = self._log.resume(self.call_id, self._flow)
                more = self._dialogue.pending
            performed += more
        raise RuntimeError(f"{self.call_id}: {MAX_QUERIES} queries in a row after one event; the flow loops.")
