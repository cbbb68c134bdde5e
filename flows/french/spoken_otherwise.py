"""French for being spoken to otherwise: slower, louder, faster, again, whatever else is said of oneself."""

from __future__ import annotations

import re

from flows.commands import Command

_SPOKEN_TO = (
    (Command.FASTER, re.compile(r"\bparle[rz] (un peu |beaucoup |bien )?plus vite\b")),
    (
        Command.SLOWER,
        re.compile(
            r"\bparle[rz] (un peu |bien |plus |moins |très |tout )*(doucement|lentement|vite)\b"
            r"|\bparle[rz] pas (si|trop) vite\b"
            r"|\barticule[rz]\b"
        ),
    ),
    (
        Command.LOUDER,
        re.compile(
            r"\bje suis un (petit )?peu (sourde?|malentendante?|dure? d'oreille|dure? de la feuille)\b"
            r"|\bparle[rz] (un peu |bien |plus |très )*fort\b"
            r"|\b(répéter|répétez|redire) (\w+ ){0,3}plus fort\b"
        ),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"^(?!.* sourde?\b)((allô|pardon|excusez moi|euh|madame|est ce que) )*"
            r"(vous pouvez|pouvez vous|vous pourriez|pourriez vous) (me |le |la )?(répéter|redire)"
            r"( (ça|la question|la fin|le début|encore|madame|monsieur|s'il vous plaît))*"
            r" (je|j') ?(\w+'?\w* ){0,5}(entendue?|entends|compris|saisi)\b"
        ),
    ),
)
_LONGEST = 12
"""Words of a sentence that is about how it is spoken."""


def spoken_to_otherwise(folded: str, words: int) -> Command | None:
    """The way of speaking that a folded sentence asks for, if it does; `words`: how many it has."""
    if words > _LONGEST:
        return None
    return next((kind for kind, pattern in _SPOKEN_TO if pattern.search(folded)), None)
