"""Whether SMS are wanted after all: "finalement pas de SMS", "si, envoyez-moi le SMS"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_TEXT = r"(?:sms|textos?|texts?|text messages?)"
_REFUSED = re.compile(
    rf"\b(?:pas|plus|sans|annul\w+|arret\w+|supprim\w+|inutile) (?:\w+ ){{0,4}}{_TEXT}\b"
    rf"|\b{_TEXT} (?:c est |ca )?(?:inutile|pas la peine|non merci)\b"
    r"|\b(?:(?:ai|avons) (?:pas|plus) de|sans) (?:portable|mobile|telephone)\b"
    r"|\b(?:no|don t have a|haven t got a) (?:mobile|cell ?phone)\b"
    rf"|\b(?:no|not|without|stop|cancel|don t|do not) (?:\w+ ){{0,3}}{_TEXT}\b"
)
_WANTED = re.compile(
    rf"\b(?:envo\w+|mett\w+|mets|veux|voudrais|prends|prevenez|previens|finalement|quand meme|d accord|oui|si"
    rf"|send|want|like|have|yes|actually) (?:\w+ ){{0,5}}{_TEXT}\b|\b(?:text me|send me texts)\b"
)
_LONGEST = 10
"""Words of such a wish; a longer sentence tells something else."""


def text_wish(text: str) -> bool | None:
    """True: SMS are wanted; False: they are not; None: the words say nothing of it."""
    words = bare(text)
    if len(words.split()) > _LONGEST:
        return None
    if _REFUSED.search(words):
        return False
    return True if _WANTED.search(words) else None
