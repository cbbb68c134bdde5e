"""Being rung back, in a window that was agreed."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, NoteOutcome, TakeMessage
from flows.ask import Talk
from flows.booking import AskCallback, FindWindows, Period, WindowsFound, answered
from flows.callbacks.settling import Request, settle
from flows.callbacks.window import written_window
from flows.callbacks.words import moment_said
from flows.collect.date import today_of
from flows.collect.name import DOUBT
from flows.collect.phone_number import numbers_said, reachable, written_number
from flows.collect.written_name import parse_name
from flows.dialogue import CallerGone
from flows.doubted_number import left_unsure, number_left
from flows.events import CallStarted, Event
from flows.giving_up import gives_up_callback
from flows.interruptions import AgentWanted, Business, GoodbyeSaid, Interruption
from flows.routing import RECEPTION
from flows.whose_business import place_what_was_told, service_unless_known

_NAMES_ONESELF = re.compile(
    r"\b(?:je m['’ ]appelle|mon nom (?:c['’ ]est|est)|my name(?: is|['’ ]s)|i['’ ]m called) "
    r"(?P<name>\w[\w'’-]*(?: (?!et\b|pour\b|je\b|j['’]|c['’]|and\b|i\b|about\b)\w[\w'’-]*){0,3})",
    re.IGNORECASE,
)
""""Rappelez-moi, je m'appelle Nadia Benali": the name is not asked again."""


def callback(
    talk: Talk, started: CallStarted, service: str, subject: str = "", words: str = ""
) -> Generator[Action, Event, bool]:
    """Agree when and where a service rings back; true when it was promised.

    `words`: what the caller already said, which may hold when ("rappelez-moi demain matin"). Whoever hangs up
    on the way asked for it all the same: they are rung back on the number of the call, in the window agreed
    or as soon as can be.
    """
    said = next(iter(numbers_said(talk.tongue.digits(words))), "")  # "rappelez ma fille au 06…"
    request = Request(service, subject, said or reachable(started.caller), wished=words, given=said)
    if (names := _NAMES_ONESELF.search(words)) and parse_name(names["name"]) is not None:
        request.named = names["name"]
    yield from place_what_was_told(talk)
    before, talk.corrects = talk.corrects, gives_up_callback
    try:
        if not (yield from settle(talk, started, request, words)):
            return (yield from _at_least_a_message(talk, request))
    except (CallerGone, Interruption) as leaving:
        if isinstance(leaving, Interruption) and gives_up_callback(leaving.text):
            yield from talk.say("callback.not_asked")
            return True
        if isinstance(leaving, AgentWanted):
            leaving.about = Business(request.service, request.subject)
        yield from _rung_all_the_same(talk, request, leaving)
        raise
    finally:
        talk.corrects = before
    agreed = yield from at_its_service(talk, request.deed(talk))
    yield NoteOutcome(outcome="message")
    yield agreed
    talk.rung_back, talk.callback_is_fresh = agreed, True
    today = today_of(started.local_time)
    if request.window and today:
        values = {
            "window": written_window(talk, request.window, today),
            "phone": written_number(request.phone),
        }
        yield from talk.say("callback.agreed", values)
    else:
        yield from talk.say("callback.soon", {"phone": written_number(request.phone)})
    return True


def _rung_all_the_same(
    talk: Talk, request: Request, leaving: CallerGone | Interruption
) -> Generator[Action, Event, None]:
    """Whoever leaves on the way is rung back, once enough was agreed or when they hang up or take leave."""
    request.phone = number_left(talk, leaving, request.phone)
    gone = isinstance(leaving, CallerGone)
    takes_leave = isinstance(leaving, GoodbyeSaid) and talk.tongue.yes_or_no(leaving.text) is not False
    if not request.phone or not (request.window or request.settled or gone or takes_leave):
        return
    heard = talk.last_words if talk.last_words != request.subject else ""
    if gone and not request.window and moment_said(talk, heard):
        request.wished = heard  # heard, and not agreed on yet
    never_agreed = request.phone == request.given != talk.captured.get("phone")
    request.unsure = left_unsure(talk, request.phone) or never_agreed
    if gone and talk.name_in_doubt:
        request.name = f"{talk.name_in_doubt} {DOUBT}"
    yield NoteOutcome(outcome="message")
    yield request.deed(talk)
    if takes_leave and not request.window:
        yield from talk.say("callback.soon", {"phone": written_number(request.phone)})


def _at_least_a_message(talk: Talk, request: Request) -> Generator[Action, Event, bool]:
    """Nobody can be rung back without a number: what it was about is handed over all the same."""
    yield from talk.say("callback.no_number")
    if not request.subject:
        return False
    text = "\n".join(dict.fromkeys(filter(None, (request.wished, request.subject))))
    yield NoteOutcome(outcome="message")
    yield TakeMessage(service=request.service, subject=request.subject, text=text, phone="")
    yield from talk.say("message.taken")
    return True


def at_its_service(talk: Talk, asked: AskCallback) -> Generator[Action, Event, AskCallback]:
    """The same callback, by the service whose business it is about if that one is there at that moment."""
    if asked.service != RECEPTION or not asked.subject:
        return asked
    service = yield from service_unless_known(talk, asked.service, asked.subject)
    if service == RECEPTION:
        return asked
    if asked.start:
        day = asked.start[:10]
        found = yield FindWindows(service=service, period=Period(first=day, last=day))
        windows = answered(found, WindowsFound).windows
        if not any(window.start <= asked.start and asked.end <= window.end for window in windows):
            return asked
    return replace(asked, service=service)
