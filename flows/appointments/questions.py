"""What is asked of a visit, answered: what to bring, where, how long, how much, when."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date, datetime

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.booking import Appointment, AppointmentKind
from flows.collect.moments import writing
from flows.collect.telling import tell_reference
from flows.collect.visit_asked import Asked
from flows.events import AnswersFound, Choice, Event
from flows.in_parts import in_parts

_PRICED = re.compile(r"€|\beuros?\b|\bgratuit|\bpayant|\bfree\b|£", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def tell_documents(talk: Talk, kind: AppointmentKind) -> Generator[Action, Event, None]:
    """What to bring, as many sentences as that takes; nothing where none is known."""
    for part in in_parts(kind.documents):
        yield from talk.say("appointment.documents", {"text": part})


def answered_about(talk: Talk, kind: AppointmentKind, asked: Asked) -> Generator[Action, Event, bool]:
    """Answer what does not depend on the slot; false for what does, or what nobody knows."""
    if asked is Asked.DOCUMENTS and kind.documents:
        yield from tell_documents(talk, kind)
    elif asked is Asked.PLACE and kind.place:
        yield from talk.say("appointment.place", {"place": kind.place})
    elif asked is Asked.DURATION and kind.minutes:
        yield from talk.say("appointment.lasts", {"minutes": kind.minutes})
    elif asked is Asked.PRICE:
        told = yield from _price(talk, kind)
        yield from (
            talk.say("answer.spoken", {"text": told}) if told else talk.say("appointment.price_unknown")
        )
    else:
        return False
    return True


def _price(talk: Talk, kind: AppointmentKind) -> Generator[Action, Event, str]:
    """What the article of a kind says of its price, in one go; empty when it says nothing of it."""
    found = yield FindAnswers(text="", article=kind.slug, language=talk.language)
    if not isinstance(found, AnswersFound) or not found.choices:
        return ""
    choice: Choice = found.choices[0]
    if choice.language != talk.language:
        return ""
    texts = (choice.spoken, *(variant.spoken for variant in choice.variants), choice.details)
    sentences = [one for text in texts for one in _SENTENCE.split(text) if _PRICED.search(one)]
    told = in_parts(" ".join(dict.fromkeys(sentences)))
    return told[0] if told else ""


def answered_of(talk: Talk, made: Appointment, asked: Asked, today: date) -> Generator[Action, Event, bool]:
    """Answer what is asked of a visit that is booked; false for what nobody knows."""
    if asked is Asked.WHEN:
        slot = writing(talk.language).moment(datetime.fromisoformat(made.start), today)
        yield from talk.say("appointment.told", {"slot": slot, "what": made.kind.title})
    elif asked is Asked.NUMBER:
        yield from tell_reference(talk, made.reference)
    else:
        return (yield from answered_about(talk, made.kind, asked))
    return True
