"""A street that only the other hypotheses name."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action
from flows.ask import Talk
from flows.booking import answered
from flows.collect.agreed_address import is_sure
from flows.collect.heard_address import heard_address
from flows.events import Event, Heard
from flows.reporting import FindStreet, StreetsFound


def naming_a_street(talk: Talk, heard: Heard) -> Generator[Action, Event, Heard]:
    """What was heard; what else it may have been, where that alone names a street, which is the town's:
    "devant chez moi, rue Pasteur" for "devant chez moi, c'est Pasteur". It is read back like any other.
    """
    address = talk.tongue.address
    if address.names_a_street(heard.text) or address.names_the_town_hall(heard.text):
        return heard
    other = next((text for text in heard.alternatives if address.names_a_street(text)), "")
    said = heard_address(talk.tongue, other) if other else None
    if said is None:
        return heard
    event = yield FindStreet(text=said.street, number=said.number)
    sure = is_sure(answered(event, StreetsFound).streets)
    return replace(heard, text=other, alternatives=()) if sure else heard
