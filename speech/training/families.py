"""Words that agree alike: what follows a word is guessed from its family where the word was seen too little.

"on est obligés" need never have been said for "on est" to expect a plural participle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.ngrams import BEGINNING, ENDING
from speech.training.counting import Counts, Following
from speech.training.dictionary import Entry

ALONE = 1500
"""The commonest words are each a family of their own."""
LEAST_LEFT, MOST_LEFT, LEFT = 0.02, 0.9, 0.7
"""What a family leaves to the shorter context: at least, at most, and times how varied its company is."""
_VOWELS = "aàâeéèêëiîïoôuûyhœæ"

Chances = NDArray[np.float64]


def families_of(
    words: Mapping[str, float], alone: Mapping[str, float], dictionary: Mapping[str, Entry]
) -> dict[str, str]:
    """The family of each word: itself for the commonest, how the dictionary says it agrees for the others.

    A vowel at its head sets a word apart too: what may stand before it depends on that.
    """
    common = set(sorted(alone, key=lambda word: (-alone[word], word))[:ALONE]) | {BEGINNING, ENDING}
    return {
        word: word if word in common else _agreement(word, dictionary) for word in (*words, BEGINNING, ENDING)
    }


def _agreement(word: str, dictionary: Mapping[str, Entry]) -> str:
    elided = ""
    if word not in dictionary and "'" in word[:-1]:
        elided, _, word = word.rpartition("'")
    entry = dictionary.get(word)
    return f"{elided}'{entry.agreement if entry else '?'}{word[:1] in _VOWELS}"


class Families:
    """How likely each word is after others, as far as families tell."""

    def __init__(
        self, counts: Counts, words: Sequence[str], shortest: Chances, family: Mapping[str, str]
    ) -> None:
        """`shortest`: of each of the words, its chance whatever comes before."""
        self._family = family
        self._number = {name: number for number, name in enumerate(sorted(set(family.values())))}
        self._of = np.array([self._number[family[word]] for word in words])
        size = len(self._number)
        self._share = shortest / np.bincount(self._of, shortest, size)[self._of]
        self._plain: Chances = np.bincount(self._of, shortest, size).astype(np.float64)
        after_one: defaultdict[str, Following] = defaultdict(dict)
        after_two: defaultdict[tuple[str, str], Following] = defaultdict(dict)
        for last, following in counts.after_one.items():
            self._join(after_one[family[last]], following)
        for (earlier, last), following in counts.after_two.items():
            self._join(after_two[family[earlier], family[last]], following)
        self._after_one = {last: self._mixed(one, self._plain) for last, one in after_one.items()}
        self._after_two = dict(after_two)

    def after(self, *context: str) -> Chances:
        """Of every word, in the order of `words`, after one word or two; they make one."""
        families = tuple(self._family[word] for word in context)
        chances = self._after_one.get(families[-1], self._plain)
        if len(families) == 2 and (following := self._after_two.get((families[0], families[1]))):
            chances = self._mixed(following, chances)
        spread: Chances = chances[self._of] * self._share
        return spread

    def _join(self, mine: Following, theirs: Following) -> None:
        for word, times in theirs.items():
            family = self._family[word]
            mine[family] = mine.get(family, 0.0) + times

    def _mixed(self, following: Following, shorter: Chances) -> Chances:
        places = [self._number[family] for family in following]
        times = np.fromiter(following.values(), np.float64, len(following))
        left = float(np.clip(LEFT * len(following) / times.sum(), LEAST_LEFT, MOST_LEFT))
        mixed: Chances = left * shorter
        mixed[places] += (1 - left) * times / times.sum()
        return mixed
