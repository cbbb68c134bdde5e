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
_WISHES = (
    r"(?:(?:bonjour|allo|oui|alors|euh|ben|bon|hello|hi|yes|well) )*"
    r"(?:(?:je|on|nous) (?:voulais|voulait|voulions|voudrais|veux|souhait\w+|pensais|comptais|venais"
    r"|demandais)"
    r"|j (?:aimerais|aurais (?:voulu|aime)|appel\w+ pour|avais (?:besoin|envie)|ai besoin)"
    r"|il (?:me|nous) fa\w+"
    r"|(?:c (?:est|etait) )?pour|une?|le|mon|i (?:just )?(?:wanted|want|needed|need|was going"
    r"|was calling|meant)"
    r"|i (?:would|d) (?:have )?like[d]?|an?|the|my)"
)
_TAKES_BACK = re.compile(
    rf"^(?P<wish>{_WISHES} (?:\w+ )+?)(?<!\bou )(?<!\bsi )(?<!\bor )(?:mais |et puis |puis |but )?"
    r"(?:(?:finalement|en fait|tout compte fait|actually) "
    r"(?:non|no|laissez tomber|laissez|pas la peine|plus besoin|never mind)|(?P<bare>mais non|but no)"
    r"|but never mind"
    r"|(?:mais|finalement) (?:c est|plus) (?:pas|plus|bon|la) (?:la )?peine|mais laissez tomber)"
    r"(?: (?:merci|c est bon|au revoir|thanks|thank you))*$"
)
_TELLS_MORE = re.compile(
    r"\b(?:en ligne|site|internet|online|website|dit|promis|ai|a|as|avais|avait|avez|aviez|ont|avaient"
    r"|est|sont|etait|ete|devait|deviez|said|told|have|had|has|was|is|tried|supposed)\b"
)
""""Je voulais un rendez-vous en ligne, mais non": it could not be had, and is wanted all the more."""


def wish_taken_back(text: str) -> str:
    """What is asked for and given up in one breath; empty for nothing.

    "Je voulais laisser un message, mais finalement non". Whether it is a wish for anything that the line does
    is for the caller to see: "j'ai essayé de payer en ligne, mais non" takes nothing back.
    """
    found = _TAKES_BACK.search(bare(text))
    if found is None or (found["bare"] and _TELLS_MORE.search(found["wish"])):
        return ""
    return found["wish"].strip()


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
