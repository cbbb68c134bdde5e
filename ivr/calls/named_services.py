"""Which service a caller's words name: by its own name first, else by the business they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.settings import Service
from knowledge.normalise import without_accents, words

_COMMON = frozenset(
    (
        *("le", "la", "les", "l", "de", "du", "des", "d", "et", "a", "au", "aux", "un", "une", "mairie"),
        *("service", "services", "bureau", "equipe", "centre", "ville", "vie", "action", "direction", "pole"),
    )
)
"""Words of many services' names: they tell none apart."""


_IN_ENGLISH = {
    "urbanisme": "planning permits building",
    "etat-civil": "registry registrar civil status births deaths marriages",
    "elections": "elections electoral voting",
    "scolaire": "school schools education",
    "petite-enfance": "nursery childcare creche",
    "voirie": "roads highways road highway",
    "proprete-dechets": "waste cleaning rubbish refuse",
    "police-municipale": "police",
    "social-ccas": "social welfare",
    "logement": "housing",
    "cimetiere": "cemetery",
    "culture-sport": "culture sports sport leisure",
    "accueil": "reception",
}
"""What the usual services are called in English; one that a town names otherwise is found by its business."""


def named_in_english(text: str, services: Mapping[str, Service]) -> str:
    """The slug of the one service that English words name; empty when none or several are."""
    said = set(_bare(text))
    named = [slug for slug in services if said & set(_IN_ENGLISH.get(slug, "").split())]
    return named[0] if len(named) == 1 else ""


def named_in(text: str, services: Mapping[str, Service]) -> str:
    """The slug of the one service that most words of its name are said of; empty when none or several are.

    "Je veux parler à l'état civil" is etat-civil, "la police" police-municipale.
    """
    said = set(_bare(text)) - _COMMON
    scores = {slug: len(said & _telling(slug, service)) for slug, service in services.items()}
    best = max(scores.values(), default=0)
    ahead = [slug for slug, score in scores.items() if score == best]
    return ahead[0] if best and len(ahead) == 1 else ""


def _telling(slug: str, service: Service) -> set[str]:
    return set(_bare(f"{slug.replace('-', ' ')} {service.name}")) - _COMMON


def _bare(text: str) -> list[str]:
    return [without_accents(word) for word in words(text)]
