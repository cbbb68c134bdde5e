"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.events import Event


def emergency(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it."""
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{talk.tongue.emergency_kind(text)}", interruptible=False)
