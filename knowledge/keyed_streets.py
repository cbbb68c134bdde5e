"""Streets by the letter keys of a telephone, as in the directories by name: 2 is A, B or C."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.normalise import without_accents
from knowledge.streets import Street, StreetList, telling_words

MOST_FOUND = 5
"""One more than can be offered at once: whoever asks learns that more letters are needed."""

_PIECES = re.compile(r"[^\W_]+")
_KEYS = {
    letter: key
    for key, letters in zip(
        "23456789", ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"), strict=True
    )
    for letter in letters
}
"""ITU-T E.161. Digits stand for themselves: "11 novembre" begins with 1, 1."""


def keys_of(text: str) -> str:
    """The keys that write a text, letter by letter; what is neither a letter nor a digit is left out."""
    return "".join(
        _KEYS.get(letter, letter)
        for letter in without_accents(text.lower())
        if letter in _KEYS or letter.isdecimal()
    )


def streets_keyed(streets: StreetList, keys: str) -> list[Street]:
    """The streets of which a word begins with these keys, those whose name does first; at most `MOST_FOUND`.

    Both ways of keying "rue Victor Hugo" find it: from "victor", and from "hugo". A name keyed whole comes
    before the longer ones that it begins.
    """
    if not keys:
        return []
    found = [
        (rank, street.name, street)
        for street in streets.streets
        if (rank := min((r for r, name in _written(street) if name.startswith(keys)), default=None))
        is not None
    ]
    whole = {street.name for _, _, street in found if any(name == keys for _, name in _written(street))}
    ranked = sorted(found, key=lambda one: (one[1] not in whole, *one[:2]))
    return [street for _, _, street in ranked[:MOST_FOUND]]


def _written(street: Street) -> Iterator[tuple[int, str]]:
    """Every way of keying a street, and how far from the head of its name it begins."""
    telling = telling_words(street.name)
    for at in range(len(telling)):
        yield at, keys_of("".join(telling[at:]))
    every = _PIECES.findall(street.name)
    for at in range(len(every)):
        yield len(telling) + at, keys_of("".join(every[at:]))
