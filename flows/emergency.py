"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.events import Event
from flows.understand import fold

_KINDS = (
    ("distress", re.compile(r"\b(suicid\w*|mourir|en finir)\b")),
    ("fire", re.compile(r"\b(feu|incendie|brûle\w*|gaz|explosion|pompiers|noie|noyade)\b")),
    (
        "medical",
        re.compile(
            r"\b(malaise|cardiaque|infarctus|avc|a v c|respire\w*|étouffe|inconscient\w*|connaissance"
            r"|évanoui\w*|convulsions"
            r"|sang|saigne|samu|ambulance|médicale?|blessé\w*|accident|électrocut\w*|bébé)\b"
        ),
    ),
    (
        "police",
        re.compile(r"\b(agress\w*|frappe|tape|menace|suit|couteau|arme|coups|cambriol\w*|entré|police)\b"),
    ),
)


def kind_of(text: str) -> str:
    """distress, fire, medical or police; any when the words do not tell."""
    folded = fold(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "any")


def emergency(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it."""
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{kind_of(text)}", interruptible=False)
