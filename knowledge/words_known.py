"""Which words each article is asked with, and how much each word tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from knowledge.features import Utterance

CONCEPT_SHARE = 0.1
"""Share of an article's phrasings that must hold a concept for it to be the article's own."""

WORD_SHARE = 0.07
"""The same for a word on its own, which tells less than a concept."""


class WordsKnown:
    """Words by owner (articles, then the background), weighted by how few owners use them."""

    def __init__(self, phrasings: Sequence[Sequence[Utterance]], texts: Sequence[Utterance]) -> None:
        """`phrasings[owner]` are the ways it is asked, `texts[owner]` the words of its answer."""
        self._asked = [frozenset(stem for one in own for stem in one.content_stems) for own in phrasings]
        self._answered = [frozenset(text.content_stems) for text in texts]
        self._concepts = [self._own_concepts(own) for own in phrasings]
        self._owners = self._owners_of([self._own_words(own) for own in phrasings[: len(texts) - 1]])
        having = Counter(stem for own in self._asked for stem in own)
        owners = len(phrasings)
        self._unknown_weight = math.log(1 + owners) + 0.5
        self._weight = {stem: math.log((1 + owners) / (1 + count)) + 0.5 for stem, count in having.items()}

    @staticmethod
    def _own_concepts(phrasings: Sequence[Utterance]) -> frozenset[str]:
        met = Counter(concept for one in phrasings for concept in one.concepts)
        least = max(1.0, CONCEPT_SHARE * len(phrasings))
        return frozenset(concept for concept, count in met.items() if count >= least)

    @staticmethod
    def _own_words(phrasings: Sequence[Utterance]) -> dict[str, float]:
        """Share of the phrasings that hold a word, for the words that hold on their own."""
        met = Counter(stem for one in phrasings for stem in set(one.content_stems))
        shares = {stem: count / len(phrasings) for stem, count in met.items()}
        return {stem: share for stem, share in shares.items() if share >= WORD_SHARE}

    @staticmethod
    def _owners_of(own_words: Sequence[Mapping[str, float]]) -> dict[str, tuple[int, ...]]:
        """Owners of each word, those it matters most to first."""
        owners: dict[str, list[tuple[float, int]]] = {}
        for owner, words in enumerate(own_words):
            for stem, share in words.items():
                owners.setdefault(stem, []).append((-share, owner))
        return {stem: tuple(owner for _, owner in sorted(having)) for stem, having in owners.items()}

    def sharing(self, question: Utterance) -> tuple[int, ...]:
        """Owners whose own word is all that the question says, when there are several: "une inscription"."""
        stems = set(question.content_stems)
        owners = self._owners.get(next(iter(stems)), ()) if len(stems) == 1 else ()
        return owners if len(owners) > 1 else ()

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
