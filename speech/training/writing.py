"""Written French from anywhere as the model's own words, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speech.adaptation.wording import words_of

_ENDS = re.compile(r"(?<=[.!?;:…])\s+|\n+|\s+[–—-]\s+|[\"«»()\[\]]+")
_LIGATURE = re.compile(r"oe(?=il|u)")
_NUMBER = re.compile(
    r"(?:(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente"
    r"|quarante|cinquante|soixante|et|une|(?:sept|huit|neuf|[dq]u?\w+|tro|vingt|trent|un)ième)-?)+"
)
_LETTERS = re.compile(r"[a-zàâäéèêëîïôöùûüçœæ' -]+")
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "with",
        "your",
        "you",
        "this",
        "that",
        "from",
        "for",
        "are",
        "is",
        "not",
        "have",
        "will",
        "can",
    ]
)
LONGEST = 30
"""Words of a sentence beyond which it is left out."""


def sentences_of(text: str) -> Iterator[list[str]]:
    """The sentences of a written text, each as its words; what is not plain French is left out.

    Hyphens stay, but for those of numbers: the models know the words of a number one by one.
    """
    text = _LIGATURE.sub("œ", text)
    for written in _ENDS.split(text):
        if not written.strip() or any(mark in written for mark in "<>{}\\$|_=@#/%~^"):
            continue
        words = words_of(written, lambda word: not _NUMBER.fullmatch(word))
        if not 1 <= len(words) <= LONGEST or not all(map(_LETTERS.fullmatch, words)):
            continue
        if sum(word in _ENGLISH for word in words) * 4 < max(4, len(words)):
            yield words
