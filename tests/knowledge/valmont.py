"""The small town the knowledge tests speak of, and short ways to make articles and moments."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from knowledge.articles import Article
from knowledge.town import Closure, Service, TownFacts, WeeklyHours

PARIS = ZoneInfo("Europe/Paris")

FULL_DAY = ["08:30-12:00", "13:30-17:30"]

TOWN = TownFacts(
    name="Valmont",
    address="1 place de la République",
    phone="04 65 71 00 00",
    email="mairie@valmont.example",
    website="https://valmont.example",
    school_zone="A",
    hours={
        "mairie": WeeklyHours.parse(
            {
                **dict.fromkeys(("monday", "tuesday", "wednesday"), FULL_DAY),
                "thursday": ["08:30-12:00", "13:30-19:00"],
                "friday": ["08:30-12:00", "13:30-16:30"],
                "saturday": ["09:00-12:00"],
            }
        ),
        "urbanisme": WeeklyHours.parse({"monday": ["08:30-12:00"], "wednesday": FULL_DAY}),
        "mediatheque": WeeklyHours.parse(
            {"tuesday": ["14:00-18:30"], "saturday": ["10:00-12:30", "14:00-17:00"]}
        ),
        "piscine": WeeklyHours.parse({"wednesday": ["10:00-18:00"], "sunday": ["09:00-13:00"]}),
        "musee": WeeklyHours.parse({}),
    },
    break_hours={"piscine": WeeklyHours.parse({"monday": ["10:00-20:00"], "wednesday": ["10:00-18:00"]})},
    services={
        "accueil": Service(name="l'accueil de la mairie"),
        "etat-civil": Service(name="le service état civil"),
        "urbanisme": Service(name="le service urbanisme", hours="urbanisme"),
        "police-municipale": Service(name="la police municipale"),
        "archives": Service(name="les archives"),
        "culture-sport": Service(name="le service culture"),
    },
    closures=(
        Closure(
            service="mairie",
            first=date(2026, 12, 24),
            last=date(2026, 12, 26),
            reason="les fêtes de fin d'année",
        ),
    ),
    facts={"encombrants_phone": "04 65 71 00 70"},
)


def at(text: str) -> datetime:
    """A moment in the town's time: "2026-11-23 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


MONDAY = at("2026-11-23 10:00")
"""A Monday morning with nothing particular about it."""


def article(slug: str = "passeport", **fields: object) -> Article:
    """A correct article, some of its fields given."""
    values: dict[str, object] = {
        "slug": slug,
        "title": "Demander un passeport",
        "offer": "un passeport",
        "service": "etat-civil",
        "spoken": "Prenez rendez-vous.",
        "source": "la commune",
        "as_of": date(2026, 11, 1),
        **fields,
    }
    return Article(**values)  # type: ignore[arg-type]
