"""The words of numbers dictated on the telephone, for a recogniser that is told to expect them."""

from __future__ import annotations

from collections.abc import Sequence

from flows.ask import Talk

_IN_FRENCH = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze"),
    *("douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante"),
    *("soixante", "cent", "mille", "et"),
)
"""One word each, in any order; the plural of "vingt" sounds like it."""


def number_words(talk: Talk) -> Sequence[str]:
    """What is worth recognising of whoever dictates a number in the language spoken now; nothing in others
    than French, nor where nobody understands them.
    """
    return _IN_FRENCH if talk.language == "fr" and not talk.deaf else ()
