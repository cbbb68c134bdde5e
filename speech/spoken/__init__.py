"""Written French to spoken French: numbers, hours, sums and acronyms in words, before synthesis."""

from __future__ import annotations

import re

from speech.spoken.abbreviations import abbreviations, acronyms
from speech.spoken.characters import clean, tidy
from speech.spoken.moments import dates, hours
from speech.spoken.phones import phone_numbers
from speech.spoken.quantities import quantities
from speech.spoken.ranks import ranks
from speech.spoken.web import web_addresses

__all__ = ["spell_out"]

_STAGES = (
    clean,
    web_addresses,
    phone_numbers,
    abbreviations,
    dates,
    hours,
    ranks,
    quantities,
)
PASSES = 4
"""More than any text needs: the words of one rule may complete another's pattern."""

_SIGNS = {
    "&": " et ", "=": " égale ", "%": " pour cent ", "€": " euros ", "$": " dollars ", "£": " livres ",
    "°": " degrés ", "§": " paragraphe ", "@": " arobase ", "#": " dièse ", "+": " plus ",
}  # fmt: skip


def spell_out(text: str) -> str:
    """The words a person would say for this text; what is words already comes back unchanged.

    No digit, bracket, sign or control character is left, only Latin letters, spaces, apostrophes, hyphens and
    . , ; : ! ? …; the empty string when nothing can be said.
    """
    for _ in range(PASSES):
        said = _once(text)
        if said == text:
            break
        text = said
    return text


def _once(text: str) -> str:
    for stage in _STAGES:
        text = stage(text)
    # Optional endings, "agent(e)s", are not said; a slash between words is "ou".
    text = re.sub(r"(?<=[^\W\d_])\((?:e|s|es|x|ne|nes|le|les|trice|trices|ère|ères)\)", "", text)
    text = re.sub(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", " ou ", text)
    text = re.sub(r"(?<![\w*])\*(?![\w*])", " étoile ", text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return acronyms(tidy(text))
