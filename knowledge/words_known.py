"""Which words each article is asked with, and how much each word tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.features import Utterance

CONCEPT_SHARE = 0.1
"""Share of an article's phrasings that must hold a concept for it to be the article's own."""


class WordsKnown:
    """Words by owner (articles, then the background), weighted by how few owners use them."""

    def __init__(self, phrasings: Sequence[Sequence[Utterance]], texts: Sequence[Utterance]) -> None:
        """`phrasings[owner]` are the ways it is asked, `texts[owner]` the words of its answer."""
        self._asked = [frozenset(stem for one in own for stem in one.content_stems) for own in phrasings]
        self._answered = [frozenset(text.content_stems) for text in texts]
        self._concepts = [self._own_concepts(own) for own in phrasings]
        having = Counter(stem for own in self._asked for stem in own)
        owners = len(phrasings)
        self._unknown_weight = math.log(1 + owners) + 0.5
        self._weight = {stem: math.log((1 + owners) / (1 + count)) + 0.5 for stem, count in having.items()}

    @staticmethod
    def _own_concepts(phrasings: Sequence[Utterance]) -> frozenset[str]:
        met = Counter(concept for one in phrasings for concept in one.concepts)
        least = max(1.0, CONCEPT_SHARE * len(phrasings))
        return frozenset(concept for concept, count in met.items() if count >= least)

    def asked(self, owner: int, question: Utterance) -> float:
        """Share of what the question says, 0 to 1, that this owner is asked with."""
        return self._share(question, self._asked[owner])

    def answered(self, owner: int, question: Utterance) -> float:
        """Share of what the question says, 0 to 1, that is in this owner's answer."""
        return self._share(question, self._answered[owner])

    def concepts(self, owner: int, question: Utterance) -> float:
        """Share of the question's concepts, 0 to 1, that are this owner's own."""
        if not question.concepts:
            return 0.0
        own = self._concepts[owner]
        return sum(concept in own for concept in question.concepts) / len(question.concepts)

    def unknown(self, question: Utterance) -> float:
        """Share of what the question says, 0 to 1, that nobody is asked with."""
        stems = question.content_stems
        unknown = sum(self._unknown_weight for stem in stems if stem not in self._weight)
        return unknown / self._total(stems) if stems else 0.0

    def shared(self, owner: int, question: Utterance) -> tuple[str, ...]:
        """The question's words that speak for this owner, the most telling first."""
        own = self._asked[owner]
        words = {
            question.words[at]: self._weight[question.stems[at]]
            for at in question.content
            if question.stems[at] in own
        }
        return tuple(sorted(words, key=lambda word: (-words[word], word)))

    def _share(self, question: Utterance, own: frozenset[str]) -> float:
        stems = question.content_stems
        return self._total(stem for stem in stems if stem in own) / self._total(stems) if stems else 0.0

    def _total(self, stems: Iterable[str]) -> float:
        return sum(self._weight.get(stem, self._unknown_weight) for stem in stems)
