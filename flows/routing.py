"""What a transfer asks for and learns of agents, and of callers who wait, by the conventions of `actions`.

A `WaitInQueue` is performed by the channel, as a `Transfer` is: the caller hears music and may press keys,
and the flow is told only when something changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.actions import Action, Query
from flows.events import Event, Pressed

RECEPTION = "accueil"
"""The service that takes what belongs to no other."""
ON_CALL = "astreinte"
"""The service that answers dangers at any hour; the reception stands in for a town without one."""
AgentsState = Literal["free", "engaged", "full", "away"]


@dataclass(frozen=True, kw_only=True)
class FindAgents(Query):
    """Who of a service can be rung for this caller now? Answered by AgentsFound."""

    service: str


@dataclass(frozen=True, kw_only=True)
class AgentsFound(Event):
    """Outcome of FindAgents."""

    state: AgentsState = "free"
    """free: a telephone can ring at once; engaged: everybody speaks to somebody, and the caller may wait;
    full: the same, and nobody waits here; away: there is nobody to wait for."""
    position: int = 1
    """The caller's place in the line, were they to wait."""


@dataclass(frozen=True, kw_only=True)
class FindService(Query):
    """Which service do these words name, or speak of what it does? Answered by ServiceFound."""

    text: str
    language: str = "fr"


@dataclass(frozen=True, kw_only=True)
class ServiceFound(Event):
    """Outcome of FindService."""

    service: str = ""
    """Its slug; empty when the words point to none."""


@dataclass(frozen=True, kw_only=True)
class WaitInQueue(Action):
    """Keep the caller waiting for an agent. Answered by QueueMoved, AgentFreed, QueueEnded or Pressed."""

    service: str
    position: int
    """The place that the caller was told last, from 1."""


@dataclass(frozen=True, kw_only=True)
class QueueMoved(Event):
    """The caller's place changed, or it is time to say it again."""

    position: int


@dataclass(frozen=True, kw_only=True)
class AgentFreed(Event):
    """It is this caller's turn, and somebody can be rung."""


@dataclass(frozen=True, kw_only=True)
class QueueEnded(Event):
    """There is nothing to wait for any more."""

    reason: Literal["too_long", "away"]


#: The action of the channel's and what answers it; `registry` joins it to those of any call.
ANSWERED_BY: dict[type[Action], tuple[type[Event], ...]] = {
    WaitInQueue: (QueueMoved, AgentFreed, QueueEnded, Pressed),
}
ACTIONS: dict[str, type[Action]] = {"WaitInQueue": WaitInQueue}
EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in (QueueMoved, AgentFreed, QueueEnded)}
