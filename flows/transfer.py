"""Handing the caller to a person, and what follows when nobody can take the call.

One `Transfer` rings one group of telephones: all those of the service that are free, or the next one, as the
town hall has decided. When it fails the flow asks again who can be rung; whoever has just been tried is not
among them, so that a refusal brings the next agent at once and nobody is rung in circles. When everybody
speaks to somebody, the caller waits in the line of that service. When there is nobody left, the service that
stands in for this one is tried in the same way, then a message or a callback is offered: never a dead end.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from enum import Enum

from flows.actions import Action, NoteOutcome, OpenNow, TakeMessage, Transfer
from flows.ask import Talk
from flows.booking import AskCallback, answered
from flows.collect.words import bare
from flows.commands import Command
from flows.dialogue import CallerGone
from flows.events import CallStarted, Event, OpeningFound, TransferEnded
from flows.later import later_of
from flows.messages.begun import begun_in
from flows.messages.message import told_before
from flows.messages.offer import message_or_callback, message_unless_rung
from flows.messages.words import without_person_wish
from flows.outstanding import DONE_BY_SOMEBODY, handed_over
from flows.routes import Route
from flows.routing import RECEPTION, AgentsFound, FindAgents
from flows.waiting import Waited, wait_in_line
from flows.watched import watched
from flows.whose_business import place_what_was_told

_SAYS_WHAT = re.compile(
    r"\b(?:c est|appelle|telephone|viens|suis la) (?:pour|au sujet|a propos|concernant)\b"
    r"|\b(?:it s|calling|it is) (?:about|for|regarding)\b"
    r"|\b(?:quelqu un|(?:une|la) personne|un agent|un conseiller|un responsable|somebody|someone|a person"
    r"|an agent) (?:pour|au sujet|a propos|concernant|about|for|regarding)\b"
)
"""What follows says what a person was asked for about: it goes with the message, nobody asks it again."""
MAX_RINGS = 6
"""Times one service's telephones ring for one caller before a message is offered."""
MAX_SERVICES = 3
"""Services asked one after the other for one caller: the one wanted, and those that stand in for it."""
SAME_AGENT = frozenset(("dropped", "taken"))
"""Outcomes after which the search goes on without a word of its own: the next sentence says it all."""

_STORY = 4
"""Telling words of a matter that was told before anybody was asked for."""
_TOPICS = {"problem": "signalement", "visit": "rendez-vous"}
"""Of what is taken down, by what it takes down first."""


class _Ending(Enum):
    TALKED = "a person took the call"
    LEFT = "the caller would rather leave a message than wait"
    NOBODY = "nobody could take it, and the caller was told"


def hand_over(
    talk: Talk,
    started: CallStarted,
    *,
    service: str = RECEPTION,
    subject: str = "",
    summary: str = "",
    seen_to: bool = False,
) -> Generator[Action, Event, bool]:
    """Put the caller through to a service; true when a person took the call, or a message or a callback was
    taken down.

    Closed, or nobody free: the caller is told which. What the conversation has captured goes with the call:
    nobody asks it again. Whoever hangs up before anybody took it told what it was about: the service reads
    it, unless it is `seen_to` already.
    """
    done: list[Action] = []
    try:
        return (yield from watched(_put_through(talk, started, service, subject, summary), done))
    except CallerGone:
        written = seen_to or any(isinstance(deed, TakeMessage | AskCallback) for deed in done)
        if not written and _tells_a_service(talk, summary):
            left = later_of(summary, talk.tongue.route_of(summary), service=service)
            yield NoteOutcome(outcome="message")
            yield handed_over(talk, left, started.caller, told_before(talk, summary, service), subject)
        raise


def _tells_a_service(talk: Talk, summary: str) -> bool:
    """Do these words ask for something that a service does, or say why somebody was asked for?"""
    route = talk.tongue.route_of(summary)
    if route is Route.MESSAGE:
        return bool(begun_in(summary, least=1))
    if route in DONE_BY_SOMEBODY:
        return True
    asks = route is Route.PERSON or talk.tongue.command(summary) is Command.AGENT
    return bool(begun_in(without_person_wish(summary), least=2 if asks else _STORY))


def _put_through(
    talk: Talk, started: CallStarted, service: str, subject: str, summary: str
) -> Generator[Action, Event, bool]:
    wanted, tried = service, {service}
    talk.handed = summary
    yield from place_what_was_told(talk)
    visit = talk.captured.get("visit")  # what is told of it is more than its title
    about = (subject if subject != visit else "") or _telling(talk, summary) or subject
    while True:
        event = yield OpenNow(service=service, language=talk.language)
        opening = answered(event, OpeningFound)
        ending = _Ending.NOBODY
        if not opening.open:
            yield from talk.say("transfer.closed", {"sentence": opening.sentence})
        elif not opening.reachable:
            yield from talk.say("transfer.unreachable")
        else:
            ending = yield from _find_somebody(talk, service, subject, summary)
        if ending is _Ending.TALKED:
            talk.all_told()
            yield NoteOutcome(outcome="transferred", topic=_under_way(talk))
            return True
        if ending is _Ending.LEFT:
            return (yield from message_unless_rung(talk, started, wanted, about))
        if not opening.overflow or opening.overflow in tried or len(tried) == MAX_SERVICES:
            return (yield from message_or_callback(talk, started, wanted, about))
        service = opening.overflow
        tried.add(service)
        yield from talk.say("transfer.overflow", {"service": opening.overflow_name})


def _telling(talk: Talk, summary: str) -> str:
    """What a person was asked for about: a request of its own, or what follows "c'est pour"."""
    asks = talk.tongue.route_of(summary) not in (None, Route.PERSON, Route.MESSAGE, Route.CALLBACK)
    return summary if asks or _SAYS_WHAT.search(bare(summary)) else ""


def _under_way(talk: Talk) -> str:
    """Topic of what was being taken down when a person was wanted; empty when nothing was."""
    return next((topic for field, topic in _TOPICS.items() if field in talk.captured), "")


def _find_somebody(talk: Talk, service: str, subject: str, summary: str) -> Generator[Action, Event, _Ending]:
    """Ring who can be rung, wait for who is engaged, until somebody takes the call or nobody is left."""
    failed = ""
    for _ in range(MAX_RINGS):
        event = yield FindAgents(service=service)
        found = answered(event, AgentsFound)
        prompt = _announcement(failed)
        if found.state == "engaged":
            waited = yield from wait_in_line(talk, service, found.position)
            if waited is Waited.LEFT:
                return _Ending.LEFT
            if waited is Waited.IN_VAIN:
                return _Ending.NOBODY
            prompt = "queue.turn"
        elif found.state != "free":
            failed = failed or ("busy" if found.state == "full" else "away")
            break
        yield from talk.say(prompt, interruptible=False)
        event = yield Transfer(
            service=service,
            subject=subject,
            summary=summary,
            language=talk.language,
            fields=talk.fields_for(summary, service),
        )
        outcome = answered(event, TransferEnded).outcome
        if outcome == "answered":
            return _Ending.TALKED
        if outcome == "dropped":
            yield from talk.say("transfer.dropped")
        failed = outcome
    yield from _say_why(talk, failed)
    return _Ending.NOBODY


def _announcement(failed: str) -> str:
    """What precedes the ringing: the first time, or after somebody could not take the call."""
    return "transfer.connecting" if not failed or failed in SAME_AGENT else "transfer.next"


def _say_why(talk: Talk, failed: str) -> Generator[Action, Event, None]:
    if failed != "dropped":  # said as soon as it happened
        yield from talk.say("transfer.busy" if failed == "taken" else f"transfer.{failed}")
