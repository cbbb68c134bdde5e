"""Digits dictated in words: every string of digits they may be, the likeliest first.

Pairs run together when spoken ("soixante dix huit" is 78, or 60 and 18), so every reading is kept for whoever
knows how many digits are wanted. The reading that needs fewest numbers, said two by two as the French dictate
telephone numbers, comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.collect.numbers import HOMOPHONES, cardinals
from flows.collect.words import bare_words

LONGEST = 20
"""Digits of a reading; longer ones are dropped."""
_KEPT = 48
"""Readings kept at each word: a number has a handful, a flood of digits thousands."""
_CROOKED = 0.6
"""What two digits said together astride two pairs cost, in numbers said."""
_GUESSED = 0.5
"""What a word taken for a number it sounds like costs."""

_NO_ET = 0.25
"""What "vingt un" costs as 21, which is said "vingt et un": rather 20, or 80, and 1."""

_RESTARTS = frozenset(("non", "pardon", "trompe", "trompee", "recommence", "reprends", "excusez", "rectifie"))
_REPEATED = {"double": 2, "triple": 3}


@dataclass(frozen=True)
class Reading:
    """One string of digits that some words may be."""

    digits: str
    """"+" stands for "plus"."""
    numbers: float
    """How many numbers were said; words that only sound like one count for more."""
    crooked: int = 0
    """Pairs said astride two pairs."""
    odd: bool = False
    """An odd number of lone digits so far, from the end."""

    @property
    def cost(self) -> float:
        return self.numbers + (0.0 if self.digits.startswith(("+", "00")) else _CROOKED * self.crooked)


def readings(words: Sequence[str]) -> list[Reading]:
    """Everything these words may be, likeliest first."""
    # From right to left: pairs are counted from the end, which "06 12…" and "+33 6 12…" have in common.
    after: list[list[Reading]] = [[] for _ in words] + [[Reading("", 0.0)]]
    for at in range(len(words) - 1, -1, -1):
        best: dict[tuple[str, bool], Reading] = {}
        for digits, end, cost in _atoms(words, at):
            spoken = not words[at].isdecimal()
            for rest in after[end]:
                reading = Reading(
                    digits=digits + rest.digits,
                    numbers=rest.numbers + cost,
                    crooked=rest.crooked + (spoken and len(digits) == 2 and rest.odd),
                    odd=rest.odd ^ (spoken and len(digits) == 1),
                )
                key = reading.digits, reading.odd
                if len(reading.digits) <= LONGEST and (key not in best or reading.cost < best[key].cost):
                    best[key] = reading
        after[at] = sorted(best.values(), key=lambda reading: reading.cost)[:_KEPT]
    return [reading for reading in after[0] if reading.digits]


def _atoms(words: Sequence[str], at: int) -> list[tuple[str, int, float]]:
    """What may be read at a word: (digits, position after it, how many numbers it counts for)."""
    word = words[at]
    if word == "plus":
        return [("+", at + 1, 0.0)]
    times, first = _REPEATED.get(word, 1), at + 1
    if word in ("deux", "trois") and words[at + 1 : at + 2] == ["fois"]:
        times, first = 2 if word == "deux" else 3, at + 2
    atoms: list[tuple[str, int, float]] = []
    if times > 1:
        atoms = [(n.digits * times, n.end, 1.0) for n in cardinals(words, first) if len(n.digits) == 1]
    guessing = word in HOMOPHONES and any(cardinals(words, near) for near in (at - 1, at + 1) if near >= 0)
    numbers = cardinals(words, at, lenient=guessing or (not word.isdecimal() and bool(cardinals(words, at))))
    cost = 1.0 + _GUESSED if guessing else 1.0
    atoms += [
        (n.digits, n.end, cost + (_NO_ET if _lacks_et(words[at : n.end], n.value) else 0.0))
        for n in numbers
        if len(n.digits) <= 3 or word.isdecimal()
    ]
    if guessing or not atoms:
        atoms.append(("", at + 1, 2 * _GUESSED if guessing else 0.0))
    return atoms


def _lacks_et(said: Sequence[str], value: int) -> bool:
    return value in (21, 31, 41, 51, 61) and len(said) > 1 and "et" not in said


def takes(text: str) -> list[list[str]]:
    """Bare words, cut where the caller starts again: "… euh non, pardon, …"."""
    words = bare_words(text.replace("+", " plus "))
    takes: list[list[str]] = [[]]
    for word in words:
        if word in _RESTARTS:
            takes.append([])
        else:
            takes[-1].append(word)
    return [take for take in takes if take] or [[]]


def later_starts(words: Sequence[str]) -> list[Sequence[str]]:
    """What follows each stop between numbers: "j'en ai un, c'est le 06…" begins again after "un"."""
    spoken = [bool(cardinals(words, at)) for at in range(len(words))]
    return [words[at:] for at in range(1, len(words)) if spoken[at - 1] and not spoken[at]]
