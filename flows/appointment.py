"""Appointments: book one, once; change it; cancel it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk
from flows.booking import (
    Appointment,
    AppointmentFound,
    AppointmentKind,
    AppointmentKindsFound,
    BookSlot,
    CancelAppointment,
    FindAppointment,
    FindAppointmentKinds,
    Slot,
    SlotBooked,
    answered,
)
from flows.choosing import Option
from flows.collect.date import today_of
from flows.collect.digits import collect_digits
from flows.collect.moments import read_when, writing
from flows.collect.name import collect_name
from flows.collect.phone_number import collect_phone_number, confirm_number, is_mobile, reachable
from flows.collect.slot import collect_slot
from flows.collect.slot import written as written_slot
from flows.collect.telling import tell_reference
from flows.collect.wish import Wish
from flows.events import CallStarted, Event, Heard
from flows.interruptions import ChangeOfMind
from flows.reporting import RemindByText, SendNotice

TOPIC = "rendez-vous"
REFERENCE_DIGITS = 6
MAX_TAKEN = 3
"""Slots lost to somebody quicker before a person had better look."""
MAX_KINDS = 3
"""Kinds of appointment offered at once."""
_MAX_SEARCHES = 2
"""References tried for one appointment."""


@dataclass
class _Visit:
    """What is settled of a visit, and who comes."""

    talk: Talk
    caller: str
    today: date
    words: str
    name: str = ""
    phone: str = ""
    replaces: str = ""
    """Reference of the appointment that is being changed."""


def appointment(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Book, change or cancel an appointment; true when that is done.

    `words`: what the caller already said: what for, when, and whether to change or cancel. When it is not
    done, the caller has been told why, and expects a person.
    """
    today = today_of(started.local_time)
    if today is None:
        yield from talk.say("appointment.unavailable")
        return False
    visit = _Visit(talk, reachable(started.caller), today, words)
    wish = talk.tongue.wish_of(words)
    if wish is not Wish.BOOK:
        return (yield from _manage(visit, wish))
    kind = yield from _kind(visit)
    if kind is None:
        yield from talk.say("appointment.no_kind")
        return False
    while True:
        try:
            return (yield from _book(visit, kind))
        except ChangeOfMind as changed:
            event = yield FindAppointmentKinds(text=changed.text)
            kinds = answered(event, AppointmentKindsFound).kinds
            if len(kinds) != 1 or kinds[0] == kind:
                raise
            kind, visit.words = kinds[0], changed.text
            yield from talk.say("appointment.instead", {"what": kind.title})


def _kind(visit: _Visit) -> Generator[Action, Event, AppointmentKind | None]:
    """What the appointment is for, from what was said or asked."""
    heard = Heard(text=visit.words)
    prompts = ("appointment.what", "appointment.what.no_match.1", "appointment.what.no_match.2")
    for prompt in (None, *prompts) if visit.words else prompts:
        if prompt is not None:
            reply = yield from visit.talk.ask(prompt)
            if reply is None:
                return None
            if not isinstance(reply, Heard):
                continue
            heard = reply
        event = yield FindAppointmentKinds(
            text=heard.text, alternatives=heard.alternatives, language=visit.talk.language
        )
        kinds = answered(event, AppointmentKindsFound).kinds[:MAX_KINDS]
        if len(kinds) == 1:
            return kinds[0]
        if kinds:
            chosen = yield from _which(visit.talk, kinds)
            if chosen is not None:
                return chosen
    return None


def _which(talk: Talk, kinds: Sequence[AppointmentKind]) -> Generator[Action, Event, AppointmentKind | None]:
    prompt = "appointment.which_2" if len(kinds) == 2 else "appointment.which_3"
    values = {f"kind_{place}": kind.title for place, kind in enumerate(kinds, start=1)}
    chosen = yield from talk.choose(prompt, [Option(kind.title) for kind in kinds], values)
    return kinds[chosen] if isinstance(chosen, int) else None


def _book(visit: _Visit, kind: AppointmentKind) -> Generator[Action, Event, bool]:
    """Agree on a slot and take it; when somebody is quicker, agree on another."""
    wished = None if visit.replaces else read_when(visit.talk.language, visit.words, visit.today)
    for _ in range(MAX_TAKEN):
        slot = yield from collect_slot(visit.talk, kind, visit.today, wished)
        if slot is None or not (yield from _who(visit)):
            return False
        event = yield BookSlot(
            slot=slot.id,
            kind=kind.slug,
            name=visit.name,
            phone=visit.phone,
            replaces=visit.replaces,
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


def _who(visit: _Visit) -> Generator[Action, Event, bool]:
    """Who comes, and the number to reach them; asked once a call. False without a number."""
    if visit.phone:
        return True
    visit.name = (yield from collect_name(visit.talk, "appointment.name")) or ""
    phone = yield from confirm_number(
        visit.talk, visit.caller, "appointment.same_number", "appointment.number"
    )
    if phone is None:
        yield from visit.talk.say("appointment.no_number")
        return False
    visit.phone = phone
    visit.talk.keep(name=visit.name, phone=phone)
    return True


def _tell(visit: _Visit, kind: AppointmentKind, slot: Slot, reference: str) -> Generator[Action, Event, None]:
    """What was booked, what to bring, the number to note, and an SMS for whoever wants one."""
    when = written_slot(visit.talk, slot, visit.today)
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    said = "appointment.moved" if visit.replaces else "appointment.booked"
    yield from visit.talk.say(said, {"slot": when, "what": kind.title}, interruptible=False)
    if kind.documents:
        yield from visit.talk.say("appointment.documents", {"text": kind.documents})
    if reference:
        yield from tell_reference(visit.talk, reference)
    if not is_mobile(visit.phone):
        return
    answer = yield from visit.talk.confirm("appointment.by_text")
    if answer.yes:
        values: dict[str, Value] = {"slot": when, "what": kind.title, "reference": reference}
        yield SendNotice(
            to=visit.phone, prompt="notice.appointment", values=values, language=visit.talk.language
        )
        yield RemindByText(reference=reference)
        yield from visit.talk.say("appointment.text_agreed")


def _manage(visit: _Visit, wish: Wish) -> Generator[Action, Event, bool]:
    """Change or cancel the appointment whose reference and number the caller gives."""
    found = yield from _look_up(visit)
    if found is None:
        return False
    values = {
        "slot": writing(visit.talk.language).moment(datetime.fromisoformat(found.start), visit.today),
        "what": found.kind.title,
    }
    cancelling = wish is Wish.CANCEL
    question = "appointment.cancel_this" if cancelling else "appointment.change_this"
    if not (yield from visit.talk.confirm(question, values)).yes:
        yield from visit.talk.say("appointment.kept")
        return True
    if cancelling:
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        yield CancelAppointment(reference=found.reference, phone=visit.phone)
        yield from visit.talk.say("appointment.cancelled")
        return True
    visit.replaces, visit.name = found.reference, found.name
    if (yield from _book(visit, found.kind)):
        return True
    yield from visit.talk.say("appointment.kept")
    return False


def _look_up(visit: _Visit) -> Generator[Action, Event, Appointment | None]:
    """The appointment with this reference, made with the number of this call or another one given."""
    for _ in range(_MAX_SEARCHES):
        reference = yield from collect_digits(visit.talk, "appointment.reference", REFERENCE_DIGITS)
        if reference is None:
            return None
        for phone in (visit.caller, None):
            if phone == "":
                continue
            if phone is None:
                phone = yield from collect_phone_number(visit.talk, "appointment.booked_with")
            if phone is None:
                return None
            event = yield FindAppointment(reference=reference, phone=phone, language=visit.talk.language)
            for found in answered(event, AppointmentFound).appointments[:1]:
                visit.phone = phone
                return found
        yield from visit.talk.say("appointment.not_found")
    return None
