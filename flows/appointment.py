"""Appointments: book one, once; change it; cancel it; be told when it is."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime

from flows.actions import Action, NoteOutcome
from flows.appointment_kind import WishKeyed, appointment_kind
from flows.appointment_lookup import look_up, wish_about_it
from flows.ask import TRIES, Talk, Values
from flows.booking import (
    Appointment,
    AppointmentKind,
    AppointmentKindsFound,
    CancelAppointment,
    FindAppointmentKinds,
    answered,
)
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import today_of
from flows.collect.moments import read_when, writing
from flows.collect.phone_number import reachable
from flows.collect.visit_asked import Told, told_in
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.events import CallStarted, Event, Pressed
from flows.interruptions import BackWanted, ChangeOfMind, LanguageWanted
from flows.kind_words import denies_kind, kinds_in
from flows.stepping_back import is_one_step
from flows.visit import TOPIC, Visit, book
from flows.visit_corrected import correct_visit
from flows.visit_told import answer_of_visit, tell_late
from flows.visit_words import Second, asks_of_visit, second_visit, speaks_of_visit

_MOVED_TO = re.compile(
    r"\b(?:chang|déplac|décal|report|avanc|repouss|move|reschedul|postpone)\w* (?:\w+ ){0,4}"
    r"(?:rendez[- ]vous|rdv|créneau|appointment|booking)(?: de \w+)? (?:à|au|pour|plutôt|to|for) (.+)$",
    re.IGNORECASE,
)
""" "Déplacez mon rendez-vous à jeudi"."""
KEYED_TO_MISS = {"1": Wish.CHANGE, "2": Wish.CANCEL}
"""Keys of whoever cannot come."""
_PLAIN = 4
"""Words of "annulez-le s'il vous plaît": a longer sentence may hold a no, and is read back."""


def appointment(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Book an appointment, change, cancel or tell the one that was made; true when that is done.

    `words`: what the caller already said: what for, when, and whether to change or cancel. When it is not
    done, the caller has been told why, and expects a person.
    """
    today = today_of(started.local_time)
    if today is None:
        yield from talk.say("appointment.unavailable")
        return False
    visit = Visit(talk, reachable(started.caller), today, words, said_stop=started.said_stop)
    begun = yield from _begin(visit, words)
    if isinstance(begun, bool):
        return begun
    kind = begun
    while True:
        try:
            if kind is None:
                kind = yield from _kind(visit)
            if kind is None:
                yield from talk.say("appointment.no_kind")
                return False
            done = yield from book(visit, kind)
            if visit.replaces and not done:
                yield from talk.say("appointment.kept")
            return done
        except WishKeyed as keyed:
            managed = yield from _manage(visit, keyed.wish)
            if isinstance(managed, bool):
                return managed
            kind = managed
        except BackWanted as back:
            if kind is None or visit.replaces or not is_one_step(back):
                raise
            kind, visit.words = None, ""
        except LanguageWanted:
            if kind is None:
                raise
            kind = yield from _titled_anew(visit, kind)
        except ChangeOfMind as changed:
            if visit.booked and (corrected := (yield from correct_visit(visit, changed.text))) is not None:
                if isinstance(corrected, bool):
                    return corrected
                kind = corrected
                continue
            if visit.booked or speaks_of_visit(talk, changed.text):
                raise
            kinds = yield from kinds_in(talk, changed.text)
            others = [one for one in kinds if kind is None or one.slug != kind.slug]
            if not others and not (kinds and denies_kind(changed.text)):
                raise
            visit.frees_slot = bool(visit.replaces)
            if len(others) == 1:
                kind = others[0]
                visit.is_about(kind, changed.text)
                yield from talk.say("appointment.instead", {"what": kind.title})
            else:  # "pas un passeport": what for, then?
                kind = None
                visit.is_about(None, changed.text if others else "")


def _begin(visit: Visit, words: str) -> Generator[Action, Event, AppointmentKind | bool | None]:
    """What is to be booked, None when that is still to be asked; or whether all is done already."""
    talk = visit.talk
    corrected = yield from correct_visit(visit, words)
    if corrected is not None:
        return corrected
    if (second := second_visit(talk, words)) is not None:
        return (yield from _once_more(visit, second))
    match told_in(words):
        case Told.LATE:
            return (yield from tell_late(visit, words))
        case Told.ABSENT:
            return (yield from _manage(visit, Wish.MISS, by_phone_first=True))
        case Told.MISSED:
            yield from talk.say("appointment.missed")
            visit.words = ""
            return None
    if asks_of_visit(talk, words) and (answer := (yield from answer_of_visit(visit, words))) is not None:
        return answer
    wish = wish_about_it(talk, words) or talk.tongue.wish_of(words)
    if wish is Wish.KEEP and talk.given_up:
        return (yield from _take_again(visit, *talk.given_up))
    if wish is not Wish.BOOK:
        return (yield from _manage(visit, wish))
    if talk.appointment:
        yield from _once_more(visit, Second(for_another=False))
    return None


def _once_more(visit: Visit, second: Second) -> Generator[Action, Event, AppointmentKind | None]:
    """Begin a second visit of this call: with the same telephone; the same kind, for somebody else."""
    talk = visit.talk
    looked_up = yield from look_up(talk, visit.caller, "", visit.today)
    talk.begin_another_visit()
    if looked_up is None:
        return None
    found, visit.phone = looked_up
    if not second.for_another:
        visit.same_name = found.name
        return None
    visit.words = ""
    visit.rather = When(first=datetime.fromisoformat(found.start).date())  # both may come together
    yield from talk.say("appointment.one_more", {"what": found.kind.title})
    return found.kind


def _titled_anew(visit: Visit, kind: AppointmentKind) -> Generator[Action, Event, AppointmentKind]:
    """The same kind, in the language just chosen."""
    event = yield FindAppointmentKinds(text=kind.slug, language=visit.talk.language)
    kinds = answered(event, AppointmentKindsFound).kinds
    return next((one for one in kinds if one.slug == kind.slug), kind)


def _kind(visit: Visit) -> Generator[Action, Event, AppointmentKind | None]:
    """What it is for; the day said along with that is the one wished for."""
    meant = yield from appointment_kind(visit.talk, visit.words, visit.today)
    if meant is None:
        return None
    if meant.words and read_when(visit.talk.language, meant.words, visit.today) is not None:
        visit.words = meant.words
    visit.files = meant.files
    return meant.kind


def _manage(
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
    values = {
        "slot": writing(visit.talk.language).moment(datetime.fromisoformat(found.start), visit.today),
        "what": found.kind.title,
    }
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
        yield NoteOutcome(outcome="answered", topic=TOPIC)
        yield CancelAppointment(reference=found.reference, phone=visit.phone)
        visit.talk.appointment, visit.talk.given_up = None, (found, visit.phone)
        yield from visit.talk.say("appointment.cancelled")
        return True
    visit.takes_place_of(found, visit.phone)
    return found.kind


def _take_again(visit: Visit, given_up: Appointment, phone: str) -> Generator[Action, Event, bool]:
    """The visit just cancelled is wanted after all: its slot again if nobody took it, else one near it."""
    start = datetime.fromisoformat(given_up.start)
    visit.rather = When(first=start.date(), last=start.date(), at=start.time())
    # In its place: the cancellation, if it is not done yet, then finds nothing left to cancel.
    visit.takes_place_of(given_up, phone)
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
