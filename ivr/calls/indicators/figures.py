"""Sums over calls: of a day, of a month, of a service; they add up. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import chain

from ivr.calls.indicators.facts import CallFacts

RESOLVED = frozenset(("answered",))
"""Outcomes of calls that the line settled by itself: an answer given, a thing done."""
SET_APART = frozenset(("emergency",))
"""Outcomes that say nothing of how the line does: sending somebody to 15 or 18 is never a failure."""
DURATIONS = (60, 120, 180, 300, 600)
"""Bounds, in seconds, between the classes of time on the line."""


@dataclass
class Figures:
    """What is counted over a set of calls. Every field adds up, except the peak, which is the highest."""

    calls: int = 0
    unspoken: int = 0
    """Calls in which nothing was said nor keyed."""
    requests: int = 0
    """Calls in which something was asked, emergencies set apart: what containment is a share of."""
    resolved: int = 0
    """Requests settled without a person, whatever came later."""
    contained: int = 0
    """Resolved requests whose caller did not call again within 24 hours."""
    hidden: int = 0
    """Resolved requests whose number was hidden: nobody can tell whether they called again."""
    seconds: float = 0.0
    heard: int = 0
    confidence: float = 0.0
    """Sum over the utterances heard."""
    not_understood: int = 0
    asked: int = 0
    """Calls whose caller was asked for a note."""
    outcomes: Counter[str] = field(default_factory=Counter)
    hours: Counter[str] = field(default_factory=Counter)
    """By weekday and hour of the beginning: "0/14" is Monday from two to three in the afternoon."""
    topics: Counter[str] = field(default_factory=Counter)
    topics_contained: Counter[str] = field(default_factory=Counter)
    services: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why a person was wanted."""
    results: Counter[str] = field(default_factory=Counter)
    """How handing over ended."""
    handovers: Counter[str] = field(default_factory=Counter)
    """Both together: "asked/answered"."""
    durations: Counter[str] = field(default_factory=Counter)
    """By class of time on the line: "0" is below the first of DURATIONS."""
    confidences: Counter[str] = field(default_factory=Counter)
    """Calls by their mean confidence, in tenths: "7" is from 0.7 to 0.8."""
    scores: Counter[str] = field(default_factory=Counter)
    """Notes given, "1" to "5"."""
    peak: int = 0
    """Most calls at the same time."""
    peak_at: float = 0.0
    """When, in seconds since the epoch."""

    def __add__(self, other: Figures) -> Figures:
        return total((self, other))

    def to_json(self) -> str:
        """What `from_json` reads again; empty fields are left out."""
        return json.dumps({name: value for name in _NAMES if (value := getattr(self, name))})

    @classmethod
    def from_json(cls, text: str) -> Figures:
        """The figures that `to_json` wrote; fields unknown by now are forgotten."""
        read = cls()
        fields_of = read.__dict__
        for name, value in json.loads(text).items():
            if name in _COUNTERS:
                dict.update(fields_of[name], value)  # a Counter's own counts key by key: a year has many
            elif name in _NAMES:
                fields_of[name] = value
        return read


_NAMES = frozenset(one.name for one in fields(Figures))
_SUMS = tuple(sorted(_NAMES - {"peak", "peak_at"}))
_COUNTERS = tuple(one.name for one in fields(Figures) if one.default_factory is Counter)
_NUMBERS = tuple(name for name in _SUMS if name not in _COUNTERS)


def total(many: Iterable[Figures]) -> Figures:
    """The sum of figures, none of which is changed."""
    summed = Figures()
    into = summed.__dict__
    for one in many:
        values = one.__dict__
        for name in _NUMBERS:
            into[name] += values[name]
        for name in _COUNTERS:
            if counted := values[name]:
                counter = into[name]
                known = counter.get
                for key, count in counted.items():
                    counter[key] = known(key, 0) + count
        if one.peak > summed.peak:
            summed.peak, summed.peak_at = one.peak, one.peak_at
    return summed


def figures_of(calls: Iterable[CallFacts]) -> Figures:
    """The figures of these calls."""
    counted = Figures()
    listed = list(calls)
    for call in listed:
        _count(counted, call)
    counted.peak, counted.peak_at = peak((call.started_at, call.seconds) for call in listed)
    return counted


def _count(figures: Figures, call: CallFacts) -> None:
    figures.calls += 1
    figures.outcomes[call.outcome] += 1
    figures.hours[f"{date.fromisoformat(call.day).weekday()}/{call.hour}"] += 1
    figures.channels[call.channel] += 1
    figures.languages[call.language] += 1
    figures.seconds += call.seconds
    figures.durations[str(bisect_right(DURATIONS, call.seconds))] += 1
    figures.unspoken += not call.turns
    if call.topic:
        figures.topics[call.topic] += 1
    if call.service:
        figures.services[call.service] += 1
    if call.turns and call.outcome not in SET_APART:
        figures.requests += 1
        if call.outcome in RESOLVED:
            figures.resolved += 1
            figures.hidden += call.hidden
            if not call.called_again:
                figures.contained += 1
                if call.topic:
                    figures.topics_contained[call.topic] += 1
    figures.not_understood += call.not_understood
    if call.heard:
        figures.heard += call.heard
        figures.confidence += call.confidence
        figures.confidences[str(min(9, int(10 * call.confidence / call.heard)))] += 1
    if call.reason:
        figures.reasons[call.reason] += 1
        figures.results[call.result] += 1
        figures.handovers[f"{call.reason}/{call.result}"] += 1
    figures.asked += call.asked
    if call.score:
        figures.scores[str(call.score)] += 1


def peak(calls: Iterable[tuple[float, float]]) -> tuple[int, float]:
    """(most calls at once, when it was first so) of (start, length) in seconds.

    A call that ends at the very second another begins does not count beside it.
    """
    edges = sorted(chain.from_iterable(((start, 1), (start + length, -1)) for start, length in calls))
    now = highest = 0
    at = 0.0
    for moment, change in edges:
        now += change
        if now > highest:
            highest, at = now, moment
    return highest, at
