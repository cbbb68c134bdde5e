"""Who calls: numbers that nobody has, some of them often, some again soon because nothing came of it."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass, field

from ivr.simulator.past_year.said import Wording

_FICTION = ("+3363998", "+3346571", "+3319900", "+3326191", "+3335301", "+3353649")
"""Prefixes that the Arcep keeps for fiction: nobody answers behind them."""
HIDDEN = 0.06
AGAIN_SECONDS = (600.0, 20 * 3600.0)
"""How soon those who got nothing call again."""


@dataclass(order=True)
class _Again:
    moment: float
    caller: str = field(compare=False)
    wording: Wording | None = field(compare=False)


class People:
    """The callers of a town, and those among them who will call again."""

    def __init__(self, count: int, chance: random.Random) -> None:
        self._chance = chance
        numbers = {self._number() for _ in range(count)}
        self._numbers = sorted(numbers)
        chance.shuffle(self._numbers)
        self._again: list[_Again] = []

    def next(self, moment: float) -> tuple[str, Wording | None]:
        """Who calls at this moment, with the question that brings them back, if one does."""
        if self._again and self._again[0].moment <= moment:
            back = heapq.heappop(self._again)
            return back.caller, back.wording
        if self._chance.random() < HIDDEN:
            return "", None
        # Squared: a few people call every week, most of them once a year.
        return self._numbers[int(len(self._numbers) * self._chance.random() ** 2)], None

    def comes_back(self, caller: str, moment: float, wording: Wording | None) -> None:
        """Nothing came of the call: its caller tries again within the day."""
        if caller:
            soon = moment + self._chance.uniform(*AGAIN_SECONDS)
            heapq.heappush(self._again, _Again(soon, caller, wording))

    def _number(self) -> str:
        prefix = self._chance.choice(_FICTION)
        return f"{prefix}{self._chance.randrange(1000, 10_000)}"
