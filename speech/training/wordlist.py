"""Which words are common in French, from wordfreq."""

from __future__ import annotations

from functools import cache

from speech.adaptation.lexicon import WORD

COMMON = 20_000


@cache
def frequencies() -> dict[str, float]:
    """Each word the models could write and its part of all words."""
    # Only installed where the ears are made.
    from wordfreq import get_frequency_dict

    listed: dict[str, float] = get_frequency_dict("fr", "best")
    return {word: part for word, part in listed.items() if WORD.fullmatch(word)}


@cache
def frequent_words() -> tuple[str, ...]:
    """The commonest words, the commonest first."""
    known = frequencies()
    return tuple(sorted(known, key=lambda word: (-known[word], word))[:COMMON])
