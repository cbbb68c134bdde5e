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
_COMMON_EN = frozenset(
    (
        *("the", "a", "an", "of", "and", "for", "in", "to", "town", "hall", "city", "service", "services"),
        *("office", "department", "desk", "team", "centre", "center", "municipal", "local"),
    )
)


def named_in(text: str, services: Mapping[str, Service], language: str = "fr") -> str:
    """The slug of the one service that most words of its name are said of; empty when none or several are.

    "Je veux parler à l'état civil" is etat-civil, "la police" police-municipale; in English the services are
    known by `name_en` and `words_en`.
    """
    telling = _telling_in_english if language == "en" else _telling
    said = set(_bare(text))
    scores = {slug: len(said & telling(slug, service)) for slug, service in services.items()}
    best = max(scores.values(), default=0)
    ahead = [slug for slug, score in scores.items() if score == best]
    return ahead[0] if best and len(ahead) == 1 else ""


def _telling(slug: str, service: Service) -> set[str]:
    return set(_bare(f"{slug.replace('-', ' ')} {service.name}")) - _COMMON


def _telling_in_english(slug: str, service: Service) -> set[str]:
    del slug  # French
    return set(_bare(" ".join((service.name_en, *service.words_en)))) - _COMMON_EN


def _bare(text: str) -> list[str]:
    return [without_accents(word) for word in words(text)]
