"""Services that answer at any hour, emergencies among them, and whose every agent is away."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ivr.console.office import office

There = Mapping[str, Set[str]]
"""By service around the clock, the telephones (E.164) of those who take its calls."""


def around_the_clock() -> dict[str, tuple[str, ...]]:
    """The services that answer at any hour, and the telephones of their agents."""
    return {
        slug: tuple(service.agents)
        for slug, service in office().settings.services.items()
        if service.around_the_clock and service.agents
    }


def who_is_there() -> There:
    """Who takes the calls of each service around the clock now: a query for each of them."""
    book = office().availability
    return {
        slug: {one.phone for one in book.states(phones) if one.available}
        for slug, phones in around_the_clock().items()
    }


def nobody_left(there: There) -> list[str]:
    """Slugs of the services that answer around the clock, when nobody of theirs takes calls."""
    return [slug for slug, phones in there.items() if not phones]


def alone_for(phone: str, there: There) -> tuple[str, ...]:
    """Slugs of those that this telephone alone answers."""
    return tuple(slug for slug, phones in there.items() if phones == {phone})
