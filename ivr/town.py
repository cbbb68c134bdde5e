"""From the settings to what the answers may quote."""

from __future__ import annotations

from ivr.settings import Settings
from knowledge.town import Closure, Service, TownFacts, WeeklyHours


def town_facts(settings: Settings) -> TownFacts:
    """The town as the knowledge side knows it."""
    town = settings.town
    return TownFacts(
        name=town.name,
        address=town.address,
        phone=town.phone,
        email=town.email,
        website=town.website,
        time_zone=town.time_zone,
        holiday_zone=town.holiday_zone,
        school_zone=town.school_zone,
        hours={name: WeeklyHours.parse(week.table()) for name, week in settings.hours.items()},
        break_hours={name: WeeklyHours.parse(week.table()) for name, week in settings.break_hours.items()},
        services={
            slug: Service(name=service.name, hours=service.hours)
            for slug, service in settings.services.items()
        },
        closures=tuple(
            Closure(service=closure.service, first=closure.first, last=closure.last, reason=closure.reason)
            for closure in settings.closures
        ),
        facts=settings.facts,
    )
