"""The story of a call as it unfolds: who did what, when, and how long the other waited."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "says",
    "presses",
    "silence",
    "hangs_up",
    "drops",
    "recognised",
    "found",
    "line",
    "transfer",
    "transferred",
    "message",
    "text",
    "resumed",
    "failed",
]


@dataclass(frozen=True)
class Moment:
    """One thing that happened."""

    at: float
    """Seconds since the call began."""
    kind: Kind
    text: str
    key: str = ""
    """Prompt, service, outcome or decision, as `Fact` has them."""


@dataclass(frozen=True)
class Delay:
    """From the end of the caller's last sound, or key, to the first sound of the line's answer."""

    at: float
    """Call seconds of that first sound."""
    seconds: float
    after: str
    """What the caller had said."""


@dataclass(frozen=True)
class Silence:
    """The line owed the caller something, and nothing was heard."""

    at: float
    """Call seconds at which it ended."""
    seconds: float


class Journal:
    """Moments in order, and what was measured on the way."""

    def __init__(self, told: Callable[[Moment | Delay], None] = lambda row: None) -> None:
        """`told` learns of each moment and delay at once."""
        self._told = told
        self.moments: list[Moment] = []
        self.delays: list[Delay] = []
        self.interruptions: list[float] = []
        """For each time the caller spoke over a prompt: seconds until the line was silent."""
        self.longest_silence = Silence(0.0, 0.0)
        """The longest that the caller was left without a sound while it was not their turn to speak."""
        self.cut_offs = 0
        """Times the line began to speak before the caller had finished."""

    def note(self, at: float, kind: Kind, text: str, key: str = "") -> None:
        """Add what just happened."""
        self.moments.append(Moment(at, kind, text, key))
        self._told(self.moments[-1])

    def answered(self, at: float, seconds: float, after: str) -> None:
        """The line's answer began, so many seconds after the caller's last sound."""
        self.delays.append(Delay(at, seconds, after))
        self._told(self.delays[-1])

    def silent(self, at: float, seconds: float) -> None:
        """The line was silent for so long, up to this moment, while something was expected of it."""
        if seconds > self.longest_silence.seconds:
            self.longest_silence = Silence(at, seconds)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of the values do not exceed; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
