"""Waiting for an agent: the caller is told their place, told again when it changes, and may always leave."""

from __future__ import annotations

from collections.abc import Generator
from enum import Enum

from flows.actions import Action
from flows.ask import BACK_KEY, Talk
from flows.events import Event, Pressed
from flows.interruptions import BackWanted
from flows.routing import AgentFreed, QueueEnded, QueueMoved, WaitInQueue

LEAVE_KEY = "1"
"""The way out: a message, or a callback, instead of waiting."""


class Waited(Enum):
    """How the wait ended."""

    CALLED = "called"
    """It is the caller's turn."""
    LEFT = "left"
    """They would rather leave a message."""
    IN_VAIN = "in vain"
    """Nobody became free, and the caller was told."""


def wait_in_line(talk: Talk, service: str, position: int) -> Generator[Action, Event, Waited]:
    """Wait for one's turn at a service; raises BackWanted for key #.

    Key 1 leaves for a message; key 0, which asks for a person anywhere else, and key * have the place said
    again: the caller is already waiting for that person.
    """
    yield from _tell(talk, "queue.joined", position)
    while True:
        event = yield WaitInQueue(service=service, position=position)
        match event:
            case AgentFreed():
                return Waited.CALLED
            case QueueEnded(reason=reason):
                yield from talk.say(f"queue.{reason}")
                return Waited.IN_VAIN
            case Pressed(digits=digits) if digits == LEAVE_KEY:
                return Waited.LEFT
            case Pressed(digits=digits) if digits == BACK_KEY:
                raise BackWanted
            case QueueMoved(position=moved):
                position = moved
        yield from _tell(talk, "queue.position", position)


def _tell(talk: Talk, prompt: str, position: int) -> Generator[Action, Event, None]:
    """The place in the line; who comes next is told so rather than given a number."""
    if position == 1:
        yield from talk.say(f"{prompt}_first")
    else:
        yield from talk.say(prompt, {"position": position})
