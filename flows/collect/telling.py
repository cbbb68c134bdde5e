"""Telling what one has to write down."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, Say
from flows.ask import Talk
from flows.events import Event


def tell_reference(talk: Talk, reference: str) -> Generator[Action, Event, None]:
    """Say a reference digit by digit, slowly and twice; "répétez" says it again until the next request."""
    slow, talk.slow = talk.slow, True
    for action in talk.say("reference.note", {"reference": reference}):
        yield action
        if isinstance(action, Say):
            talk.to_note = [action]
    talk.slow = slow


def reference_told(talk: Talk, reference: str) -> Say:
    """What says a reference, for whoever asks for it without having been told it yet."""
    return Say(prompt="reference.note", values={"reference": reference}, slow=True, language=talk.language)
