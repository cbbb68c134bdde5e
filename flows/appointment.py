"""Appointments: book one, once; change it; cancel it; be told when it is."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime

from flows.actions import Action, NoteOutcome, Value
from flows.appointment_kind import WishKeyed, appointment_kind
from flows.appointment_lookup import look_up, wish_about_it
from flows.ask import TRIES, Talk, Values
from flows.booking import (
    Appointment,
    AppointmentKind,
    AppointmentKindsFound,
    BookSlot,
    CancelAppointment,
    FindAppointmentKinds,
    Slot,
    SlotBooked,
    answered,
)
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import today_of
from flows.collect.moments import read_when, writing
from flows.collect.name import collect_name
from flows.collect.phone_number import confirm_number, is_mobile, reachable
from flows.collect.slot import collect_slot
from flows.collect.slot import written as written_slot
from flows.collect.telling import tell_reference
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.events import CallStarted, Event, Pressed
from flows.interruptions import BackWanted, ChangeOfMind
from flows.reporting import RemindByText, SendNotice
from flows.stepping_back import in_steps, is_one_step

TOPIC = "rendez-vous"
_MOVED_TO = re.compile(
    r"\b(?:chang|déplac|décal|report|avanc|repouss|move|reschedul|postpone)\w* (?:\w+ ){0,4}"
    r"(?:rendez[- ]vous|rdv|créneau|appointment|booking)(?: de \w+)? (?:à|au|pour|plutôt|to|for) (.+)$",
    re.IGNORECASE,
)
""" "Déplacez mon rendez-vous à jeudi"."""
KEYED_TO_MISS = {"1": Wish.CHANGE, "2": Wish.CANCEL}
"""Keys of whoever cannot come."""
MAX_TAKEN = 3
"""Slots lost to somebody quicker before a person had better look."""


@dataclass
class _Visit:
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


def appointment(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Book an appointment, change, cancel or tell the one that was made; true when that is done.

    `words`: what the caller already said: what for, when, and whether to change or cancel. When it is not
    done, the caller has been told why, and expects a person.
    """
    today = today_of(started.local_time)
    if today is None:
        yield from talk.say("appointment.unavailable")
        return False
    visit = _Visit(talk, reachable(started.caller), today, words, said_stop=started.said_stop)
    wish = wish_about_it(talk, words) or talk.tongue.wish_of(words)
    if wish is Wish.KEEP and talk.given_up:
        return (yield from _take_again(visit, *talk.given_up))
    if wish is not Wish.BOOK:
        return (yield from _manage(visit, wish))
    kind: AppointmentKind | None = None
    while True:
        try:
            if kind is None:
                kind = yield from _kind(visit)
            if kind is None:
                yield from talk.say("appointment.no_kind")
                return False
            done = yield from _book(visit, kind)
            if visit.replaces and not done:
                yield from talk.say("appointment.kept")
            return done
        except WishKeyed as keyed:
            return (yield from _manage(visit, keyed.wish))
        except BackWanted as back:
            if kind is None or not is_one_step(back):
                raise
            kind, visit.words = None, ""
        except ChangeOfMind as changed:
            if wish_about_it(talk, changed.text):
                raise
            event = yield FindAppointmentKinds(text=changed.text)
            kinds = answered(event, AppointmentKindsFound).kinds
            if len(kinds) != 1 or kinds[0] == kind:
                raise
            kind = kinds[0]
            visit.is_about(kind, changed.text)
            yield from talk.say("appointment.instead", {"what": kind.title})


def _kind(visit: _Visit) -> Generator[Action, Event, AppointmentKind | None]:
    """What it is for; the day said along with that is the one wished for."""
    meant = yield from appointment_kind(visit.talk, visit.words, visit.today)
    if meant is None:
        return None
    if meant.words and read_when(visit.talk.language, meant.words, visit.today) is not None:
        visit.words = meant.words
    visit.files = meant.files
    return meant.kind


def _book(visit: _Visit, kind: AppointmentKind) -> Generator[Action, Event, bool]:
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


def _agree(
    visit: _Visit, kind: AppointmentKind, wished: When | None
) -> Generator[Action, Event, Slot | None]:
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

    agreed = yield from in_steps((slot,) if known else (slot, name, number))
    return chosen[0] if agreed else None


def _tell(visit: _Visit, kind: AppointmentKind, slot: Slot, reference: str) -> Generator[Action, Event, None]:
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


def _manage(visit: _Visit, wish: Wish) -> Generator[Action, Event, bool]:
    """Change, cancel or tell the appointment whose reference and number the caller gives."""
    asks = wish is Wish.ASK
    if wish is Wish.CHANGE and (wished := _MOVED_TO.search(visit.words)):
        visit.rather = read_when(visit.talk.language, wished[1], visit.today)
    looked_up = yield from look_up(visit.talk, visit.caller, visit.words, visit.today, by_phone_first=asks)
    if looked_up is None:
        return False
    found, visit.phone = looked_up
    values = {
        "slot": writing(visit.talk.language).moment(datetime.fromisoformat(found.start), visit.today),
        "what": found.kind.title,
    }
    if asks:
        visit.talk.appointment = (found.reference, visit.phone)
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        yield from visit.talk.say("appointment.told", values)
        return True
    sure = yield from (_miss(visit, values) if wish is Wish.MISS else _make_sure(visit, wish, values))
    if sure is None:
        yield from visit.talk.say("appointment.kept")
        return True
    if sure is Wish.CANCEL:
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        yield CancelAppointment(reference=found.reference, phone=visit.phone)
        visit.talk.appointment, visit.talk.given_up = None, (found, visit.phone)
        yield from visit.talk.say("appointment.cancelled")
        return True
    visit.replaces, visit.name, visit.files = found.reference, found.name, found.files
    if (yield from _book(visit, found.kind)):
        return True
    yield from visit.talk.say("appointment.kept")
    return False


def _take_again(visit: _Visit, given_up: Appointment, phone: str) -> Generator[Action, Event, bool]:
    """The visit just cancelled is wanted after all: its slot again if nobody took it, else one near it."""
    start = datetime.fromisoformat(given_up.start)
    visit.rather = When(first=start.date(), last=start.date(), at=start.time())
    visit.phone, visit.name, visit.files = phone, given_up.name, given_up.files
    # In its place: the cancellation, if it is not done yet, then finds nothing left to cancel.
    visit.replaces = given_up.reference
    if (yield from _book(visit, given_up.kind)):
        visit.talk.given_up = None
        return True
    return False


def _make_sure(visit: _Visit, wish: Wish, values: Values) -> Generator[Action, Event, Wish | None]:
    """The wish once the visit was read back; the other one if it is said instead; None to keep the visit."""
    question = "appointment.cancel_this" if wish is Wish.CANCEL else "appointment.change_this"
    talk = visit.talk

    def says_when(text: str) -> bool:
        return wish is Wish.CHANGE and read_when(talk.language, text, visit.today) is not None

    answer = yield from talk.confirm(question, values, told_by=says_when)
    if says_when(answer.text):  # "oui, plutôt vendredi"
        visit.rather = read_when(talk.language, answer.text, visit.today)
        return wish
    if answer.yes:
        return wish
    other = talk.tongue.wish_in(answer.text)
    return other if other not in (wish, Wish.KEEP) else None


def _miss(visit: _Visit, values: Values) -> Generator[Action, Event, Wish | None]:
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
