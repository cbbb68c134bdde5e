"""Why a place is closed, as it is said after "pour": "travaux", "les fêtes de fin d'année". Pure."""

from __future__ import annotations

import re

from ivr.console.messages import message
from ivr.console.spoken_marks import unspeakable
from knowledge.articles import fault, speaking_seconds, tidy_line
from knowledge.messages import show

REASON_SECONDS = 8.0
"""Longest reason aloud: it comes in the middle of a sentence that gives the day and the hours."""

_POUR = re.compile(r"(?:pour\b[\s:,]*)+", re.IGNORECASE)
#: What cannot follow "pour": another way to say that a reason comes.
_LINK = re.compile(
    r"(?:(?:en raison|[àa] cause|du fait|suite (?:[àa]|aux?)|car|fermée?s?)\b|parce qu|puisqu)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|\bwww\.|@|\w\.(?:fr|com|org|net|eu|info|bzh|paris|alsace|corsica)\b", re.I)


def tidied_reason(text: str) -> str:
    """A reason as it is kept: without the "pour" that the line says itself, nor a full stop."""
    line = tidy_line(text)
    said_already = _POUR.match(line)
    return line[said_already.end() if said_already else 0 :].rstrip(" .;,")


def reason_problem(text: str) -> str:
    """Why a tidied reason cannot be said, as a sentence; empty when it can."""
    if told := fault(text):
        return told
    if set(text) & set("{}[]"):
        return message("closures.braces")
    if told := unspeakable(text):
        return told
    if _ADDRESS.search(text):
        return message("closures.address")
    if found := _LINK.match(text):
        return message("closures.link", words=show(text[found.start() :]))
    seconds, limit = round(speaking_seconds(text)), round(REASON_SECONDS)
    return message("closures.long_reason", seconds=seconds, limit=limit) if seconds > limit else ""
