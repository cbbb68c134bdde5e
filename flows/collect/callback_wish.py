"""What a caller wants of a callback that was promised: to move it, give it up, or hear why none came."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.words import bare


class CallbackWish(StrEnum):
    """What to do with a callback that was agreed before."""

    MOVE = "move"
    CANCEL = "cancel"
    MISSED = "missed"
    """It did not come, or was not answered."""


_RAPPEL = r"(?:rappel|call ?back)"
_VISIT = re.compile(r"\b(?:rendez vous|rdv|creneau|appointment|booking|sms|texto)\b")
"""The reminder of a visit is no callback."""
_PATTERNS = {
    CallbackWish.MISSED: re.compile(
        r"\b(?:personne|aucun agent)\b(?: \w+){0,2} (?:m|nous) (?:a|avait) (?:encore |toujours |jamais )*"
        r"(?:rappele|recontacte|appele)\b"
        r"|\b(?:m|nous) (?:a|ont|avez|avait|aviez) (?:toujours |encore )*(?:pas|jamais) (?:encore )?"
        r"(?:rappele|recontacte)"
        r"|\b(?:ai|avons) (?:toujours |encore )*(?:pas|jamais) (?:encore )?ete (?:rappele|recontacte)e?s?\b"
        r"|\b(?:ai|avons) (?:rate|manque|loupe|pas (?:pu (?:prendre|repondre a)|entendu|vu|eu))"
        r" (?:votre|vos|l|un|cet|son|leur) (?:appel|coup de (?:fil|telephone)|rappel)\b"
        r"|\battends? (?:toujours |encore )*(?:votre|un|mon|le|son) (?:rappel|coup de (?:fil|telephone))\b"
        r"|\b(?:on|vous|quelqu un) (?:devait|deviez) (?:me|m|nous)"
        r" (?:rappeler|recontacter|appeler|telephoner)\b"
        r"|\bvous m avez (?:appelee?|telephone)\b"
        r"|\b(?:essaye|tente) de (?:me|m|nous) (?:joindre|appeler|contacter)\b"
        r"|\b(?:eu|recu) un appel (?:\w+ ){0,2}?(?:de votre part|de la mairie|de chez vous)\b"
        r"|\bm a appelee? de la mairie\b"
        r"|\byou (?:called|rang|phoned|tried to (?:call|reach|ring)) me\b"
        r"|\b(?:had|got) a call from (?:you|the town hall)\b"
        r"|\bwere (?:supposed|going) to (?:call|ring|phone) me\b"
        r"|\b(?:nobody|no one|noone|you (?:never|haven t)|they (?:never|haven t)) (?:has |have |ever )*"
        r"(?:called|rang|rung|phoned)\b|\b(?:missed|miss) (?:your|a|the) call\b"
        r"|\bstill waiting for (?:your|a|the|my) call"
    ),
    CallbackWish.CANCEL: re.compile(
        rf"\b(?:annul\w*|supprim\w*|cancel\w*)\b(?: \w+){{0,4}} {_RAPPEL}\b"
        r"|\b(?:plus|pas) (?:besoin|la peine|necessaire|utile)\b.*\b(?:rappel\w*|recontact\w*)\b"
        r"|\b(?:me|nous) rappelez (?:pas|plus)\b|\brappelez (?:moi|nous) (?:pas|plus)$"
        r"|\b(?:veux|voudrais|souhaite) (?:plus|pas) (?:qu on me rappelle|etre rappelee?)\b"
        r"|\b(?:don t|no longer|not) (?:need|want)\b.*\b(?:call|ring|phone|called|call ?back)\b.*\bback\b"
        r"|\bdon t (?:call|ring|phone) me back\b"
    ),
    CallbackWish.MOVE: re.compile(
        rf"\b(?:chang\w*|deplac\w*|decal\w*|report\w*|modifi\w*|avanc\w*|repouss\w*|move|reschedule"
        rf"|postpone)\b(?: \w+){{0,5}} {_RAPPEL}\b"
        rf"|\b{_RAPPEL}\b.*\b(?:plutot|instead|rather|better|mieux)\b"
        r"|\brappele[rz]? (?:moi |nous )?plutot\b|\brappele[rz] (?:moi|nous)\b.*\bplutot\b"
        r"|\b(?:call|ring|phone) me back\b.*\b(?:instead|rather)\b"
        r"|\brather (?:be )?(?:called|rung|phoned) back\b"
    ),
}


def callback_wish(text: str) -> CallbackWish | None:
    """What these words want of a callback agreed before; None when they speak of none."""
    words = bare(text)
    if _VISIT.search(words):
        return None
    return next((wish for wish, pattern in _PATTERNS.items() if pattern.search(words)), None)
