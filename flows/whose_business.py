"""Whose business it is: the service that words name, or that sees to what they ask for."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.booking import answered
from flows.collect.problem import problem_in
from flows.events import Event
from flows.memory import Memory
from flows.routing import RECEPTION, FindService, ServiceFound


def service_named(talk: Memory, words: str) -> Generator[Action, Event, str]:
    """The service that some words name, or whose business they speak of; empty for none."""
    if not words:
        return ""
    event = yield FindService(text=words, language=talk.language)
    return answered(event, ServiceFound).service


def service_of(talk: Memory, request: str) -> Generator[Action, Event, str]:
    """The service whose business a request is, for whoever leaves before it was come back to: that of the
    problem it tells, else the one it names; empty for none."""
    if problem := problem_in(request, talk.language):
        return problem.service
    return (yield from service_named(talk, request))


def service_unless_known(talk: Memory, known: str, about: str) -> Generator[Action, Event, str]:
    """The service whose business it is about, where none was known but the one that takes all the rest."""
    if known != RECEPTION:
        return known
    return (yield from service_named(talk, about)) or known


def place_what_was_told(talk: Memory) -> Generator[Action, Event, None]:
    """Find out what service words of somebody's health were told for, before any is told of them: the one
    that takes all the rest, where they name none."""
    for words in talk.told.unplaced:
        talk.told.place(words, (yield from service_named(talk, words)) or RECEPTION)
