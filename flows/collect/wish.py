"""What a caller wants of an appointment, and of the slots that are offered."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.words import bare


class Wish(StrEnum):
    """What to do with an appointment."""

    BOOK = "book"
    CHANGE = "change"
    CANCEL = "cancel"


_CHANGE = re.compile(
    r"\b(?:changer|deplacer|decaler|reporter|modifier|empechement|avancer|repousser|remettre|change|deplace|decale"
    r"|reporte"
    r"|modifie)\b"
)
_CANCEL = re.compile(
    r"\b(?:annul\w*|supprim\w*|(?:ne )?(?:peux|pourrai|pourrais|viendrai|viens) (?:pas|plus)(?: venir)?"
    r"|desist\w*|renonc\w*)\b"
)
_APPOINTMENT = re.compile(r"\b(?:rendez vous|rdv|creneau|date|heure|venir|reservation)\b")
_LATER = re.compile(
    r"\b(?:plus tard|autres?|aucun\w*|suivants?|pas (?:possible|libre|disponible|la)|ni l un ni l autre"
    r"|rien de tout ca|ca (?:ne )?va pas|(?:convient|conviennent|arrange|peux) pas|non)\b"
)


def wish_of(text: str) -> Wish:
    """Book, unless the words speak of changing or cancelling an appointment."""
    words = bare(text)
    if not _APPOINTMENT.search(words):
        return Wish.BOOK
    if _CHANGE.search(words):
        return Wish.CHANGE
    return Wish.CANCEL if _CANCEL.search(words) else Wish.BOOK


def wants_later(text: str) -> bool:
    """Is none of what was offered wanted? "plus tard", "un autre jour", "aucun des trois"."""
    return bool(_LATER.search(bare(text)))
