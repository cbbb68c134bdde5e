"""Whoever will ring again later."""

from __future__ import annotations

import re

from flows.collect.words import bare

_WILL_RING = re.compile(
    r"^(?:(?:non|oui|bon|ben|merci|alors|d accord|ok|ecoutez|no|thanks|thank you|well) )*"
    r"(?:je (?:vais |vous )?rappell?er(?:ai)?\b(?! (?:pas|plus))"
    r"|je (?:vous |te )?rappelle(?: (?:apres|quand je saurai|tout a l heure))?(?: merci| au revoir)*$"
    r"|je (?:vous )?rappelle (?:plus tard|demain|lundi)\b"
    r"|i (?:ll|will) (?:call|ring|phone|try)(?: you)?(?: back| again)?(?: (?:later|tomorrow|on monday))?$)"
)
_TAKES_BACK = re.compile(
    r"^(?:\w+ ){2,}?(?:mais |et puis |puis |but )?(?:(?:finalement|en fait|tout compte fait|actually) "
    r"(?:non|no|laissez tomber|laissez|pas la peine|plus besoin|never mind)|mais non|but no|but never mind"
    r"|(?:mais|finalement) (?:c est|plus) (?:pas|plus|bon|la) (?:la )?peine|mais laissez tomber)"
    r"(?: (?:merci|c est bon|au revoir|thanks|thank you))*$"
)


def takes_back(text: str) -> bool:
    """ "Je voulais laisser un message, mais finalement non": asked for and given up in one breath."""
    return _TAKES_BACK.search(bare(text)) is not None


_AFTER_ALL_NOT = re.compile(
    r"(?:(?:ah|oh|euh|bon|non|mais|oui|well|oh) )*(?:finalement|en fait|tout compte fait|actually) (?:non|no)"
    r"(?: (?:merci|c est bon|rien|thanks|thank you))*"
)


def not_after_all(text: str) -> bool:
    """ "Finalement non", and nothing else."""
    return _AFTER_ALL_NOT.fullmatch(bare(text)) is not None


def will_ring(text: str) -> bool:
    """ "Je rappellerai demain", "je vous rappelle": neither a message, nor a callback, nor a visit now."""
    return _WILL_RING.search(bare(text)) is not None
