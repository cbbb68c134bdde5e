"""A flow that goes on as it would, while whoever runs it sees all that it does."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.dialogue import CallerGone
from flows.events import Event


def watched(flow: Generator[Action, Event, bool], done: list[Action]) -> Generator[Action, Event, bool]:
    """The same flow; `done` is given each of its actions, the last ones of whoever hangs up too."""
    try:
        action = next(flow)
        while True:
            done.append(action)
            try:
                event = yield action
            except CallerGone as gone:
                action = flow.throw(gone)
            else:
                action = flow.send(event)
    except StopIteration as end:
        return bool(end.value)
