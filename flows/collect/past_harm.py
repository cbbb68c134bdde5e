"""Somebody who was hurt on another day: the problem is still there, and nobody is in danger for that."""

from __future__ import annotations

import re

_SOMEBODY = (
    r"(?:mere|pere|fils|fille|mari|femme|amie?s?|voisine?s?|enfants?|gamine?s?|petite?s?|bebe|frere|soeur"
    r"|dames?|monsieur|hommes?|gens|personnes?|quelqu un|elles?|ils?|on|passante?s?|cyclistes?|pietonne?s?"
    r"|pietons?|motards?|cliente?s?|collegue)"
)
_HURT = (
    rf"\b(?:{_SOMEBODY} (?:y )?(?:est|s est|sont|se sont|a) (?:\w+ )?(?:tombee?s?|renversee?s?)"
    r"|(?:je suis|j y suis) tombee?|(?:s est|se sont|me suis) (?:\w+ )?(?:blessee?s?|fait (?:tres )?mal)"
    r"|(?:etait|a ete|ont ete|ai ete) blessee?s?|eu un accident"
    r"|(?:mother|father|son|daughter|husband|wife|friend|neighbour|neighbor|child|kid|boy|girl|man|woman"
    r"|lady|somebody|someone|people|he|she|i|they) (?:fell|tripped|slipped|got hurt|was hurt"
    r"|was injured|(?:had|there was) an accident))\b"
)
_BEFORE_TODAY = (
    r"\b(?:hier|avant hier|l autre jour|l annee derniere|l an dernier"
    r"|(?:la semaine|le mois|le week end|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r" (?:derni\w+|passee?)|il y a (?:\w+ ){1,3}?(?:jours?|semaines?|mois|ans?)"
    r"|yesterday|the other day|last (?:week|month|year|night|\w+day)"
    r"|(?:\w+ ){1,2}(?:days?|weeks?|months?) ago)\b"
)
_PAST = re.compile(rf"{_HURT}(?: \w+){{0,6}}? {_BEFORE_TODAY}|{_BEFORE_TODAY}(?: \w+){{0,5}}? {_HURT}")
_STILL = re.compile(r"\b(?:maintenant|la tout de suite|toujours|encore|actuellement|bouge plus|now|still)\b")


def without_past_harm(words: str) -> str:
    """The same bare words, without who was hurt on a day that they say is past.

    "Le trottoir est défoncé, ma mère est tombée hier" leaves the pavement; a leg broken yesterday stays.
    """
    return words if _STILL.search(words) else _PAST.sub(" ", words)
