"""Somebody has nowhere to sleep tonight, and tells it in their own words: "je dors dehors ce soir"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_WHEN = r"(?:ce soir|cette nuit|la nuit|aujourd hui|demain|depuis \w+|maintenant)"
_WE = r"(?:j|je|on|nous|moi)"
_ROOFLESS = re.compile(
    rf"\b{_WE} (?:n )?(?:ai|a|avons|avais) (?:plus|pas)(?: du tout)? (?:de|un) toit(?! qui)\b"
    r"|\b(?:suis|est|sommes|etre|me retrouve|se retrouve|nous retrouvons) (?:\w+ )?sans toit\b"
    r"|\bsans toit (?:ce soir|cette nuit|pour (?:la nuit|ce soir))"
    r"|\b(?:sais|sait|savons|savoir) (?:\w+ )?(?:pas |plus )?(?:ou|chez qui)"
    r" (?:(?:aller|pouvoir|je vais|on va) )?(?:dormir|passer la nuit|coucher)\b"
    r"|\b(?:rien|nulle part|personne|pas d endroit|plus d endroit|pas de place)"
    r" (?:pour|ou|chez qui) (?:dormir|passer la nuit|coucher)\b"
    r"|\bou (?:je (?:peux|vais|pourrais)|on (?:peut|va)|puis je) (?:dormir|passer la nuit)\b"
    rf"|\b(?:je|on|nous) (?:\w+ ){{0,2}}?(?:dors|dort|dormons|dormir|couche|passe la nuit|passer la nuit) "
    rf"(?:{_WHEN} )?(?:dehors|dans la rue|a la rue)\b"
    r"|\bi (?:have|ve got) (?:nowhere|no place) to (?:sleep|stay)\b"
    r"|\bi (?:don t|do not) know where to sleep\b|\bi (?:am|m) sleeping (?:outside|rough)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:animal|animaux|chat|chatte|chien|chienne|camping|tente|camper|vacances|hotel|gite|touristes?|terrasse"
    r"|balcon|garage|jardin|cheval|hotels?|bruit|musique|scouts?)\b"
)
""" "Je sais pas où dormir en vacances": a place to stay, and no roof that is lacking."""
_ASKED = {"fr": "hébergement pour cette nuit", "en": "help from social services"}


def is_roofless(words: str) -> bool:
    """Does somebody say that they have no roof?"""
    said = bare(words)
    return _ROOFLESS.search(said) is not None and _OTHERWISE.search(said) is None


def shelter_asked(language: str) -> str:
    """Words that any base that tells of a shelter understands."""
    return _ASKED.get(language, _ASKED["fr"])
