"""An option of the line's own, said again: "une urgence", offered "une fuite ou une urgence"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.choosing import Option
from flows.understand import fold

_BEFORE = re.compile(
    r"^(?:(?:c'est|pour|oui|euh|ben|bah|alors|plutôt|donc|bon|là|mais|je dirais"
    r"|je (?:crois|pense) que c'est|it's|yes|well|for) )+"
)
_AFTER = re.compile(
    r"(?: (?:je (?:ne )?sais pas(?: trop)?|je crois|je pense|je dirais|s'il (?:vous|te) plaît|merci|plutôt"
    r"|madame|monsieur|i think|i guess|i don't know|please))+$"
)
_DETERMINERS = frozenset(("un", "une", "le", "la", "les", "l", "d", "de", "du", "des", "a", "an", "the"))
_LEAST_LETTERS = 4
"""Letters of a word that tells an option."""


def option_repeated(text: str, options: Sequence[Option]) -> int | None:
    """Index of the one option some of whose label is said, word for word, and nothing beside it.

    Whoever repeats a word that the line has just offered means what was offered, be it "une urgence".
    """
    said = _words(_AFTER.sub("", _BEFORE.sub("", fold(text))))
    if not any(len(word) >= _LEAST_LETTERS for word in said):
        return None
    holders = [place for place, option in enumerate(options) if _holds(_words(option.label), said)]
    return holders[0] if len(holders) == 1 else None


def _words(text: str) -> list[str]:
    return [word for word in fold(text).replace("'", " ").split() if word not in _DETERMINERS]


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words)))
