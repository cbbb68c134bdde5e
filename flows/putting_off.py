"""Whoever will ring again later."""

from __future__ import annotations

import re

from flows.collect.words import bare

_WILL_RING = re.compile(
    r"^(?:(?:non|oui|bon|ben|merci|alors|d accord|ok|ecoutez|no|thanks|thank you|well) )*"
    r"(?:je (?:vais |vous )?rappell?er(?:ai)?\b(?! (?:pas|plus(?! tard)\b))"
    r"|je (?:vous |te )?rappelle(?: (?:apres|quand je saurai|tout a l heure))?(?: merci| au revoir)*$"
    r"|je (?:vous )?rappelle (?:plus tard|demain|lundi)\b"
    r"|i (?:ll|will) (?:call|ring|phone|try)(?: you)?(?: back| again)?(?: (?:later|tomorrow|on monday))?$)"
)


def will_ring(text: str) -> bool:
    """ "Je rappellerai demain", "je vous rappelle": neither a message, nor a callback, nor a visit now."""
    return _WILL_RING.search(bare(text)) is not None


_MUST_SEE = re.compile(
    r"\b(?:je dois|il faut que (?:je|j)|faut que (?:je|j)|je vais|il faudrait que (?:je|j)|je prefere)"
    r" (?:en |d abord |avant )*(?:demande\w*|parle\w*|voi[rs]|vois|regarde\w*|verifie\w*|consulte\w*)"
    r" (?:avec |a |au |aux )?(?:mon|ma|mes|notre|nos|quelqu un)\b"
    r"|\b(?:i (?:have|need) to|i must|let me|i ll) (?:ask|check|see|talk)(?: (?:with|to))?"
    r" (?:my|our|someone)\b"
)


def must_see_first(text: str) -> bool:
    """ "Je dois demander à mon mari", "il faut que je regarde mon agenda": nothing can be chosen yet."""
    return _MUST_SEE.search(bare(text)) is not None
