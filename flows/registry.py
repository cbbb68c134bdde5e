"""Every event and action there is: those of any conversation, and those of the services' flows."""

from __future__ import annotations

from flows import actions, events, routing, service_registry
from flows.actions import Action
from flows.events import Event

#: Actions a flow waits on, and what answers them; every other action is performed and the flow goes on.
ANSWERED_BY: dict[type[Action], tuple[type[Event], ...]] = {
    **actions.ANSWERED_BY,
    **service_registry.ANSWERED_BY,
    **routing.ANSWERED_BY,
}

#: By name, for the log.
ACTIONS: dict[str, type[Action]] = {**actions.ACTIONS, **service_registry.ACTIONS, **routing.ACTIONS}
EVENTS: dict[str, type[Event]] = {**events.EVENTS, **service_registry.EVENTS, **routing.EVENTS}
