"""When? A day, a span, an hour, or no matter when: what the caller says, and how it is made sure of."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.change_of_mind import look_for_another_subject
from flows.collect.calendar_days import Days, Problem
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.days import days_in
from flows.collect.numbers import with_digits
from flows.collect.time import hours_in
from flows.collect.written import written_day
from flows.events import Event, Heard

_ANYTIME = re.compile(
    r"\b(n importe (?:quand|quel (?:jour|moment)|lequel|laquelle|quelle (?:heure|date))|peu importe"
    r"|(?:comme|quand) (?:vous|ca vous) (?:voulez|pouvez|arrange|preferez)|m est egal|a votre convenance"
    r"|le plus (?:tot|vite|rapidement)|des que possible|au plus (?:tot|vite)|rapidement|au plus presse"
    r"|(?:des que|quand|comme) (?:vous pouvez|possible)|toute la journee|tous les jours|(?:le )?premier"
    r" (?:creneau|rendez vous|disponible|qui)"
    r"|je suis (?:libre|disponible|flexible|a la retraite)|le prochain (?:creneau|rendez vous|disponible))\b"
)
_SOON = re.compile(
    r"\bdans (?:une|\d{1,2}) (?:petite )?(?:heures?|minutes?)\b|\bdans (?:une|la) demi heure\b"
    r"|\bdans (?:la|l|le) (?:journee|matinee|apres midi|soiree|quart d heure)\b"
)
""""Dans une heure" is today, not one o'clock."""


@dataclass(frozen=True, kw_only=True)
class When:
    """What a caller says of when; every part may be missing, all of them meaning "no matter when"."""

    first: date | None = None
    last: date | None = None
    """None with a first day: from then on."""
    weekdays: tuple[int, ...] = ()
    """Monday 0; empty: any."""
    at: time | None = None
    """The very time."""
    earliest: time | None = None
    latest: time | None = None
    problem: Problem = ""

    @property
    def day(self) -> date | None:
        """The one day that was said, if it is one."""
        return self.first if self.first == self.last else None


def parse_when(text: str, today: date) -> When | None:
    """What a text says of when; None when it says nothing of it. `today` is the caller's day.

    A day that cannot be taken has a `problem` and, in `first`, the day it is about.
    """
    plain = _SOON.sub("aujourd hui", with_digits(text))
    hours, left = hours_in(plain)
    days = days_in(" ".join(left.split()), today) or days_in(plain, today)
    if days is None and not hours:
        return When() if _ANYTIME.search(plain) else None
    days = days or Days()
    return When(
        first=days.first,
        last=days.last,
        weekdays=days.weekdays,
        at=hours.at,
        earliest=hours.earliest,
        latest=hours.latest,
        problem=days.problem,
    )


def today_of(local_time: str) -> date | None:
    """The day a call began, from its ISO 8601 local time; None when the channel did not say."""
    try:
        return datetime.fromisoformat(local_time).date()
    except ValueError:
        return None


def problem_with(when: When, today: date) -> Unclear:
    """Why a day cannot be taken, as a sentence to be said."""
    if when.problem == "past":
        day = written_day(when.first, today) if when.first else ""
        return Unclear(reason="date.past", values={"day": day}) if day else Unclear(reason="date.over")
    if when.problem == "mismatch" and when.first:
        return Unclear(reason="date.mismatch", values={"day": written_day(when.first, today)})
    return Unclear(reason="date.impossible")


def collect_when(talk: Talk, prompt: str, today: date) -> Generator[Action, Event, When | None]:
    """Ask when; days, spans, hours and "n'importe quand" are answers. None after three failures.

    Not read back: whoever asked offers a slot or a window next, and that is what the caller agrees to.
    """
    asked = prompt
    for attempt in (1, 2, 3):
        reply = yield from talk.ask(asked, silence_seconds=6.0)
        if reply is None:
            break
        when = _first_said(reply, today)
        if when is not None and not when.problem:
            return when
        if when is not None:
            problem = problem_with(when, today)
            yield from talk.say(problem.reason, problem.values)
        elif isinstance(reply, Heard):
            yield from look_for_another_subject(talk, reply.text)
        asked = f"{prompt}.no_match.{attempt}"
    yield from talk.say("date.give_up")
    return None


def collect_date(talk: Talk, prompt: str, today: date) -> Generator[Action, Event, date | None]:
    """Ask for one day, in words or by four keys, day then month ("0312"); None when it could not be had."""

    def understand(reply: Reply, refused: Sequence[date]) -> date | Unclear:
        when = _keyed(reply.digits, today) if not isinstance(reply, Heard) else _first_said(reply, today)
        if when is None:
            return Unclear()
        if when.problem:
            return problem_with(when, today)
        if when.day is None:
            return Unclear(ask="date.which_day")
        return when.day if when.day not in refused else Unclear()

    def correct(day: date, words: str) -> date | None:
        when = parse_when(words, today)
        return when.day if when and not when.problem else None

    def read_back(day: date) -> tuple[str, Values]:
        return "date.read_back", {"day": written_day(day, today)}

    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                again="date.by_keys",
                give_up="date.give_up",
                understand=understand,
                read_back=read_back,
                correct=correct,
                digits=4,
            ),
        )
    )


def _first_said(reply: Reply, today: date) -> When | None:
    """What the likeliest hypothesis that speaks of a day means; a sound one first."""
    if not isinstance(reply, Heard):
        return None
    said = [when for text in (reply.text, *reply.alternatives) if (when := parse_when(text, today))]
    return next((when for when in said if not when.problem), said[0] if said else None)


def _keyed(digits: str, today: date) -> When | None:
    """ "0312" is 3 December."""
    if len(digits) != 4 or not digits.isdecimal():
        return None
    if not 1 <= int(digits[2:]) <= 12:
        return When(problem="impossible")
    return parse_when(f"{digits[:2]} {digits[2:]}", today)
