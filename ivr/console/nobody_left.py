"""Services that answer at any hour, emergencies among them, and whose every agent is away."""

from __future__ import annotations

from ivr.console.office import office


def nobody_left() -> list[str]:
    """Slugs of the services that answer around the clock, when nobody of theirs takes calls."""
    return [slug for slug, there in _there().items() if not there]


def alone_for(phone: str) -> tuple[str, ...]:
    """Slugs of those that this telephone (E.164) alone answers now."""
    return tuple(slug for slug, there in _there().items() if there == {phone})


def _there() -> dict[str, set[str]]:
    """By service around the clock, the telephones of those who take calls."""
    here = office()
    return {
        slug: {one.phone for one in here.availability.states(service.agents) if one.available}
        for slug, service in here.settings.services.items()
        if service.around_the_clock and service.agents
    }
