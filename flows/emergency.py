"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TYPE_CHECKING

from flows.actions import Action, NoteOutcome
from flows.alarm.learnt import Level
from flows.collect.problem import problem_in, worsens
from flows.collect.words import bare
from flows.events import Event
from flows.understand import fold

if TYPE_CHECKING:
    from flows.ask import Talk

REPORTED = "electricite"
"""The kind of problem that is both an emergency and a thing of the street: a cable down."""
_STREET = re.compile(
    r"\b(murs?|murets?|facades?|tuiles?|corniches?|cheminees?|echafaudages?|grues?|pylones?|ponts?"
    r"|walls?|scaffolding|roof tiles?|chimneys?|cranes?|bridges?)\b"
)
"""What falls on passers-by and is no kind of problem by itself."""


def reports_danger(talk: Talk, text: str) -> bool:
    """Do these words tell of a danger in the street that the town's own people on call see to as well?

    "Un fil électrique est tombé", "un arbre va s'écraser sur l'école": whoever says so is told the
    number to dial, then asked where, as by keys.
    """
    problem = problem_in(text, talk.language)
    if talk.tongue.hurt.search(fold(text)) is not None:
        return False
    if problem is not None and problem.slug == REPORTED:
        return True
    named = problem is not None or _STREET.search(bare(text)) is not None
    return named and worsens(text, talk.language)


def emergency(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it."""
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{_kind(talk, text)}", interruptible=False)


def _kind(talk: Talk, text: str) -> str:
    """Of what tells no danger by itself, a key or what is wrong in the street: all the numbers are told."""
    tells_none = talk.tongue.danger_level(text) is Level.NONE or problem_in(text, talk.language) is not None
    if talk.tongue.kind_told(text) is None and tells_none:
        return "any"
    return talk.tongue.emergency_kind(text)
