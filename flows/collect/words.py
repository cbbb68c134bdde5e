"""What a caller said, as bare words that parsers can walk through."""

from __future__ import annotations

import re
import unicodedata

from flows.understand import fold

_PIECE = re.compile(r"1ere?\b|\d+|[^\W\d_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae"})


def without_accents(text: str) -> str:
    """The same text in bare Latin letters: "février" is "fevrier"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def bare_words(text: str) -> list[str]:
    """Lower-case words without accents, apostrophes or hyphens; digits apart from letters.

    "Quatre-vingt-dix, l'après-midi à 14h30" gives quatre vingt dix l apres midi a 14 h 30.
    """
    return _PIECE.findall(without_accents(fold(text)))


def bare(text: str) -> str:
    """The same words, separated by single spaces."""
    return " ".join(bare_words(text))
