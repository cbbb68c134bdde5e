"""Which article an English question is about: telling words shared with how it is asked, near misses too.

Nothing is learnt: the few phrasings of a translation are enough for clear questions; an unclear one is asked
about rather than answered.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import snowballstemmer
from rapidfuzz import fuzz

from knowledge.translations import Translation

SURE = 0.72
"""Score from which an answer is given without asking, with `AHEAD` over the next article."""
LIKELY = 0.38
"""Score from which an article is offered."""
AHEAD = 0.12
_NEAR = 84
"""Likeness, in a hundred, from which a word stands for another: "pasport"."""
_UNKNOWN_WEIGHT = 0.35
"""What a word that no article is asked by weighs, beside the rarest known one."""
_MOST_OFFERED = 3

_STOP = frozenset(
    """
    a about after again all am an and any anyone are as at be because been before but by can cannot
    could did do does doing don't for from get give go going got had has have hello help here hi how i i'd
    i'll i'm i've if in into is it it's its just know like long make may me mine much must my need no
    not now of off ok okay on one or our ours out over please put say she should so some someone
    something soon still take tell than thank thanks that that's the their them then there these they
    thing this those to too us very want was we we'd we're well were what what's when where which who
    whose why will with would yes you you're your yours er um uh
    """.split()  # noqa: SIM905 (a column of strings would be three screens long)
)
_WORD = re.compile(r"[a-z0-9']+")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Match:
    """An article that may be meant."""

    slug: str
    score: float
    """0 to 1."""
    phrasing: str
    """The way of asking it that is nearest."""


def telling(text: str) -> tuple[str, ...]:
    """The stems of the words that say something."""
    words = (word.strip("'") for word in _WORD.findall(text.lower().replace("’", "'")))
    kept = [word.removesuffix("'s") for word in words if word and word not in _STOP]
    return tuple(_STEMMER.stemWords(kept))


class EnglishMatcher:
    """Ranks the articles of a base by how English speakers ask for them. Immutable."""

    def __init__(self, translations: Sequence[Translation]) -> None:
        self._said = [
            (one.slug, phrasing, frozenset(stems))
            for one in translations
            for phrasing in one.said
            if (stems := telling(phrasing))
        ]
        owners = Counter(
            stem for stem, _ in {(stem, slug) for slug, _, stems in self._said for stem in stems}
        )
        total = max(1, len({slug for slug, _, _ in self._said}))
        self._weights = {stem: 1.0 + math.log(total / count) for stem, count in owners.items()}
        self._heaviest = max(self._weights.values(), default=1.0)

    def match(self, text: str, alternatives: Sequence[str] = ()) -> list[Match]:
        """The likeliest articles, best first; a hypothesis after the first counts a little less."""
        best: dict[str, Match] = {}
        for discount, said in [(1.0, text), *((0.93, other) for other in alternatives)]:
            for found in self._ranked(said, discount):
                if found.slug not in best or found.score > best[found.slug].score:
                    best[found.slug] = found
        return sorted(best.values(), key=lambda match: (-match.score, match.slug))

    def _ranked(self, text: str, discount: float) -> list[Match]:
        asked = [self._known(stem) for stem in dict.fromkeys(telling(text))]
        if not any(weight for _, weight in asked):
            return []
        heard = {stem for stem, _ in asked if stem}
        total = sum(weight for _, weight in asked)
        found = []
        for slug, phrasing, stems in self._said:
            if shared := heard & stems:
                overlap = sum(self._weights[stem] for stem in shared)
                of_phrasing = overlap / sum(self._weights[stem] for stem in stems)
                of_question = min(1.0, overlap / total)
                found.append(Match(slug, discount * of_phrasing * (0.45 + 0.55 * of_question), phrasing))
        return found

    def _known(self, stem: str) -> tuple[str, float]:
        """The known word that a heard one is, with its weight; ("", a light weight) for one that is none."""
        if stem in self._weights:
            return stem, self._weights[stem]
        if len(stem) >= 4:
            near = max(self._weights, key=lambda known: fuzz.ratio(stem, known), default="")
            if near and len(near) >= 4 and fuzz.ratio(stem, near) >= _NEAR:
                return near, self._weights[near]
        return "", _UNKNOWN_WEIGHT * self._heaviest


def decide(matches: Sequence[Match]) -> tuple[str, tuple[Match, ...]]:
    """answer, confirm, disambiguate or none, and the articles it is about."""
    likely = [match for match in matches if match.score >= LIKELY][:_MOST_OFFERED]
    if not likely:
        return "none", ()
    first = likely[0]
    close = [match for match in likely if first.score - match.score < AHEAD]
    if len(close) > 1:
        return "disambiguate", tuple(close)
    return ("answer" if first.score >= SURE else "confirm"), (first,)
