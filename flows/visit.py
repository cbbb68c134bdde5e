"""A visit: its slot agreed on, who comes, and the booking told."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.appointment_lookup import wish_about_it
from flows.ask import Talk
from flows.booking import (
    AppointmentKind,
    BookSlot,
    Slot,
    SlotBooked,
    answered,
)
from flows.callback_words import moves
from flows.change_of_mind import look_for_another_subject
from flows.collect.asked_number import confirm_number
from flows.collect.moments import read_when
from flows.collect.name import collect_name
from flows.collect.phone_number import is_mobile
from flows.collect.picked_slot import names_a_place
from flows.collect.slot import collect_slot
from flows.collect.slot import written as written_slot
from flows.collect.telling import tell_reference
from flows.collect.when import When
from flows.events import Event
from flows.interruptions import BackWanted, ChangeOfMind
from flows.movable import movable
from flows.reporting import RemindByText, SendNotice
from flows.stepping_back import in_steps, is_one_step

TOPIC = "rendez-vous"
MAX_TAKEN = 3
"""Slots lost to somebody quicker before a person had better look."""


@dataclass
class Visit:
    """What is settled of a visit, and who comes."""

    talk: Talk
    caller: str
    today: date
    words: str
    name: str = ""
    phone: str = ""
    said_stop: bool = False
    """The caller wants no SMS."""
    replaces: str = ""
    """Reference of the appointment that is being changed."""
    files: tuple[str, ...] = ()
    """Slugs of the kinds, one a file, of a visit for several."""
    rather: When | None = None
    """When to come instead, said along with the wish to change."""

    def is_about(self, kind: AppointmentKind, words: str) -> None:
        """It is about something else than was understood: an agent hears of that alone."""
        self.words, self.files = words, ()
        self.talk.captured.pop("slot", None)
        self.talk.keep(visit=kind.title)
        self.talk.told.correct(words)


def book(visit: Visit, kind: AppointmentKind) -> Generator[Action, Event, bool]:
    """Agree on a slot and take it; when somebody is quicker, agree on another."""
    wished = visit.rather if visit.replaces else read_when(visit.talk.language, visit.words, visit.today)
    for _ in range(MAX_TAKEN):
        slot = yield from _agree(visit, kind, wished)
        if slot is None:
            return False
        event = yield BookSlot(
            slot=slot.id,
            kind=kind.slug,
            name=visit.name,
            phone=visit.phone,
            replaces=visit.replaces,
            files=visit.files,
        )
        booked = answered(event, SlotBooked)
        if booked.outcome == "booked":
            yield from _tell(visit, kind, slot, booked.reference)
            return True
        if booked.outcome == "failed":
            yield from visit.talk.say("appointment.failed")
            return False
        yield from visit.talk.say("appointment.taken")
        wished = None
    return False


def _agree(visit: Visit, kind: AppointmentKind, wished: When | None) -> Generator[Action, Event, Slot | None]:
    """The slot, and who comes; the name and the number are asked once a call. None without a number."""
    chosen: list[Slot] = []
    known = bool(visit.phone)

    def slot() -> Generator[Action, Event, bool]:
        found = yield from collect_slot(visit.talk, kind, visit.today, wished, visit.files)
        chosen[:] = [found] if found else []
        if found:
            visit.talk.keep(visit=kind.title, slot=written_slot(visit.talk, found, visit.today))
        return bool(chosen)

    def name() -> Generator[Action, Event, bool]:
        visit.name = (yield from collect_name(visit.talk, "appointment.name")) or ""
        visit.talk.keep(name=visit.name)
        return True

    def number() -> Generator[Action, Event, bool]:
        phone = yield from confirm_number(
            visit.talk, visit.caller, "appointment.same_number", "appointment.number"
        )
        if phone is None:
            yield from visit.talk.say("appointment.no_number")
            return False
        visit.phone = phone
        visit.talk.keep(phone=phone)
        return True

    def another(words: str) -> Generator[Action, Event, bool]:
        nonlocal wished
        if not names_a_place(words):  # "le premier" is of those offered, not of the month
            wished = read_when(visit.talk.language, words, visit.today) or wished
        return (yield from slot())

    def is_another(text: str) -> bool:
        return names_a_place(text) or moves(visit.talk, text)

    later = [] if known else [movable(visit.talk, step, is_another, another) for step in (name, number)]
    agreed = yield from in_steps((slot, *later))
    return chosen[0] if agreed else None


def _tell(visit: Visit, kind: AppointmentKind, slot: Slot, reference: str) -> Generator[Action, Event, None]:
    """What was booked, what to bring, the number to note, and an SMS for whoever wants one."""
    when = written_slot(visit.talk, slot, visit.today)
    visit.talk.appointment = (reference, visit.phone)
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    said = "appointment.moved" if visit.replaces else "appointment.booked"
    visit.replaces = reference  # what is asked for instead from now on takes its place
    yield from visit.talk.say(said, {"slot": when, "what": kind.title}, interruptible=False)
    if kind.documents:
        yield from visit.talk.say("appointment.documents", {"text": kind.documents})
    if reference:
        yield from tell_reference(visit.talk, reference)
    if not is_mobile(visit.phone) or (visit.said_stop and visit.phone == visit.caller):
        return
    try:
        answer = yield from visit.talk.confirm("appointment.by_text")
    except BackWanted as back:
        if not is_one_step(back):
            raise
        return  # it is booked: what comes before is not to be gone through again
    if not answer.yes and wish_about_it(visit.talk, answer.said):
        raise ChangeOfMind(answer.said)
    if not answer.yes:
        yield from look_for_another_subject(visit.talk, answer.said)
    if answer.yes:
        values: dict[str, Value] = {"slot": when, "what": kind.title, "reference": reference}
        yield SendNotice(
            to=visit.phone, prompt="notice.appointment", values=values, language=visit.talk.language
        )
        yield RemindByText(reference=reference)
        yield from visit.talk.say("appointment.text_agreed")
