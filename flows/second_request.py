"""A second request made in the same breath as the first: kept, and come back to."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from flows.actions import Action, FindAnswers, Remark
from flows.ask import Talk
from flows.collect.problem import problem_in
from flows.events import AnswersFound, Event, Heard
from flows.routes import Route

_MOST_SPLITS = 4
"""Ways of reading an utterance as two requests that are looked into."""


@dataclass(frozen=True)
class Later:
    """A second request, made in the same breath as the first, that waits for its turn."""

    words: str
    prompt: str
    """The yes/no question that comes back to it."""
    offer: str = ""
    """What the question names."""


def first_of_two(talk: Talk, reply: Heard) -> Generator[Action, Event, tuple[Heard, Later | None]]:
    """The first request of two and the one kept for later; else the reply itself."""
    for first, second in talk.tongue.two_requests(reply.text)[:_MOST_SPLITS]:
        now, later = (yield from _subject(talk, first)), (yield from _subject(talk, second))
        if now is None or later is None or (now == later and not _two_problems(now, first, second)):
            continue
        yield Remark(kind="two_requests")
        route, offer = later
        prompt = f"main.also_{route.value}" if route else "main.also_answer"
        return Heard(at=reply.at, text=first), Later(second, prompt, offer)
    return reply, None


def _two_problems(subject: tuple[Route | None, str], first: str, second: str) -> bool:
    """Are these two reports, each of a problem of its own?"""
    problems = (problem_in(first), problem_in(second))
    return subject[0] is Route.REPORT and None not in problems and problems[0] != problems[1]


def _subject(talk: Talk, words: str) -> Generator[Action, Event, tuple[Route | None, str] | None]:
    """What some words ask for: a flow, or an article by its title; None when that is not clear."""
    if (route := talk.tongue.route_of(words)) is not None:
        return route, ""
    found = yield FindAnswers(text=words, language=talk.language)
    if isinstance(found, AnswersFound) and found.choices and found.decision in ("answer", "confirm"):
        return None, found.choices[0].title
    return None
