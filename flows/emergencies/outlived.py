"""An emergency in the middle of something: the number to dial, then back to the question once it is over."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from flows.actions import Action
from flows.ask import TRIES, Talk
from flows.collect.words import bare
from flows.emergencies.emergency import emergency, reports_danger
from flows.events import Event, Heard, Pressed
from flows.interruptions import EmergencyHeard
from flows.reports.corrected import worsens_report

_OVER = re.compile(
    r"\b(?:c est (?:bon|passe|fini|termine|regle|reparti|arrange)|ca (?:va|ira)(?: (?:mieux|maintenant"
    r"|aller|bien"
    r"|la))?$|(?:il|elle|tout) va (?:mieux|bien)|ca s est (?:calme|arrange)|fausse alerte"
    r"|plus de peur que de mal"
    r"|(?:on|je|nous) (?:peut |peux |pouvons |veux |voudrais )?(?:reprend\w*|reprenons|recommen\w*"
    r"|continu\w+)"
    r"|reprenons|reprenez|reprendre|continuez|continuons|continuer|revenir|retour|revenons|ou on en etait"
    r"|ou en etions nous|(?:les )?(?:pompiers|secours|samu) (?:sont la|arrivent|sont arrives)"
    r"|it s (?:over|ok|okay|fine|all right|sorted|all good)|all good|(?:he|she|everything) is (?:fine|ok"
    r"|better)"
    r"|(?:he|she|everything) s (?:fine|ok|better|all right)|false alarm|let s (?:go on|continue|carry on"
    r"|resume)"
    r"|go on|carry on|continue|resume|where were we|back to (?:it|the|my) ?\w*)\b"
)
_NOT_OVER = re.compile(r"\b(?:pas|plus|jamais|not|isn t|never)\b(?! de peur)")
_LONGEST = 10
"""Words of "c'est bon les pompiers sont là on reprend"."""
RESUME_KEY, LEAVE_KEY = "1", "2"
PATIENT_SECONDS = 20.0
"""Silence granted to whoever looks after somebody."""


def is_over(talk: Talk, text: str) -> bool:
    """Does the caller say that the emergency is over, or that they go on?"""
    words = bare(text)
    if len(words.split()) > _LONGEST or _NOT_OVER.search(words):
        return False
    agrees = talk.tongue.yes_or_no(text) is True and len(talk.tongue.without_fillers(text).split()) == 1
    return agrees or _OVER.search(words) is not None


@contextmanager
def outliving(talk: Talk) -> Iterator[None]:
    """While in it, an emergency told at a question is met, and the question asked again once it is over."""
    before = talk.outlives
    talk.outlives = lambda text: _lived_through(talk, text)
    try:
        yield
    finally:
        talk.outlives = before


def _lived_through(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Tell the number to dial; return once it is over. Raises `EmergencyHeard` for whoever wants otherwise.

    A danger of the street, or of the report just made, is taken down: that is for the front door.
    """
    if reports_danger(talk, text) or worsens_report(talk, text):
        raise EmergencyHeard(text)
    before, talk.outlives = talk.outlives, None
    try:
        yield from _met(talk, text)
    finally:
        talk.outlives = before
    slot = talk.captured.get("slot") or talk.captured.get("booked")
    visit = talk.captured.get("visit")
    if slot and visit:
        yield from talk.say("emergency.over_visit", {"slot": slot, "what": visit})
    else:
        yield from talk.say("emergency.over")


def _met(talk: Talk, text: str) -> Generator[Action, Event, None]:
    told, unclear = True, 0
    while True:
        if told:
            yield from emergency(talk, text)
        asked = f"emergency.resume.no_match.{unclear}" if 0 < unclear < TRIES else "emergency.resume"
        try:
            reply = yield from talk.ask(
                asked, silence_seconds=PATIENT_SECONDS, answered_by=lambda said: is_over(talk, said)
            )
        except EmergencyHeard as again:
            told, text, unclear = True, again.text, unclear + 1
            if unclear >= TRIES:
                raise
            continue
        told = False
        if isinstance(reply, Pressed) and reply.digits == RESUME_KEY:
            return
        if isinstance(reply, Heard) and is_over(talk, reply.text):
            return
        if reply is None or (isinstance(reply, Pressed) and reply.digits == LEAVE_KEY):
            raise EmergencyHeard(text, met=True)
        if isinstance(reply, Heard) and talk.tongue.nothing_more(reply.text):
            raise EmergencyHeard(text, met=True)
        unclear += 1
        if unclear >= TRIES or (isinstance(reply, Heard) and talk.tongue.route_of(reply.text) is not None):
            raise EmergencyHeard(text, met=True, after=reply)
