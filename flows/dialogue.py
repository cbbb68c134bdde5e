"""One call's conversation: feed it events, perform the actions it returns."""

from __future__ import annotations

from collections.abc import Callable, Generator

from flows.actions import Action
from flows.events import CallStarted, Event, HungUp
from flows.registry import ANSWERED_BY

Flow = Generator[Action, Event, None]
"""A flow is a plain generator: it yields actions and is sent what answered the last one.

It touches nothing else: no clock, no chance, no socket, no database. That is what lets a call be
rebuilt from its log.
"""


class CallerGone(Exception):
    """Thrown into the flow when the caller has left, so that it may still do its last deeds.

    Normal, not an error. A flow that catches it may yield deeds, but can no longer speak or ask.
    """


class Dialogue:
    """Runs one flow. Pure: the same events always give the same actions."""

    def __init__(self, flow: Callable[[CallStarted], Flow]) -> None:
        self._flow = flow
        self._generator: Flow | None = None
        self.seq = 0
        """Number of events handled."""
        self.waiting_for: Action | None = None
        """The action whose answer the flow waits for; None before the call starts and after it ends."""
        self.pending: list[Action] = []
        """The actions of the last advance: what a new worker must do again."""
        self.ended = False

    def handle(self, event: Event) -> list[Action]:
        """Advance by one event. Late or stray events change nothing but the count."""
        self.seq += 1
        if self.ended:
            return []
        if isinstance(event, HungUp):
            return self._farewell()
        if isinstance(event, CallStarted):
            if self._generator is not None:
                return []
            self._generator = self._flow(event)
            return self._advance(self._generator, None)
        if self._generator is None or self.waiting_for is None:
            return []
        if not isinstance(event, ANSWERED_BY[type(self.waiting_for)]):
            return []
        return self._advance(self._generator, event)

    def _advance(self, generator: Flow, reply: Event | None) -> list[Action]:
        actions: list[Action] = []
        self.waiting_for = None
        try:
            action = next(generator) if reply is None else generator.send(reply)
            while True:
                actions.append(action)
                if type(action) in ANSWERED_BY:
                    self.waiting_for = action
                    break
                action = next(generator)
        except StopIteration:
            self.ended = True
        self.pending = actions
        return actions

    def _farewell(self) -> list[Action]:
        """Tell the flow that the caller left; keep the deeds it still wants done."""
        deeds: list[Action] = []
        if self._generator is not None:
            try:
                action = self._generator.throw(CallerGone())
                while type(action) not in ANSWERED_BY:
                    deeds.append(action)
                    action = next(self._generator)
            except (StopIteration, CallerGone):
                pass
            self._generator.close()
        self.waiting_for = None
        self.pending = []
        self.ended = True
        return deeds
