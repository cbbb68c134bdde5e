"""Which of the slots offered is told by its place in the list, in a sentence: "d'accord le deuxième"."""

from __future__ import annotations

import re

from flows.collect.words import bare

MOST_WORDS = 12
"""Words of a sentence that may tell a place: a longer one is about something else."""
_PLACES = (
    re.compile(r"premi\w+|1ere?|first"),
    re.compile(r"deuxi\w+|2e|2eme|seconde?"),
    re.compile(r"troisi\w+|3e|3eme|third"),
)
_LAST = re.compile(r"derni\w+|last")
_ORDINAL = (
    r"(?:premi(?:er|ere|ers)|1ere?|deuxiemes?|seconde?|troisiemes?|derni(?:er|ere)|first|second|third|last)"
)
_THING = (
    r"(?:creneau|rendez vous|rdv|choix|horaire|heure|proposition|date|possibilite|option|un|one|slot|time"
    r"|appointment|choice)"
)
_GOES_ON = (
    r"(?:plutot|alors|donc|oui|non|merci|s il|si|me|m|ira|sera|serait|va|irait|c est|ca|est|que vous"
    r"|finalement|en fait|mais|et|ou|pas|tiens|voila|aussi|please|then|would|will|is|s|suits|works|sounds"
    r"|looks|rather|instead|thanks|thank|you|that|i|not|and|or)"
)
"""What may follow a place: not a month, nor a day of the week."""
_TOLD = re.compile(
    rf"(?P<no>\b(?:pas|sauf|ni|non pas|not|except|but)(?: (?:pour|for|c est))? )?"
    rf"\b(?:le|la|les|du|au|the|numero|number) (?P<place>{_ORDINAL})(?: {_THING})?(?= {_GOES_ON}\b|$)"
)


def told_place(text: str, count: int) -> int | None:
    """The place from 0 that these words tell, out of `count`; None when they tell none, or several.

    "Le premier décembre", "le premier lundi", "pas le premier" tell none.
    """
    words = bare(text)
    if len(words.split()) > MOST_WORDS:
        return None
    told = {_index(found["place"], count) for found in _TOLD.finditer(words) if not found["no"]}
    place = told.pop() if len(told) == 1 else None
    return place if place is not None and place < count else None


def without_place(text: str) -> str:
    """The same words, in bare letters, but for the places they tell."""
    return " ".join(_TOLD.sub(" ", bare(text)).split())


def _index(said: str, count: int) -> int:
    if _LAST.fullmatch(said):
        return count - 1
    return next((index for index, place in enumerate(_PLACES) if place.fullmatch(said)), count)


_BEFORE = re.compile(
    r"\b(?:(?:celui|celle) (?:d|de) (?:juste )?avant|le precedent|(?:the )?(?:one before|previous(?: one)?))$"
)
_AFTER = re.compile(
    r"\b(?:(?:celui|celle) (?:d|de) (?:juste )?apres|le suivant"
    r"|(?:the )?(?:one after|next one|following one))$"
)


def told_beside(text: str) -> int:
    """-1 for "celui d'avant", 1 for "celui d'après", beside what was just read back; 0 for neither."""
    words = bare(text)
    return (1 if _AFTER.search(words) else 0) - (1 if _BEFORE.search(words) else 0)
