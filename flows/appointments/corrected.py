"""Correcting the visit just booked: another moment, another name, another kind."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime

from flows.actions import Action
from flows.appointments.kind import appointment_kind
from flows.appointments.kind_words import denies_kind, kinds_in
from flows.appointments.lookup import look_up
from flows.appointments.one_visit import Visit
from flows.appointments.renamed import rename
from flows.appointments.words import (
    corrects_visit,
    may_correct_kind,
    moment_meant,
    name_meant,
)
from flows.booking import (
    Appointment,
    AppointmentKind,
)
from flows.collect.moments import read_when
from flows.collect.picked_slot import names_a_place
from flows.collect.when import When
from flows.events import Event


def correct_visit(visit: Visit, words: str) -> Generator[Action, Event, AppointmentKind | bool | None]:
    """What to book in the place of the visit just made; or whether all is done; None: nothing is corrected.

    A kind that is given back is booked with `visit.replaces`: until it is, the visit stays as it was.
    """
    talk = visit.talk
    named = name_meant(words, talk.visit_name) if talk.appointment else None
    kinds = (yield from kinds_in(talk, words)) if may_correct_kind(talk, words) else ()
    if not kinds and not corrects_visit(talk, words):
        return None
    looked_up = yield from look_up(talk, visit.caller, "", visit.today)
    if looked_up is None:
        return None
    found, phone = looked_up
    if named is not None:
        yield from rename(talk, found, phone, named, words)
        return True
    visit.takes_place_of(found, phone)
    moment = None if names_a_place(words) else read_when(talk.language, words, visit.today)
    visit.rather = moment
    other = yield from _other_kind(visit, found, kinds, words)
    if other is None:
        return found.kind if moment_meant(talk, words) else None
    visit.files, visit.frees_slot = (), True
    visit.rather = moment or _same_moment(found)
    talk.keep(visit=other.title)
    yield from talk.say("appointment.instead", {"what": other.title})
    return other


def _other_kind(
    visit: Visit, found: Appointment, kinds: tuple[AppointmentKind, ...], words: str
) -> Generator[Action, Event, AppointmentKind | None]:
    """The one kind named that is not that of the visit; asked for when only its own was denied."""
    others = [kind for kind in kinds if kind.slug != found.kind.slug]
    if len(others) == 1:
        return others[0]
    if not others and not (kinds and denies_kind(words)):
        return None
    meant = yield from appointment_kind(visit.talk, "", visit.today)
    return meant.kind if meant and meant.kind.slug != found.kind.slug else None


def _same_moment(found: Appointment) -> When:
    """The very moment of the visit: another kind of it is wanted then too."""
    start = datetime.fromisoformat(found.start)
    day: date = start.date()
    return When(first=day, last=day, at=start.time())
