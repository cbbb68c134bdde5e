"""Cards that are no identity card: a resident's parking card, a residence permit, a library card."""

from __future__ import annotations

import re

from flows.collect.words import bare

_OTHER = (
    r"cartes? (?:de |d |du |des |pour )?(?:la |le |l |les )?"
    r"(?:resid\w+|sejour|stationnement|parking|grises?|vitales?|bancaires?|bleues?|credit|elector\w+|electeurs?"
    r"|vote|bus|transports?|train|abonnement|bibliotheque|mediatheque|piscine|dechett?eries?"
    r"|famill\w+ nombreuses?|invalidite|mobilite|handicap\w*|inclusion|priorite|senior|jeunes?|peche|chasse"
    r"|visite|professionnelles?|mutuelle|assurance|cantine|commercant|ambulant|combattant)\b"
)
_BEGINS, _HOLDS = re.compile(_OTHER), re.compile(rf"\b{_OTHER}")


def begins_with_other_card(text: str) -> bool:
    """Do the words begin with such a card: "cartes de résident et un passeport"?"""
    return _BEGINS.match(bare(text)) is not None


def names_other_card(text: str) -> bool:
    """Is such a card named anywhere in the words?"""
    return _HOLDS.search(bare(text)) is not None
