"""Where a report is, as whoever goes there reads it: the street, and what was said of the place beyond it."""

from __future__ import annotations

import re

from flows.collect.numbers import with_digits
from flows.collect.words import bare_words
from flows.tongues import tongue_of

_NOTHING_MORE = frozenset(
    re.findall(
        r"\w+",
        " a ai alors at au aux bah bas ben bis bon c ca cote d dans de devant du en"
        " est et euh eh face front h il in is it l la le les me mon my near next"
        " niveau no non number numero of on oui outside par plutot quater s se sur ter that the there to"
        " trouve une un va vers voila well y yes rue street road",
    )
)
"""Words that tell nothing more of a place than its street and its number do."""
_LEAST_ALIKE = 3
"""Letters of a word that may be another one of the street's, in the plural or cut short."""


def written_where(street: str, number: str, said: str, language: str = "fr") -> str:
    """ "12 rue Pasteur", and the caller's words after it where they tell more: a corner, a shop, a floor.

    `street`: empty when only the words are known; they are the whole of the place then.
    """
    written = f"{number} {street}".strip() if street else ""
    if written and said and _tells_more(said, street, number, language):
        return f"{written} (« {said} »)"
    return written or said


def _tells_more(said: str, street: str, number: str, language: str) -> bool:
    digits = tongue_of(language).digits
    known = bare_words(street)
    return any(
        not (word in _NOTHING_MORE or (number and word.isdecimal()) or _one_of(word, known))
        for word in bare_words(with_digits(digits(said)))
    )


def _one_of(word: str, known: list[str]) -> bool:
    """Is it a word of the street's name, but for its ending: "ecole" of "rue des Écoles"?"""
    return any(
        word == name
        or (len(word) >= _LEAST_ALIKE and (name.startswith(word) or word.startswith(name)) and len(name) > 2)
        for name in known
    )
