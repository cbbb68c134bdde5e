"""The window in which a service rings back: offered, refused, asked when then, agreed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date, datetime

from flows.actions import Action
from flows.ask import Talk
from flows.booking import FindWindows, Period, Window, WindowsFound, answered
from flows.callbacks.words import suits
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import Keeping, collect_when, problem_with
from flows.collect.moments import read_when, writing
from flows.collect.when import When
from flows.collect.wished_periods import furthest_periods, nearest_periods, period_of, too_far
from flows.events import Event
from flows.told_beside import keep_beside

MAX_WINDOWS = 6
"""Windows offered before the service is left to choose."""
Beside = Callable[[str], Generator[Action, Event, str]]
"""Keeps what is said beside a question; the service it is the business of, empty when nothing was kept."""


def _nothing(words: str) -> Generator[Action, Event, str]:
    """What was said beside the question is not kept."""
    yield from ()
    return ""


def agree_on_window(
    talk: Talk,
    service: str,
    words: str,
    today: date | None,
    beside: Beside = _nothing,
    agreed: Window | None = None,
) -> Generator[Action, Event, Window | None]:
    """The window agreed; None when the service is left to choose. `beside`: given what else was said.

    `agreed`: the window agreed before, of whose day an hour alone is.
    """
    if today is None:
        return None

    def kept(words: str) -> Generator[Action, Event, bool]:
        nonlocal service
        found = yield from beside(words)
        service = found or service
        return bool(found)

    wished = read_when(talk.language, words, today)
    if wished is None or wished.problem:
        wished = yield from collect_when(talk, "callback.when", today, kept)
    elif agreed:
        wished = _on_that_day(wished, agreed)
    left = MAX_WINDOWS
    when_then_asked = False
    while left > 0:
        windows = yield from _windows(talk, service, period_of(wished) if wished else Period(), today, left)
        if not windows:
            return None
        choice, offered = yield from _choose(talk, windows, today, kept)
        left -= offered
        if isinstance(choice, Window):
            return choice
        if isinstance(choice, _NoneSuits):
            if when_then_asked:
                return None
            when_then_asked = True
            then = yield from collect_when(talk, "callback.when_then", today, kept)
            choice = then
            if then and wished and (yield from _rings_then(service, same := _on_those_days(then, wished))):
                choice = same
        if choice is None:
            return None
        wished = choice
    return None


def _windows(
    talk: Talk, service: str, period: Period, today: date, most: int
) -> Generator[Action, Event, Sequence[Window]]:
    """The windows that fit a wish; when none does, that is said, and the nearest are given."""
    event = yield FindWindows(service=service, period=period)
    found = answered(event, WindowsFound)
    if found.windows or period == Period():
        if period.at and not any(
            window.start[11:] <= period.at < window.end[11:] for window in found.windows
        ):
            yield from talk.say("callback.none_then")  # "à midi": the nearest there is
        return found.windows[:most]
    wider_ones = nearest_periods(period)
    if too_far(period, found.last_day):
        wider_ones = furthest_periods(period, found.last_day)
        last = writing(talk.language).day(date.fromisoformat(found.last_day), today)
        yield from talk.say("callback.too_far", {"day": last})
    else:
        yield from talk.say("callback.none_then")
    for wider in wider_ones:
        event = yield FindWindows(service=service, period=wider)
        if windows := answered(event, WindowsFound).windows[:most]:
            return windows
    return ()


class _NoneSuits:
    """All the windows told were refused, and no moment was said instead."""


def _choose(
    talk: Talk, windows: Sequence[Window], today: date, beside: Keeping
) -> Generator[Action, Event, tuple[Window | When | _NoneSuits | None, int]]:
    """The first window agreed, or when the caller would rather be rung back; None when nothing was said.

    And how many of them were told: those that were not can still be offered.
    """

    def says_when(text: str) -> bool:
        return read_when(talk.language, text, today) is not None

    for told, window in enumerate(windows, start=1):
        values = {"window": written_window(talk, window, today)}
        answer = yield from talk.confirm("callback.window", values, told_by=says_when)
        if answer.yes is None and answer.text and not says_when(answer.text):
            yield from look_for_another_subject(talk, answer.said)
            yield from beside(answer.said)
            answer = yield from talk.confirm("callback.window", values, misunderstood=1, told_by=says_when)
        wished = read_when(talk.language, answer.text, today) if answer.text else None
        if wished is None and not (yield from beside(answer.text)) and answer.yes:
            keep_beside(talk, answer.said)
        if answer.yes and (wished is None or suits(wished, window)):
            return window, told
        if wished and wished.problem:
            problem = problem_with(wished, today, talk.language)
            yield from talk.say(problem.reason, problem.values)
        elif wished:
            return _on_that_day(wished, window), told
        elif answer.yes is None:
            return None, told
    return _NoneSuits(), len(windows)


def _on_that_day(wished: When, window: Window) -> When:
    """ "Plutôt l'après-midi" is the afternoon of the day that was told."""
    if wished.first or wished.weekdays or wished.but or wished.parts or wished == When():
        return wished
    day = datetime.fromisoformat(window.start).date()
    return replace(wished, first=day, last=day)


def _rings_then(service: str, wished: When) -> Generator[Action, Event, bool]:
    """Is there a window that suits?"""
    event = yield FindWindows(service=service, period=period_of(wished))
    return any(suits(wished, window) for window in answered(event, WindowsFound).windows)


def _on_those_days(then: When, wished: When) -> When:
    """ "À dix-sept heures", once the other windows of a day were refused, is of that day."""
    if then.first or then.weekdays or then.but or then.parts or then == When():
        return then
    return replace(then, first=wished.first, last=wished.last, weekdays=wished.weekdays, but=wished.but)


def written_window(talk: Talk, window: Window, today: date) -> str:
    """A window as it is told: "mardi 24 novembre entre 9 h et midi"."""
    start, end = datetime.fromisoformat(window.start), datetime.fromisoformat(window.end)
    return writing(talk.language).window(start, end, today)
