"""From the front door into a service's flow, and what follows when the flow could not settle it."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date

from flows.actions import Action, Deed, NoteOutcome, TakeMessage
from flows.appointments.appointment import appointment
from flows.appointments.one_visit import TOPIC
from flows.appointments.wish import asks_to_book, asks_whether_to_book
from flows.appointments.words import means_another_kind, speaks_of_visit, wants_another_kind
from flows.ask import Reply, Talk
from flows.booking import AppointmentKindsFound, AskCallback, FindAppointmentKinds, answered
from flows.callbacks.callback import callback
from flows.callbacks.changed import change_callback, changes_callback
from flows.callbacks.earlier import earlier_callback
from flows.callbacks.words import subject_in, without_wish
from flows.collect.callback_wish import CallbackWish, callback_wish, was_rung
from flows.collect.moments import read_when
from flows.collect.phone_number import reachable
from flows.collect.told_number import set_number_aside
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.commands import Command
from flows.dialogue import CallerGone
from flows.emergencies.outlived import outliving
from flows.events import CallStarted, Choice, Event, Heard, Pressed
from flows.interruptions import AgentWanted
from flows.later import later_of
from flows.messages.begun import begun_in
from flows.messages.offer import message_unless_rung
from flows.messages.words import adds_to_message
from flows.reports.asked_when import asks_when, tell_when
from flows.reports.corrected import correct_report, corrects_report
from flows.reports.report_issue import report_issue
from flows.reports.still_dangerous import follow_up
from flows.routes import Route
from flows.routing import RECEPTION
from flows.transfer import hand_over
from flows.under_way import business_of
from flows.watched import watched
from flows.whose_business import service_named

KEYS = {"3": Route.REPORT, "4": Route.APPOINTMENT}
"""Keys of the front door's questions that begin a service's flow."""

_WHICH = re.compile(r"\b(?:m appelle|au nom|nom (?:de|c est)|name is|name s|under the name)\b")
"""What tells which visit it is, beside its day."""
_KEY_OF_A_PERSON = re.compile(r"(?:(?:je fais|la|le|touche|the|key|press) )*(?:zero|0)")
""""Zéro", said where it may be pressed."""
BY_KEYS = frozenset((Route.REPORT, Route.STATUS, Route.APPOINTMENT))
"""The flows that can be held to their end with keys alone, in a language that nobody here understands."""


def route_in(talk: Talk, reply: Reply) -> Route | None:
    """The flow that a reply at the front door asks for."""
    if isinstance(reply, Pressed):
        return KEYS.get(reply.digits)
    if _KEY_OF_A_PERSON.fullmatch(bare(reply.text)):
        return Route.PERSON
    if asks_when(talk, reply.text) or corrects_report(talk, reply.text):
        return Route.REPORT
    if speaks_of_visit(talk, reply.text):
        return Route.APPOINTMENT
    if changes_callback(talk, reply.text):
        return Route.CALLBACK
    if talk.message_to and adds_to_message(reply.text):
        return Route.MESSAGE
    route = talk.tongue.route_of(reply.text)
    return Route.PERSON if route is None and talk.tongue.command(reply.text) is Command.AGENT else route


def route_wanted(talk: Talk, reply: Reply) -> Generator[Action, Event, Route | None]:
    """As `route_in`; what the visit just booked should have been for is looked for as well, a booking asked
    for in one's own words, and the question whether one is needed."""
    if isinstance(reply, Heard):
        for asks in (means_another_kind, wants_another_kind):
            if (yield from asks(talk, reply.text)):
                return Route.APPOINTMENT
    route = route_in(talk, reply)
    if route is None and isinstance(reply, Heard):
        for asks in (asks_whether_to_book, asks_to_book):
            if (yield from asks(talk, reply.text)):
                return Route.APPOINTMENT
    return route


def serve(
    talk: Talk,
    started: CallStarted,
    route: Route,
    words: str,
    last: Choice | None,
    *,
    danger_met: bool = False,
) -> Generator[Action, Event, bool]:
    """Run a service's flow; true when what was wanted is done, or somebody took it in hand.

    Whoever wants a person in the middle of it is told apart: `AgentWanted.about` says what it was, and
    `AgentWanted.left` what is still to be done of it.

    `words`: what the caller said, empty after a key. `last`: the article last answered, which says what an
    appointment or a callback is about when the words do not. `danger_met`: as in `report_issue`.
    """
    talk.visit_is_fresh = talk.visit_is_fresh and route is Route.APPOINTMENT
    talk.callback_is_fresh = talk.callback_is_fresh and route is Route.CALLBACK
    if route in (Route.REPORT, Route.APPOINTMENT):
        words = set_number_aside(talk, words)
    if route is Route.REPORT:  # a danger told there is that of the report
        return (yield from _report(talk, started, words, danger_met))
    done: list[Action] = []
    try:
        with outliving(talk):
            return (yield from watched(_serve(talk, started, route, words, last), done))
    except AgentWanted as wanted:
        wanted.about = wanted.about or (yield from business_of(talk, route, words, last))
        if any(isinstance(action, Deed) for action in done):
            talk.told.settle(wanted.about.service)
        elif words:
            wanted.left = later_of(words, route, service=wanted.about.service)
        raise


def _serve(
    talk: Talk, started: CallStarted, route: Route, words: str, last: Choice | None
) -> Generator[Action, Event, bool]:
    if talk.deaf and route not in BY_KEYS:
        yield from talk.say("language.person")
        return (yield from hand_over(talk, started, service=_of(last), summary=words))
    if route is Route.STATUS:
        told = yield from follow_up(talk, started, words)
        return told or (yield from hand_over(talk, started, summary=words))
    if route is Route.MESSAGE:
        service = talk.message_to if adds_to_message(words) else ""
        service = service or (yield from service_named(talk, words)) or _of(last)
        return (yield from message_unless_rung(talk, started, service, "", begun_in(words)))
    if route is Route.CALLBACK and changes_callback(talk, words):
        return (yield from change_callback(talk, words))
    if route is Route.CALLBACK:
        seen_to = yield from earlier_callback(talk, started, words)
        if isinstance(seen_to, bool):
            return seen_to
        words = seen_to
        service, subject = yield from _rung_about(talk, words, last)
        if callback_wish(words) is CallbackWish.MISSED:  # "vous m'avez appelé ce matin": no moment to ring at
            yield from talk.say("callback.who_rang" if was_rung(words) else "callback.late")
            return (yield from callback(talk, started, service, subject or words))
        return (yield from callback(talk, started, service, subject, words))
    if last and not speaks_of_visit(talk, words) and not (yield from _says_what_for(talk, words)):
        # A title in another language names nothing that the appointments are known by: the slug does.
        named = last.title if talk.language == "fr" else last.slug
        words = f"{words}, {named}".removeprefix(", ")
    done: list[Action] = []
    try:
        return (yield from watched(_visit(talk, started, words, last), done))
    except CallerGone:
        if not any(isinstance(deed, TakeMessage | AskCallback) for deed in done):  # one letter is enough
            yield from _tell_who_left(talk, started, words)
        raise


def _tell_who_left(talk: Talk, started: CallStarted, words: str) -> Generator[Action, Event, None]:
    """Somebody will not come, told which visit it is, and hung up before it was found: that is passed on."""
    gives_up = talk.tongue.wish_of(words) in (Wish.CANCEL, Wish.MISS)
    told_which = _WHICH.search(bare(words)) or read_when(talk.language, words, _today(talk))
    if gives_up and told_which and talk.appointment is None and talk.given_up is None:
        yield NoteOutcome(outcome="message", topic=TOPIC)
        yield TakeMessage(service=RECEPTION, subject="", text=words, phone=reachable(started.caller))


def _today(talk: Talk) -> date:
    return date.fromisoformat(talk.today) if talk.today else date.min


def _visit(
    talk: Talk, started: CallStarted, words: str, last: Choice | None
) -> Generator[Action, Event, bool]:
    talk.service_meant = ""
    if (yield from appointment(talk, started, words)):
        return True
    service = talk.service_meant or _of(last)
    subject = last.for_agents if last else ""
    summary = talk.told.corrected or words
    return (yield from hand_over(talk, started, service=service, subject=subject, summary=summary))


def _rung_about(talk: Talk, words: str, last: Choice | None) -> Generator[Action, Event, tuple[str, str]]:
    """The service that is to ring back, and what about: what the words tell, else what was answered last."""
    subject, named = subject_in(words), ""
    if subject_in(words, least=1) or "service" in words:
        named = yield from service_named(talk, without_wish(words))
    if last is None and not (named or subject):
        for asked in talk.told.pending:  # "ma carte est perdue", not understood: to be rung back about it
            if asked != words and (named := (yield from service_named(talk, asked))):
                return named, asked
    if last is None:
        return named or RECEPTION, subject
    another = subject and named and named != last.service
    return (named, subject) if another else (last.service, last.for_agents)


def _report(talk: Talk, started: CallStarted, words: str, danger_met: bool) -> Generator[Action, Event, bool]:
    if asks_when(talk, words):
        return (yield from tell_when(talk))
    if corrects_report(talk, words):
        return (yield from correct_report(talk, started, words))
    return (yield from report_issue(talk, started, words, danger_met=danger_met))


def _of(last: Choice | None) -> str:
    return last.service if last else RECEPTION


def _says_what_for(talk: Talk, words: str) -> Generator[Action, Event, bool]:
    """Do the caller's own words name what the appointment is for?"""
    if not words:
        return False
    event = yield FindAppointmentKinds(text=words, language=talk.language)
    return bool(answered(event, AppointmentKindsFound).kinds)
