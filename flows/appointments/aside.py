"""A question asked in the middle of a booking, "quels papiers il faut": answered, and the booking goes on."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date

from flows.actions import Action, FindAnswers
from flows.appointments.questions import answered_about, tell_documents
from flows.ask import Talk
from flows.booking import AppointmentKind
from flows.collect.moments import writing
from flows.collect.visit_asked import asked_in
from flows.collect.words import bare
from flows.events import AnswersFound, Event
from flows.in_parts import in_parts, said_in_one_go

_DOCUMENTS = re.compile(
    r"\b(?:papiers?|documents?|pieces?|justificatifs?|dossier)\b.*"
    r"\b(?:faut|apporter|amener|fournir|ramener|prevoir)\b"
    r"|\b(?:quels?|quelles?|faut|combien de) (?:\w+ ){0,3}(?:papiers?|documents?|pieces?|justificatifs?)\b"
    r"|\b(?:apporter|amener|ramener) quoi\b"
    r"|\b(?:quoi|qu est ce que|que) .*\b(?:apporter|amener|ramener|fournir)\b"
    r"|\b(?:what|which) (?:\w+ ){0,3}(?:documents?|papers?)\b|\bwhat .*\bbring\b"
)
_TODAY = re.compile(
    r"\b(?:quel jour (?:on est|sommes nous|est on|nous sommes)|on est (?:quel jour|le combien|quelle date)"
    r"|quelle date (?:on est|sommes nous)|what day is it|what s (?:the date|today s date)|what day are we)\b"
)
_ASKS = re.compile(
    r"\b(?:quels?|quelles?|combien|comment|faut il|il faut|est ce (?:que|qu)|c est ou|c est quoi|pourquoi"
    r"|what|how|where|which|why|do i|is it)\b"
)
"""What makes words a question, rather than a choice that was misheard."""


def answered_aside(talk: Talk, kind: AppointmentKind, text: str) -> Generator[Action, Event, bool]:
    """Answer a question that is beside what was asked; false when it is none, or nobody knows."""
    words = bare(text)
    asked = asked_in(text)
    if asked is not None and (yield from answered_about(talk, kind, asked)):
        return True
    if _TODAY.search(words) and talk.today:
        today = date.fromisoformat(talk.today)
        yield from talk.say("appointment.today", {"day": writing(talk.language).day(today, today)})
        return True
    if kind.documents and _DOCUMENTS.search(words):
        yield from tell_documents(talk, kind)
        return True
    if not _ASKS.search(words):
        return False
    found = yield FindAnswers(text=text, language=talk.language)
    if not isinstance(found, AnswersFound) or found.decision != "answer" or not found.choices:
        return False
    choice = found.choices[0]
    if choice.language != talk.language:
        return False
    parts = in_parts(choice.spoken) or (choice.spoken,)
    for part in parts[: said_in_one_go(parts)]:
        yield from talk.say("answer.spoken", {"text": part})
    return True
