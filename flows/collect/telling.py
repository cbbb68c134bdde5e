"""Telling what one has to write down."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.events import Event


def tell_reference(talk: Talk, reference: str) -> Generator[Action, Event, None]:
    """Say a reference digit by digit, slowly and twice; "répétez" says it again at the next question."""
    slow, talk.slow = talk.slow, True
    yield from talk.say("reference.note", {"reference": reference})
    talk.slow = slow
