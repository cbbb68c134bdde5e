"""When? A day, a span, an hour, or no matter when: what the caller says, and how it is made sure of."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date, datetime

from flows.actions import Action
from flows.ask import TRIES, Reply, Talk
from flows.change_of_mind import look_for_another_subject
from flows.collect.capture import Unclear
from flows.collect.moments import parse_when, read_when, writing
from flows.collect.when import When
from flows.events import Event, Heard


def today_of(local_time: str) -> date | None:
    """The day a call began, from its ISO 8601 local time; None when the channel did not say."""
    try:
        return datetime.fromisoformat(local_time).date()
    except ValueError:
        return None


def problem_with(when: When, today: date, language: str = "fr") -> Unclear:
    """Why a day cannot be taken, as a sentence to be said."""
    if when.problem == "past":
        day = writing(language).day(when.first, today) if when.first else ""
        return Unclear(reason="date.past", values={"day": day}) if day else Unclear(reason="date.over")
    if when.problem == "mismatch" and when.first:
        return Unclear(reason="date.mismatch", values={"day": writing(language).day(when.first, today)})
    return Unclear(reason="date.vague" if when.problem == "vague" else "date.impossible")


MAX_ASIDES = 3
"""Things kept beside one question before an answer is what is waited for."""
Keeping = Callable[[str], Generator[Action, Event, bool]]
"""Keeps what is said beside a question; true when it is kept."""


def keeps_nothing(words: str) -> Generator[Action, Event, bool]:
    """What is said beside the question is not kept."""
    yield from ()
    return False


def collect_when(
    talk: Talk, prompt: str, today: date, beside: Keeping = keeps_nothing
) -> Generator[Action, Event, When | None]:
    """Ask when; days, spans, hours and "n'importe quand" are answers. None after three failures, or a no.

    What `beside` keeps, "pour mon loyer", is no failure: that is told, and the question asked again. Beyond
    `MAX_ASIDES` it is one: a radio or an answering machine may go on for ever.

    Keys: 1 no matter when, 2 in the morning, 3 in the afternoon.

    Not read back: whoever asked offers a slot or a window next, and that is what the caller agrees to.
    """
    asked, failures, asides = prompt, 0, 0
    while failures < TRIES:
        reply = yield from talk.ask(asked, silence_seconds=6.0)
        if reply is None:
            break
        when = _first_said(talk.language, reply, today) or _chosen_by_key(reply, today)
        if when is not None and not when.problem:
            return when
        if when is not None:
            problem = problem_with(when, today, talk.language)
            yield from talk.say(problem.reason, problem.values)
        elif isinstance(reply, Heard):
            yield from look_for_another_subject(talk, reply.text)
            if talk.tongue.nothing_more(reply.text):
                return None
            if asides < MAX_ASIDES and (yield from beside(reply.text)):
                asides += 1
                yield from talk.say("callback.about_noted")
                asked = prompt
                continue
        failures += 1
        asked = f"{prompt}.no_match.{failures}"
    yield from talk.say("date.give_up")
    return None


def _first_said(language: str, reply: Reply, today: date) -> When | None:
    """What the likeliest hypothesis that speaks of a day means; a sound one first."""
    if not isinstance(reply, Heard):
        return None
    said = [when for text in (reply.text, *reply.alternatives) if (when := read_when(language, text, today))]
    return next((when for when in said if not when.problem), said[0] if said else None)


def _chosen_by_key(reply: Reply, today: date) -> When | None:
    """Keys: 1 no matter when, 2 in the morning, 3 in the afternoon."""
    if isinstance(reply, Heard):
        return None
    by_key = {"1": When(), "2": parse_when("le matin", today), "3": parse_when("l'après-midi", today)}
    return by_key.get(reply.digits)
