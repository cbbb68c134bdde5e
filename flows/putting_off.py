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


def will_ring(text: str) -> bool:
    """ "Je rappellerai demain", "je vous rappelle": neither a message, nor a callback, nor a visit now."""
    return _WILL_RING.search(bare(text)) is not None
