"""Which words are common in French, from wordfreq."""

from __future__ import annotations

from functools import cache

from wordfreq import get_frequency_dict

from speech.adaptation.lexicon import WORD

COMMON = 20_000


@cache
def frequencies() -> dict[str, float]:
    """Each word the models could write and its part of all words."""
    return {word: part for word, part in get_frequency_dict("fr", "best").items() if WORD.fullmatch(word)}


@cache
def frequent_words() -> tuple[str, ...]:
    """The commonest words, the commonest first."""
    known = frequencies()
    return tuple(sorted(known, key=lambda word: (-known[word], word))[:COMMON])


def is_word(word: str) -> bool:
    """Whether it is written so, hyphens included."""
    return word in frequencies()
