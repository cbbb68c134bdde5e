"""What a stretch of French says about days, and the means to read it: patterns tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.town import TownFacts

PeriodKind = Literal["weekend", "week", "next_week", "month", "break", "range"]


@dataclass(frozen=True)
class Period:
    """Several days in a row."""

    first: date
    last: date
    kind: PeriodKind
    name: str = ""
    """Of a school holiday: "vacances de Noël"."""


@dataclass(frozen=True)
class Said:
    """What a stretch of words says about days; exactly one of these."""

    days: tuple[date, ...] = ()
    period: Period | None = None
    weekdays: tuple[int, ...] = ()
    """Days of the week in general, Monday 0: "le samedi"."""
    bank_holidays: bool = False
    """ "les jours fériés"."""
    impossible: bool = False
    """A date that does not exist: "le trente février"."""
    unknown_break: bool = False
    """School holidays whose dates are not known."""


Reading = Callable[["re.Match[str]", date, TownFacts], Said]
"""What a match means, said on that day in that town."""


class Readings:
    """Ways of saying days, in the order they are tried: a longer one before the shorter it contains."""

    def __init__(self) -> None:
        self._readings: list[tuple[re.Pattern[str], Reading]] = []

    def reads(self, *patterns: str) -> Callable[[Reading], Reading]:
        """Register a reading for the plain words that match one of the patterns."""

        def register(reading: Reading) -> Reading:
            self._readings.append((re.compile(rf"\b(?:{'|'.join(patterns)})\b"), reading))
            return reading

        return register

    def apply(self, words: str, today: date, town: TownFacts) -> tuple[list[Said], str]:
        """Everything plain words say about days, and the words left over."""
        found: list[Said] = []
        for pattern, reading in self._readings:
            while (match := pattern.search(words)) is not None:
                found.append(reading(match, today, town))
                words = f"{words[: match.start()]} {words[match.end() :]}"
        return found, " ".join(words.split())


def coming(dated: Callable[[int], date], today: date) -> date:
    """The first such day, one a year, that is not past."""
    day = dated(today.year)
    return day if day >= today else dated(today.year + 1)
