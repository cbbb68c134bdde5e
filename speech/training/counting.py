"""How often words follow one another in weighed sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from speech.adaptation.ngrams import BEGINNING, ENDING

Following = dict[str, float]
"""Words and how often each came."""


@dataclass
class Counts:
    """Words counted after the two words before them, in sentences each with its weight."""

    after_two: defaultdict[tuple[str, str], Following] = field(default_factory=lambda: defaultdict(dict))
    after_one: defaultdict[str, Following] = field(default_factory=lambda: defaultdict(dict))
    alone: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def take(self, others: Counts, weight: float, power: float = 1.0) -> None:
        """Add the counts of other sentences, each raised to a power and weighed.

        A power below 1 damps what sentences drawn from templates repeat more than people do.
        """
        for word, times in others.alone.items():
            self.alone[word] += weight * times**power
        for last, following in others.after_one.items():
            _join(self.after_one[last], following, weight, power)
        for both, following in others.after_two.items():
            _join(self.after_two[both], following, weight, power)

    def add(self, sentences: Iterable[str], weight: float, vocabulary: Set[str]) -> None:
        """Count sentences; an unknown word cuts the one it stands in."""
        for sentence in sentences:
            before, last = "", BEGINNING
            for word in [*sentence.split(), ENDING]:
                if word != ENDING and word not in vocabulary:
                    before, last = "", ""
                    continue
                self.alone[word] += weight
                if last:
                    one = self.after_one[last]
                    one[word] = one.get(word, 0.0) + weight
                    if before:
                        two = self.after_two[before, last]
                        two[word] = two.get(word, 0.0) + weight
                before, last = last, word


def _join(mine: Following, theirs: Following, weight: float, power: float) -> None:
    for word, times in theirs.items():
        mine[word] = mine.get(word, 0.0) + weight * times**power
