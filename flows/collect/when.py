"""What a caller says of when, in any language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from flows.collect.calendar_days import Problem


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
    but: tuple[date, ...] = ()
    """Days refused."""
    parts: tuple[When, ...] = ()
    """Of which one must hold as well, when there are any: "lundi matin ou mardi après-midi"."""
    problem: Problem = ""

    @property
    def day(self) -> date | None:
        """The one day that was said, if it is one."""
        return self.first if self.first == self.last else None
