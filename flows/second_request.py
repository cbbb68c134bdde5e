"""Requests made in the same breath as the first: kept, and come back to one by one."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, FindAnswers, Remark
from flows.ask import Talk
from flows.callbacks.words import subject_in, without_wish
from flows.collect.problem import problem_in
from flows.commands import Command
from flows.events import AnswersFound, Event, Heard
from flows.later import Later, later_of
from flows.routes import Route
from flows.whose_business import service_of

_MOST_SPLITS = 4
"""Ways of reading an utterance as two requests that are looked into."""
MOST_TOGETHER = 4
"""Requests of one breath that are told apart."""


Subject = tuple[Route | None, str]
"""What a request asks for: a flow, or an article by its title."""
Request = tuple[str, Subject]
"""Words, and what they ask for."""


def first_of_several(talk: Talk, reply: Heard) -> Generator[Action, Event, tuple[Heard, list[Later]]]:
    """The first request of several and those kept for later, in order; else the reply itself."""
    if not talk.tongue.two_requests(reply.text):
        return reply, []
    (first, _), *others = (yield from _parted(talk, reply.text, MOST_TOGETHER, {})) or [
        (reply.text, (None, ""))
    ]
    if not others:
        return reply, []
    yield Remark(kind="two_requests")
    waiting = []
    for words, (route, offer) in others:
        waiting.append(
            later_of(words, route, offer, (yield from service_of(talk, without_wish(words))), first)
        )
    return Heard(at=reply.at, text=first), waiting


def _parted(
    talk: Talk, text: str, most: int, known: dict[str, Subject | None]
) -> Generator[Action, Event, list[Request]]:
    """The requests that a text is made of, in order; itself when it is one alone, nothing when it is none.

    `known`: what was asked about already, so that nothing is searched for twice.
    """
    for first, second in talk.tongue.two_requests(text)[:_MOST_SPLITS] if most > 1 else ():
        if (yield from _subject(talk, first, known)) is None:
            continue
        after = yield from _parted(talk, second, most - 1, known)
        before = (yield from _parted(talk, first, most - len(after), known)) if after else []
        if before and after and _differ(before[-1], after[0]):
            return [*before, *after]
    subject = yield from _subject(talk, text, known)
    return [(text, subject)] if subject is not None else []


def _differ(one: Request, other: Request) -> bool:
    """Do two requests ask for two things? Two reports do, when each is of a problem of its own."""
    if other[1][0] in (Route.CALLBACK, Route.MESSAGE) and not subject_in(other[0]) and one[1][0] is None:
        return False  # "ma carte électorale, et rappelez-moi vendredi": to be rung back about it
    problems = (problem_in(one[0]), problem_in(other[0]))
    two_reports = one[1][0] is Route.REPORT and None not in problems and problems[0] != problems[1]
    return one[1] != other[1] or two_reports


def _subject(
    talk: Talk, words: str, known: dict[str, Subject | None]
) -> Generator[Action, Event, Subject | None]:
    """What some words ask for; None when that is not clear."""
    if words not in known:
        known[words] = yield from _searched(talk, words)
    return known[words]


def _searched(talk: Talk, words: str) -> Generator[Action, Event, Subject | None]:
    if (route := talk.tongue.route_of(words)) is not None:
        return route, ""
    if talk.tongue.command(words) is Command.AGENT:
        return Route.PERSON, ""
    found = yield FindAnswers(text=words, language=talk.language)
    if isinstance(found, AnswersFound) and found.choices and found.decision in ("answer", "confirm"):
        return None, found.choices[0].title
    return None
