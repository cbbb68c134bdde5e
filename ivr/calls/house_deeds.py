"""Deeds that no caller asks for: what the house owes its services once a call has left something to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.actions import Action, Deed

Occasion = Literal["new", "late", "joined", "changed", "cancelled", "photo", "corrected"]


@dataclass(frozen=True, kw_only=True)
class NotifyService(Deed):
    """Write to a service about something that was left for it; the words are found when it is sent."""

    about: Literal["message", "callback", "report", "appointment"]
    item: str
    """Number of the message or callback; reference of the report or appointment."""
    occasion: Occasion = "new"
    witness: int = 0
    """Of a report that somebody joined: the deed by which they did."""


#: By name, for the outbox.
HOUSE_DEEDS: dict[str, type[Action]] = {kind.__name__: kind for kind in (NotifyService,)}
