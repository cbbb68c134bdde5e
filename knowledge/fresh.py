"""What people have just written, found at once: learning it takes time, and callers do not wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.articles import Article
from knowledge.live_index import Candidate, Match, Matcher
from knowledge.normalise import is_stop_word, stem, words

LEAST_LIKENESS = 90.0
"""Out of 100; a new phrasing is found by itself and its near twins, until the matcher has learnt it."""

REFUSED = ""
"""Stands for the slug of phrases the town refuses."""


@dataclass(frozen=True)
class FreshEvidence:
    """The new phrasing that was nearly the caller's."""

    phrasing: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class FreshCandidate:
    """An article found by a phrasing that was not learnt yet."""

    slug: str
    score: float
    evidence: FreshEvidence


@dataclass(frozen=True)
class FreshMatch:
    """A sure answer, or a sure refusal."""

    candidates: tuple[Candidate, ...]
    decision: str = "answer"


class FreshMatcher:
    """A matcher with new phrasings laid over it; serves until a new matcher is built."""

    def __init__(self, former: Matcher, changed: Sequence[Article], refused: Sequence[str] = ()) -> None:
        self._former = former
        self._phrasings = [(article.slug, phrasing) for article in changed for phrasing in article.phrasings]
        self._phrasings += [(REFUSED, phrase) for phrase in refused]
        self._keys = [phrase_key(phrasing) for _, phrasing in self._phrasings]

    def match(self, text: str, alternatives: Sequence[str] = (), confidences: Sequence[float] = ()) -> Match:
        """The article with that phrasing, else what the former matcher makes of it."""
        key = phrase_key(text)
        found = process.extractOne(key, self._keys, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        if not key or found is None:
            return self._former.match(text, alternatives, confidences)
        slug, phrasing = self._phrasings[found[2]]
        if slug == REFUSED:
            return FreshMatch((), "none")
        evidence = FreshEvidence(phrasing, tuple(key.split()))
        return FreshMatch((FreshCandidate(slug, round(found[1] / 100, 4), evidence),))


def phrase_key(text: str) -> str:
    """Stems of the words that carry meaning, in alphabetical order: what near twins share."""
    return " ".join(sorted(stem(word) for word in words(text) if not is_stop_word(word)))
