"""Exceptions that speak of the same days of the same place: which of them the line follows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.town import EVERYWHERE, Closure, TownFacts

Because = Literal["particular", "later"]


@dataclass(frozen=True)
class Winner:
    """An exception that decides, on the days they share, in place of another."""

    closure: Closure
    because: Because
    """It concerns fewer places; or the same, and was declared later."""


def winners(closure: Closure, among: Sequence[Closure], town: TownFacts) -> list[Winner]:
    """Those that win over this one on days they share, as `OpeningHours` decides.

    `among`: every exception in the order of declaration, this very one included.
    """
    order = next((n for n, other in enumerate(among) if other is closure), len(among))
    found = []
    for n, other in enumerate(among):
        if other is closure or other.last < closure.first or closure.last < other.first:
            continue
        if other.service == closure.service:
            if n > order:
                found.append(Winner(other, "later"))
        elif _is_part(other.service, closure.service, town):
            found.append(Winner(other, "particular"))
    return found


def contradicted(closure: Closure, among: Sequence[Closure], town: TownFacts) -> bool:
    """Does it share days of its place with another, whichever wins?"""
    beaten = (other for other in among if other is not closure)
    return bool(winners(closure, among, town)) or any(
        winner.closure is closure for other in beaten for winner in winners(other, among, town)
    )


def _is_part(place: str, whole: str, town: TownFacts) -> bool:
    if whole == EVERYWHERE:
        return place != EVERYWHERE
    return place in town.services and town.services[place].hours == whole
