"""A visit that is booked is kept in another name, once that is agreed."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.appointments.words import whole_name
from flows.ask import Talk
from flows.booking import Appointment, RenameAppointment
from flows.collect.name import collect_name
from flows.events import Event


def rename(
    talk: Talk, made: Appointment, phone: str, named: str, words: str
) -> Generator[Action, Event, None]:
    """Agree on the name that is meant, and keep the visit in it. `named`: the words that say it, or ""."""
    name = yield from collect_name(talk, "appointment.name", whole_name(named, made.name, words))
    if not name or name == made.name:
        yield from talk.say("appointment.kept")
        return
    yield RenameAppointment(reference=made.reference, phone=phone, name=name)
    talk.visit_name = name
    talk.keep(name=name)
    yield from talk.say("appointment.renamed", {"name": name})
