"""Whose business it is when a person is wanted in the middle of something, and what they are told of it."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKindsFound, FindAppointmentKinds, answered
from flows.collect.problem import other_problem
from flows.events import Choice, Event
from flows.interruptions import Business
from flows.routes import Route
from flows.routing import RECEPTION
from flows.whose_business import service_named


def business_of(
    talk: Talk, route: Route, words: str, last: Choice | None
) -> Generator[Action, Event, Business]:
    """The service that a flow under way is the business of, where the flow itself does not know it yet.

    `words`: those that began it. `last`: the article answered before, which it may follow.
    """
    if route is Route.STATUS:
        return Business(other_problem().service)
    if route is Route.APPOINTMENT:
        return (yield from _of_a_visit(talk, words, last))
    named = yield from service_named(talk, words)
    if last is not None and named in ("", last.service):
        return Business(last.service, last.for_agents)
    return Business(named or RECEPTION)


def _of_a_visit(talk: Talk, words: str, last: Choice | None) -> Generator[Action, Event, Business]:
    """That of what it is for; else the one that books them all, where there is but one."""
    found = yield FindAppointmentKinds(language=talk.language)
    kinds = answered(found, AppointmentKindsFound).kinds
    for kind in kinds:
        if kind.title == talk.captured.get("visit"):
            return Business(kind.service, kind.title)
    if last is not None:
        return Business(last.service, last.for_agents)
    services = {kind.service for kind in kinds}
    if len(services) == 1:
        return Business(services.pop())
    return Business((yield from service_named(talk, words)) or RECEPTION)
