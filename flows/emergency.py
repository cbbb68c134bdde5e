"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.collect.problem import problem_in
from flows.events import Event
from flows.understand import fold

REPORTED = "electricite"
"""The kind of problem that is both an emergency and a thing of the street: a cable down."""


def reports_danger(talk: Talk, text: str) -> bool:
    """Do these words tell of a danger in the street that the town's own people on call see to as well?

    "Un fil électrique est tombé": whoever says so is told the number to dial, then asked where, as by keys.
    """
    problem = problem_in(text, talk.language)
    hurt = talk.tongue.hurt.search(fold(text)) is not None
    return problem is not None and problem.slug == REPORTED and not hurt


def emergency(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it."""
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{_kind(talk, text)}", interruptible=False)


def _kind(talk: Talk, text: str) -> str:
    """Of what is wrong in the street, without a word of somebody in danger: all the numbers are told."""
    if talk.tongue.kind_told(text) is None and problem_in(text, talk.language) is not None:
        return "any"
    return talk.tongue.emergency_kind(text)
