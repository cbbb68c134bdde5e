"""What was asked for with something else and never come back to: its service reads it after the call."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, TakeMessage, Value
from flows.ask import Talk
from flows.booking import AskCallback
from flows.callbacks.words import moment_said, subject_in
from flows.collect.phone_number import reachable
from flows.events import Event
from flows.later import Later
from flows.messages.begun import begun_in
from flows.routes import Route
from flows.routing import RECEPTION

DONE_BY_SOMEBODY = (Route.REPORT, Route.APPOINTMENT, Route.CALLBACK, Route.MESSAGE)
"""What a service can still see to; a question that only asks for an answer goes with its caller."""


def left_undone(talk: Talk, caller: str) -> Generator[Action, Event, None]:
    """Hand each request that waits over to its service."""
    for one in dict.fromkeys(talk.outstanding):
        if one.route in DONE_BY_SOMEBODY and (one.route is not Route.MESSAGE or begun_in(one.words, least=1)):
            yield handed_over(talk, one, caller, {"outstanding": one.after} if one.after else {})


def handed_over(
    talk: Talk, one: Later, caller: str, told: dict[str, Value], subject: str = ""
) -> TakeMessage | AskCallback:
    """The deed that hands a request over to its service, with what was told of it. `caller`: in E.164.

    `subject`: for the agent's eye; empty when the caller's own words tell it.
    """
    if one.route is Route.CALLBACK and reachable(caller):
        return AskCallback(
            service=one.service or RECEPTION,
            subject=subject_in(one.words),
            phone=reachable(caller),
            start="",
            end="",
            fields=told | ({"wished": one.words} if moment_said(talk, one.words) else {}),
        )
    return TakeMessage(
        service=one.service or RECEPTION,
        subject=subject,
        text=one.words,
        phone=reachable(caller),
        unsure_phone=bool(reachable(caller)),
        fields=told,
    )
