"""How fast the network learns, from the first step to the last minute."""

from __future__ import annotations

import math
from dataclasses import dataclass

WARMING = 150
"""Steps from nothing to the highest rate."""
FLAT = 0.15
"""Share of the time at the highest rate; then half a cosine down."""
LEAST = 0.003
"""Of the highest rate, at the end."""


@dataclass(frozen=True)
class Schedule:
    """A training of so many seconds, whatever the number of steps they hold."""

    seconds: float
    peak: float
    """Highest learning rate."""

    def rate(self, step: int, spent: float) -> float:
        """The learning rate at a step, so many seconds in."""
        share = min(1.0, spent / self.seconds)
        falling = 1.0 if share < FLAT else 0.5 * (1 + math.cos(math.pi * (share - FLAT) / (1 - FLAT)))
        return self.peak * min(1.0, (step + 1) / WARMING) * (falling + LEAST)
