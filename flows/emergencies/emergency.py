"""Emergencies: recognised first and always, answered with the number to dial."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TYPE_CHECKING

from flows.actions import Action, NoteOutcome
from flows.collect.problem import problem_in, worsens
from flows.collect.words import bare
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.of_whom import is_of_somebody_else, strikes_at_home
from flows.emergencies.rescue_asked import rescue_asked
from flows.emergencies.urgent_words import without_figures
from flows.events import Event
from flows.understand import fold

if TYPE_CHECKING:
    from flows.ask import Talk

REPORTED = "electricite"
"""The kind of problem that is both an emergency and a thing of the street: a cable down."""
_STREET = re.compile(
    r"\b(murs?|murets?|facades?|tuiles?|ardoises?|corniches?|cheminees?|echafaudages?|grues?|pylones?|ponts?"
    r"|walls?|scaffolding|roof tiles?|chimneys?|cranes?|bridges?)\b"
)
"""What falls on passers-by and is no kind of problem by itself."""
_FLOOD = re.compile(
    r"\b(?:eaux?|rivieres?|ruisseaux?|torrents?|canal|fleuve|egouts?|etang) (?:\w+ ){0,3}?"
    r"(?:deborde|monte|envahi|inonde|rentre|entre|remonte|arrive)\w* (?:\w+ ){0,2}?"
    r"(?:dans|sur|chez|devant|la|le|les|jusqu)\b|\b(?:riviere|ruisseau|torrent|canal) (?:\w+ ){0,2}?deborde"
    r"|\b(?:river|stream|canal|water|sewers?) (?:\w+ ){0,3}?(?:overflow|flood|rising|coming|bursting)\w*"
)
_CARRIED_OFF = re.compile(
    r"\b(?:coince|bloque|noie|noye|emporte|prisonni|toit|trapped|stuck|drown|swept|stranded)"
    r"|\bpeu(?:t|x|vent) (?:pas|plus) (?:bouger|sortir|marcher|descendre"
    r"|(?:se|me) (?:lever|deplacer|sauver))\b"
    r"|\b(?:can t|cannot|can not|unable to) (?:move|walk|get (?:out|up|down))\b"
    r"|\b(?:alitee?|(?:son|mon) lit|fauteuil roulant|bedridden|wheelchair)\b"
)
"""Somebody is in the water, or cut off by it: nothing else is to be asked of whoever says so."""


_PIECE = re.compile(r"\d+|[^\W\d_]+")
"""A word as `bare` tells them apart."""


def reports_danger(talk: Talk, text: str) -> bool:
    """Do these words tell of a danger in the street that the town's own people on call see to as well?

    "Un fil électrique est tombé", "un arbre va s'écraser sur l'école": whoever says so is told the
    number to dial, then asked where, as by keys.
    """
    text = without_figures(fold(text))
    problem = problem_in(text, talk.language)
    if talk.tongue.hurt.search(fold(text)) is not None:
        return False
    if problem is not None and problem.slug == REPORTED:
        return True
    named = problem is not None or _STREET.search(bare(text)) is not None
    return named and worsens(text, talk.language)


def tells_a_flood(talk: Talk, text: str) -> bool:
    """Is water told to overflow, where nobody is said to be hurt, nor in it, and nothing else to happen?

    The team on call sees to it as well. Whoever tells more than water is asked for no street.
    """
    words, meant = bare(text), without_figures(fold(text))
    flood = _FLOOD.search(words)
    if flood is None or _CARRIED_OFF.search(words) or talk.tongue.hurt.search(meant) is not None:
        return False
    return talk.tongue.kind_told(_without(text, words, flood)) in (None, "any")


def _without(text: str, words: str, told: re.Match[str]) -> str:
    """The text but for what is told in these of its bare words; folded."""
    folded = fold(text)
    pieces = list(_PIECE.finditer(folded))
    first, last = len(words[: told.start()].split()), len(words[: told.end()].split())
    return folded[: pieces[first].start()] + " " + folded[pieces[last - 1].end() :]


def emergency(talk: Talk, text: str, *, in_street: bool = False) -> Generator[Action, Event, None]:
    """Say which number to dial, twice over the details; nothing interrupts it.

    `in_street`: they are said of a problem in the street, whether they name it or not.
    """
    talk.alarmed = True
    yield NoteOutcome(outcome="emergency")
    yield from talk.say(f"emergency.{_kind(talk, text, in_street)}", interruptible=False)
    if rescue_asked(fold(text), talk.language):
        yield from talk.say("emergency.no_transfer", interruptible=False)


def _kind(talk: Talk, text: str, in_street: bool) -> str:
    """Of what tells no danger by itself, a key or what is wrong in the street: all the numbers are told."""
    in_street = in_street or problem_in(text, talk.language) is not None
    if talk.tongue.kind_told(text) is None and (in_street or talk.tongue.danger_level(text) is Level.NONE):
        return "any"
    kind = talk.tongue.emergency_kind(text)
    if kind == "police" and strikes_at_home(fold(text)):
        return "violence"  # the police's numbers, and whom to speak to of it
    return "distress_near" if kind == "distress" and is_of_somebody_else(fold(text), talk.language) else kind
