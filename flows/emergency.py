"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.collect.problem import problem_in
from flows.events import Event

REPORTED = "electricite"
"""The kind of problem that is both an emergency and a thing of the street: a cable down."""


def reports_danger(talk: Talk, text: str) -> bool:
    """Do these words tell of a danger in the street that the town's own people on call see to as well?

    "Un fil électrique est tombé": whoever says so is told the number to dial, then asked where, as by keys.
    """
    problem = problem_in(text, talk.language)
    hurt = talk.tongue.emergency_kind(text) == "medical"
    return problem is not None and problem.slug == REPORTED and not hurt


def emergency(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it."""
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{talk.tongue.emergency_kind(text)}", interruptible=False)
