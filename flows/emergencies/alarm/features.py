"""What a learnt ear for danger sees of a sentence: its words, pairs of them, and runs of letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_RUN, _LONGEST_RUN = 3, 5
"""Letters of a run, spaces among them: it goes from one word to the next."""
_FARTHEST = 3
"""Words between which two make a pair, whatever stands between them."""
MOST_WORDS = 60
"""Words of one sentence that are looked at; a longer one is dictated."""


def plain_words(text: str) -> list[str]:
    """The words without case, accents or elisions: "L'échelle est tombée", l, echelle, est, tombee."""
    bare = "".join(
        one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one)
    )
    return _WORD.findall(bare)[:MOST_WORDS]


def features_of(words: list[str], buckets: int) -> dict[int, float]:
    """What the words are seen as: a weight, by place in a table of `buckets` (a power of two).

    Words weigh as much together as the runs of letters do; the whole has length one, so that a long sentence
    is no louder than a short one.
    """
    if not words:
        return {}
    found: dict[int, float] = {}
    told, runs = set(_words_and_pairs(words)), set(_runs(words))
    for kind, share in ((told, 0.6), (runs, 0.4)):
        if kind:
            each = (share / len(kind)) ** 0.5
            for feature in kind:
                place = crc32(feature.encode()) & (buckets - 1)
                found[place] = found.get(place, 0.0) + each
    return found


def _words_and_pairs(words: list[str]) -> Iterator[str]:
    around = ["^", *words, "$"]
    yield from words
    for at, first in enumerate(around):
        for apart in range(1, _FARTHEST + 1):
            if at + apart < len(around):
                yield f"{first} {around[at + apart]} {min(apart, 2)}"


def _runs(words: list[str]) -> Iterator[str]:
    text = f" {' '.join(words)} "
    for length in range(_SHORTEST_RUN, _LONGEST_RUN + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]
