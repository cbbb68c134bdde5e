"""Appointments: book one, once; change it; cancel it; be told when it is."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime

from flows.actions import Action, NoteOutcome
from flows.appointments.corrected import correct_visit
from flows.appointments.kind import WishKeyed, appointment_kind
from flows.appointments.kind_words import OtherKindWanted, denies_kind, kinds_in
from flows.appointments.lookup import look_up, wish_about_it
from flows.appointments.managed import ALL_OF_THEM, cancel_all, manage, take_again
from flows.appointments.one_visit import TOPIC, Visit
from flows.appointments.told import answer_of_visit, tell_late
from flows.appointments.visit import book
from flows.appointments.wish import asks_if_needed
from flows.appointments.words import Second, asks_of_visit, second_visit, speaks_of_visit
from flows.ask import Talk
from flows.booking import (
    AppointmentKind,
    AppointmentKindsFound,
    FindAppointmentKinds,
    answered,
)
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import today_of
from flows.collect.moments import read_when
from flows.collect.phone_number import reachable
from flows.collect.visit_asked import Told, told_in
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.events import CallStarted, Event
from flows.giving_up import gives_up_visit
from flows.interruptions import AgentWanted, BackWanted, Business, ChangeOfMind, LanguageWanted, Withdrawn
from flows.stepping_back import is_one_step


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
    try:
        begun = yield from _begin(visit, words)
    except WishKeyed as keyed:
        begun = yield from manage(visit, keyed.wish)
    except Withdrawn as withdrawn:
        manages = talk.tongue.wish_of(words) is not Wish.BOOK
        kept = manages and talk.tongue.wish_in(withdrawn.text) is Wish.KEEP
        yield from talk.say("appointment.kept" if kept else "appointment.none_made")
        return True
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
            talk.service_meant = kind.service  # whose telephone rings when it is not done
            if visit.replaces and not done:
                yield from talk.say("appointment.kept")
            return done
        except AgentWanted as wanted:
            if kind:
                wanted.about = Business(kind.service, kind.title)
                talk.keep(visit=kind.title)
            raise
        except WishKeyed as keyed:
            managed = yield from manage(visit, keyed.wish)
            if isinstance(managed, bool):
                return managed
            kind = managed
        except BackWanted as back:
            if kind is not None and gives_up_visit(back.text):
                yield from _none_made(visit)
                raise
            if kind is None or visit.replaces or not is_one_step(back):
                raise
            kind, visit.words = None, ""
        except Withdrawn:
            return (yield from _none_made(visit))
        except LanguageWanted as wanted:
            if kind is None:
                raise
            kind = yield from _titled_anew(visit, kind)
            if stands := wanted.when or visit.agreed:
                visit.rather, visit.words = stands, ""
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
                visit.rather = changed.when if isinstance(changed, OtherKindWanted) else visit.agreed
                yield from talk.say("appointment.instead", {"what": kind.title})
            else:  # "pas un passeport": what for, then?
                kind = None
                visit.is_about(None, changed.text if others else "")


def _none_made(visit: Visit) -> Generator[Action, Event, bool]:
    """Say that nothing is booked, or that what was booked before stands; always true."""
    yield from visit.talk.say("appointment.kept" if visit.replaces else "appointment.none_made")
    return True


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
            return (yield from manage(visit, Wish.MISS, by_phone_first=True))
        case Told.MOVED if talk.appointment is None:
            visit.rather = read_when(talk.language, words, visit.today)
            return (yield from manage(visit, Wish.CHANGE, by_phone_first=True))
        case Told.MISSED:
            yield from talk.say("appointment.missed")
            visit.words = ""
            return None
    if asks_of_visit(talk, words) and (answer := (yield from answer_of_visit(visit, words))) is not None:
        return answer
    wish = wish_about_it(talk, words) or talk.tongue.wish_of(words)
    if wish is Wish.KEEP and talk.given_up:
        return (yield from take_again(visit, *talk.given_up))
    if wish is Wish.CANCEL and ALL_OF_THEM.search(bare(words)):
        return (yield from cancel_all(visit))
    if wish is not Wish.BOOK:
        return (yield from manage(visit, wish))
    if talk.appointment:
        yield from _once_more(visit, Second(for_another=False))
    if asks_if_needed(words):
        return (yield from _needed(visit, words))
    return None


def _needed(visit: Visit, words: str) -> Generator[Action, Event, AppointmentKind | bool]:
    """Tell that one has to make an appointment for it, and begin with it where that is wanted."""
    talk = visit.talk
    meant = yield from appointment_kind(talk, words, visit.today)
    if meant is None:
        return False
    yield NoteOutcome(outcome="answered", topic=TOPIC)

    def says_when(text: str) -> bool:
        return read_when(talk.language, text, visit.today) is not None

    answer = yield from talk.confirm("appointment.needed", {"what": meant.kind.title}, told_by=says_when)
    if answer.yes or (answer.yes is None and says_when(answer.text)):
        visit.words, visit.files = answer.said, meant.files
        return meant.kind
    if answer.text:
        yield from look_for_another_subject(talk, answer.said)
    return True


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
