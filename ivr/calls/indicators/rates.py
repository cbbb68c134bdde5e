"""The indicators: each one a pure function of figures, with its definition and where it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ivr.calls.indicators.figures import Figures

Z_95 = 1.959964
"""Standard normal deviate that leaves 2.5 % on each side."""
SATISFIED = 4
"""Notes from this one up are of satisfied callers."""


@dataclass(frozen=True)
class Share:
    """A part of a whole, which may be empty."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true rate lies 95 times in 100, by Wilson's score interval; None of nothing.

        Source: E. B. Wilson, "Probable inference", Journal of the American Statistical Association, 1927.
        It stays between 0 and 1, and honest for a handful of cases, which the usual formula does not.
        """
        if not self.of:
            return None
        rate, z2 = self.count / self.of, Z_95**2
        middle = rate + z2 / (2 * self.of)
        spread = Z_95 * math.sqrt(rate * (1 - rate) / self.of + z2 / (4 * self.of**2))
        scale = 1 + z2 / self.of
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def containment(figures: Figures) -> Share:
    """Requests settled by the line, without a person, and whose caller did not call again within 24 hours.

    Of: calls in which something was said or keyed, emergencies set apart. A message or a callback is no
    containment: a person has to go on. Source: outcome of the call's record; numbers of the calls.
    """
    return Share(figures.contained, figures.requests)


def resolution(figures: Figures) -> Share:
    """The same before the correction: what containment would be if nobody had to call again."""
    return Share(figures.resolved, figures.requests)


def abandons(figures: Figures) -> Share:
    """Calls that the caller ended before anything came of them, of all calls.

    Source: outcome "abandoned": hung up, or lost, before an answer, a message or a person.
    """
    return Share(figures.outcomes["abandoned"], figures.calls)


def unanswered(figures: Figures) -> Share:
    """Calls that were heard out without an answer, of all calls. Source: outcome "unanswered"."""
    return Share(figures.outcomes["unanswered"], figures.calls)


def transferred(figures: Figures) -> Share:
    """Calls that a person took, of all calls. Source: outcome "transferred"."""
    return Share(figures.outcomes["transferred"], figures.calls)


def reached(figures: Figures) -> Share:
    """Callers who got the person they were to be put through to, of those who were to be.

    Source: the last attempt of each call (TransferEnded), closed services included.
    """
    return Share(figures.results["answered"], sum(figures.results.values()))


def satisfaction(figures: Figures) -> Share:
    """Notes of 4 or 5, of the notes given. Source: the question at the end of the call."""
    happy = sum(count for score, count in figures.scores.items() if int(score) >= SATISFIED)
    return Share(happy, sum(figures.scores.values()))


def mean_score(figures: Figures) -> float | None:
    """Mean of the notes given, 1 to 5; None without any."""
    given = sum(figures.scores.values())
    return sum(int(score) * count for score, count in figures.scores.items()) / given if given else None


def responses(figures: Figures) -> Share:
    """Callers who gave a note, of those who were asked for one. Satisfaction means little when it is low."""
    given = sum(figures.scores.values())
    return Share(given, max(figures.asked, given))


def mean_seconds(figures: Figures) -> float | None:
    """Mean time on the line, in seconds, an agent's conversation included; None without a call."""
    return figures.seconds / figures.calls if figures.calls else None


def mean_confidence(figures: Figures) -> float | None:
    """Mean confidence of the recogniser over all utterances with words, 0 to 1; None without any.

    It is the recogniser's own opinion: below 0.7, listen to a few calls. Source: Heard events.
    """
    return figures.confidence / figures.heard if figures.heard else None


def minutes_saved(figures: Figures, minutes_per_call: float) -> float:
    """Agents' minutes not spent: contained requests, times the minutes an agent spends on such a call.

    `minutes_per_call` is the town's own ([indicators] minutes_per_call): time to answer, speak and note.
    """
    return figures.contained * minutes_per_call
