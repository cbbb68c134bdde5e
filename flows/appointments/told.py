"""A visit that is made, spoken of: late for it, missed it, cannot come, what to bring to it."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime

from flows.actions import Action, NoteOutcome, TakeMessage
from flows.appointments.kind import appointment_kind
from flows.appointments.lookup import at_hand, look_up
from flows.appointments.one_visit import TOPIC, Visit
from flows.appointments.questions import answered_about, answered_of
from flows.collect.moments import writing
from flows.collect.visit_asked import Asked, asked_in, lost_its_number
from flows.events import Event


def tell_late(visit: Visit, words: str) -> Generator[Action, Event, bool]:
    """Have the service told that whoever comes is late; false when no visit was found."""
    talk = visit.talk
    looked_up = yield from look_up(talk, visit.caller, words, visit.today, by_phone_first=True)
    if looked_up is None:
        return False
    found, phone = looked_up
    slot = writing(talk.language).moment(datetime.fromisoformat(found.start), visit.today)
    known = {"name": found.name, "booked": slot}
    yield NoteOutcome(outcome="message", topic=TOPIC)
    yield TakeMessage(
        service=found.kind.service,
        subject=found.kind.title,
        text=words,
        phone=phone,
        fields={name: value for name, value in known.items() if value},
    )
    yield from talk.say("appointment.late", {"slot": slot})
    return True


def answer_of_visit(visit: Visit, words: str) -> Generator[Action, Event, bool | None]:
    """Answer what is asked of the visit just made, or of the caller's own; None when that is not found.

    Without a visit, what to bring depends on what one comes for: that is asked.
    """
    talk, asked = visit.talk, asked_in(words)
    if asked is None or (asked is Asked.WHEN and talk.appointment is None):  # a wish of its own
        return None
    at = yield from at_hand(talk, visit.caller, visit.today)
    if at is not None:
        found, phone = at
        talk.appointment = (found.reference, phone)
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        return (yield from answered_of(talk, found, asked, visit.today)) or None
    if asked is Asked.NUMBER:
        if not lost_its_number(words):
            return None
        if visit.caller:
            yield from talk.say("appointment.none_from_here")
        return False
    meant = yield from appointment_kind(talk, "", visit.today)
    if meant is None:
        return False
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    return (yield from answered_about(talk, meant.kind, asked)) or None
