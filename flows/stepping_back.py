"""One step back in the middle of a flow: "revenir" asks the question before again, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence

from flows.actions import Action
from flows.collect.words import bare
from flows.events import Event
from flows.interruptions import BackWanted

Step = Callable[[], Generator[Action, Event, bool]]
"""One question and what it settles; false when the flow cannot go on."""

_ALL_THE_WAY = re.compile(
    r"\b(?:annul\w*|recommen\w*|reprend\w*|menu|accueil|debut|zero|laissez tomber|cancel|start|over|beginning"
    r"|never mind|forget)\b"
)
"""What gives the whole up: whoever goes back one question does not say so."""


def is_one_step(back: BackWanted) -> bool:
    """Does the caller want the question before, rather than out of it all? The key alone is one step."""
    return not _ALL_THE_WAY.search(bare(back.text))


def in_steps(steps: Sequence[Step]) -> Generator[Action, Event, bool]:
    """Take the steps one after the other, and one back when that is wanted; true after the last.

    Going back from the first one is going back to what came before it all: it raises `BackWanted`.
    """
    place = 0
    while place < len(steps):
        try:
            if not (yield from steps[place]()):
                return False
        except BackWanted as back:
            if place == 0 or not is_one_step(back):
                raise
            place -= 1
        else:
            place += 1
    return True
