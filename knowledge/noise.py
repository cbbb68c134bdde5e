"""What a recogniser does to a sentence, imitated: words misheard, missed and invented, at a chosen rate."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable
from hashlib import blake2b

from rapidfuzz import fuzz, process

from knowledge.normalise import words
from knowledge.sounds import sound_of

SUBSTITUTED, DELETED = 0.65, 0.2
"""Share of the errors that replace a word, and that lose one; the rest add one. Close to what recognisers
do on telephone speech, where most errors are substitutions."""

SOUND_ALIKE = 0.7
"""Share of the substitutions where the wrong word sounds like the right one; otherwise it is any word."""

_NEIGHBOURS = 8
_LEAST_ALIKE = 50.0


class Noise:
    """Simulated recognition errors over a vocabulary: a recogniser only ever writes words that it knows."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """The vocabulary is sentences or words. Raises ValueError when there is no word in it."""
        known = sorted({word for text in vocabulary for word in words(text)})
        if not known:
            raise ValueError("Noise needs a vocabulary of at least one word, and was given none.")
        self._words = known
        placed = sorted((_place(word), word) for word in known)
        self._places, self._placed = [place for place, _ in placed], [word for _, word in placed]
        self._sounds = [sound_of(word) for word in known]
        self._alike: dict[str, tuple[str, ...]] = {}

    def corrupt(self, text: str, rate: float, rng: random.Random) -> str:
        """The text with about `rate` errors a word (0 to 1), drawn from `rng`: same seed, same errors.

        Raises ValueError when the rate is not between 0 and 1.
        """
        if not 0 <= rate <= 1:
            raise ValueError(f"A word error rate is between 0 and 1, not {rate}.")
        heard: list[str] = []
        for word in words(text):
            if rng.random() >= rate:
                heard.append(word)
                continue
            kind = rng.random()
            if kind < SUBSTITUTED:
                heard.append(self._misheard(word, rng))
            elif kind >= SUBSTITUTED + DELETED:
                heard += [word, self._any(rng)]
        return " ".join(heard)

    def _misheard(self, word: str, rng: random.Random) -> str:
        if rng.random() < SOUND_ALIKE and (alike := self._sound_alikes(word)):
            return rng.choice(alike)
        return self._any(rng)

    def _any(self, rng: random.Random) -> str:
        """Any word: the same for the same draw, but where the vocabulary changed just there."""
        return self._placed[bisect(self._places, rng.random()) % len(self._placed)]

    def _sound_alikes(self, word: str) -> tuple[str, ...]:
        """The words of the vocabulary nearest to this one by ear, itself left out."""
        if word not in self._alike:
            nearest = process.extract(
                sound_of(word),
                self._sounds,
                scorer=fuzz.ratio,
                limit=_NEIGHBOURS + 1,
                score_cutoff=_LEAST_ALIKE,
            )
            self._alike[word] = tuple(self._words[at] for _, _, at in nearest if self._words[at] != word)
        return self._alike[word]


def _place(word: str) -> float:
    """Where a word stands among all there could be, 0 to 1: its own place, whatever the others are."""
    return int.from_bytes(blake2b(word.encode(), digest_size=7).digest()) / 2**56
