"""A visit that is made already: changed, cancelled, told, or taken again after all."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime

from flows.actions import Action, NoteOutcome
from flows.appointments.lookup import look_up, made_from
from flows.appointments.one_visit import TOPIC, Visit
from flows.appointments.visit import book
from flows.ask import TRIES, Values
from flows.booking import Appointment, AppointmentKind, CancelAppointment
from flows.change_of_mind import look_for_another_subject
from flows.collect.moments import read_when, writing
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.events import Event, Pressed

_MOVED_TO = re.compile(
    r"\b(?:chang|déplac|décal|report|avanc|repouss|move|reschedul|postpone)\w* (?:\w+ ){0,4}"
    r"(?:rendez[- ]vous|rdv|créneau|appointment|booking)(?: de \w+)? (?:à|au|pour|plutôt|to|for) (.+)$",
    re.IGNORECASE,
)
""" "Déplacez mon rendez-vous à jeudi"."""
ALL_OF_THEM = re.compile(
    r"\b(?:tous|toutes|les deux|both|all)\b(?: \w+){0,3} (?:rendez vous|rdv|appointments?|bookings?)\b"
)
""""Annulez tous mes rendez-vous"."""
KEYED_TO_MISS = {"1": Wish.CHANGE, "2": Wish.CANCEL}
"""Keys of whoever cannot come."""
_PLAIN = 4
"""Words of "annulez-le s'il vous plaît": a longer sentence may hold a no, and is read back."""


def cancel_all(visit: Visit) -> Generator[Action, Event, AppointmentKind | bool]:
    """Cancel all that was booked from this telephone, each read back; as `manage` where nothing was."""
    talk = visit.talk
    coming = yield from made_from(talk, visit.caller)
    if not coming:
        return (yield from manage(visit, Wish.CANCEL))
    for found in coming:
        visit.phone = visit.caller
        values = _values(visit, found)
        sure = yield from _make_sure(visit, Wish.CANCEL, found, values)
        if sure is Wish.CANCEL:
            yield from _cancel(visit, found)
        elif sure is Wish.CHANGE:
            visit.takes_place_of(found, visit.phone)
            return found.kind
        else:
            yield from talk.say("appointment.kept")
    return True


def _values(visit: Visit, found: Appointment) -> Values:
    start = datetime.fromisoformat(found.start)
    return {"slot": writing(visit.talk.language).moment(start, visit.today), "what": found.kind.title}


def _cancel(visit: Visit, found: Appointment) -> Generator[Action, Event, None]:
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    yield CancelAppointment(reference=found.reference, phone=visit.phone)
    visit.talk.appointment, visit.talk.given_up = None, (found, visit.phone)
    visit.talk.captured.pop("booked", None)
    yield from visit.talk.say("appointment.cancelled")


def manage(
    visit: Visit, wish: Wish, *, by_phone_first: bool = False
) -> Generator[Action, Event, AppointmentKind | bool]:
    """Cancel or tell the appointment whose reference and number the caller gives; its kind, to change it."""
    asks = wish is Wish.ASK
    if wish is Wish.CHANGE and (wished := _MOVED_TO.search(visit.words)):
        visit.rather = read_when(visit.talk.language, wished[1], visit.today)
    looked_up = yield from look_up(
        visit.talk, visit.caller, visit.words, visit.today, by_phone_first=asks or by_phone_first
    )
    if looked_up is None:
        return False
    found, visit.phone = looked_up
    values = _values(visit, found)
    if asks:
        visit.talk.appointment = (found.reference, visit.phone)
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        yield from visit.talk.say("appointment.told", values)
        return True
    sure = yield from (
        _miss(visit, found, values) if wish is Wish.MISS else _make_sure(visit, wish, found, values)
    )
    if sure is None:
        yield from visit.talk.say("appointment.kept")
        return True
    if sure is Wish.CANCEL:
        yield from _cancel(visit, found)
        return True
    visit.takes_place_of(found, visit.phone)
    return found.kind


def take_again(visit: Visit, given_up: Appointment, phone: str) -> Generator[Action, Event, bool]:
    """The visit just cancelled is wanted after all: its slot again if nobody took it, else one near it."""
    start = datetime.fromisoformat(given_up.start)
    visit.rather = When(first=start.date(), last=start.date(), at=start.time())
    # In its place: the cancellation, if it is not done yet, then finds nothing left to cancel.
    visit.takes_place_of(given_up, phone)
    visit.taken_again = True
    if (yield from book(visit, given_up.kind)):
        visit.talk.given_up = None
        return True
    return False


def _make_sure(
    visit: Visit, wish: Wish, found: Appointment, values: Values
) -> Generator[Action, Event, Wish | None]:
    """The wish once the visit was read back; the other one if it is said instead; None to keep the visit.

    Nothing is cancelled before that was the wish read back.
    """
    question = "appointment.cancel_this" if wish is Wish.CANCEL else "appointment.change_this"
    talk = visit.talk

    def says_when(text: str) -> bool:
        return wish is Wish.CHANGE and read_when(talk.language, text, visit.today) is not None

    answer = yield from talk.confirm(question, values, told_by=says_when)
    if (
        answer.yes is None
        and answer.text
        and not says_when(answer.text)
        and not talk.tongue.wish_in(answer.text)
    ):
        yield from look_for_another_subject(talk, answer.said)
        answer = yield from talk.confirm(question, values, misunderstood=1, told_by=says_when)
    other = talk.tongue.wish_in(answer.text)
    if other is Wish.KEEP and not (answer.yes and says_when(answer.text)):  # "please don't" begins as a yes
        return None
    stays = answer.yes is False and _is_its_day(visit, found, answer.text)  # "non, je viens bien vendredi"
    if says_when(answer.text) and not stays:  # "oui, plutôt vendredi"
        visit.rather = read_when(talk.language, answer.text, visit.today)
        return wish
    if answer.yes or (other is wish and answer.yes is None):
        return wish
    if other is Wish.CANCEL and wish is not other:
        return (yield from _make_sure(visit, other, found, values))
    return other if other not in (wish, Wish.KEEP) else None


def _is_its_day(visit: Visit, found: Appointment, text: str) -> bool:
    """Do these words name the very day of the visit?"""
    when = read_when(visit.talk.language, text, visit.today)
    day = datetime.fromisoformat(found.start).date()
    return when is not None and when.first == when.last == day


def _miss(visit: Visit, found: Appointment, values: Values) -> Generator[Action, Event, Wish | None]:
    """What to do with a visit one cannot come to; None to keep it. Keys: 1 changes it, 2 cancels it."""
    talk = visit.talk

    def says_wish(text: str) -> bool:
        return talk.tongue.wish_in(text) is not None

    asked = "appointment.change_or_cancel"
    for attempt in range(1, TRIES + 1):
        reply = yield from talk.ask(asked, values, answered_by=says_wish)  # "annuler" is no way back here
        if reply is None:
            return None
        if isinstance(reply, Pressed):
            if reply.digits in KEYED_TO_MISS:
                return KEYED_TO_MISS[reply.digits]
        elif (wish := talk.tongue.wish_in(reply.text)) is not None:
            if wish is Wish.CANCEL and len(reply.text.split()) > _PLAIN:
                return (yield from _make_sure(visit, wish, found, values))
            return wish if wish is not Wish.KEEP else None
        elif (when := read_when(talk.language, reply.text, visit.today)) is not None:
            visit.rather = when
            return Wish.CHANGE
        elif talk.tongue.nothing_more(reply.text):
            return None
        else:
            yield from look_for_another_subject(talk, reply.text)
        asked = f"appointment.change_or_cancel.no_match.{attempt}" if attempt < TRIES else asked
    return None
