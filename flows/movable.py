"""A step at whose questions what was agreed before may still be changed: "finalement plutôt jeudi"."""

from __future__ import annotations

from collections.abc import Callable, Generator

from flows.actions import Action
from flows.ask import Talk
from flows.events import Event
from flows.interruptions import CorrectionHeard
from flows.stepping_back import Step

Moved = Callable[[str], Generator[Action, Event, bool]]
"""Agrees anew on what the words want otherwise; false when the flow cannot go on."""


def movable(talk: Talk, step: Step, changes: Callable[[str], bool], moved: Moved) -> Step:
    """The same step; words that `changes` knows for another wish are `moved`, and it is taken again."""

    def movably() -> Generator[Action, Event, bool]:
        while True:
            before, talk.corrects = talk.corrects, changes
            try:
                return (yield from step())
            except CorrectionHeard as correction:
                words = correction.text
            finally:
                talk.corrects = before
            if not (yield from moved(words)):
                return False

    return movably
