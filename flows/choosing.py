"""Which of a few options did these words choose?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.understand import fold


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    label: str
    phrases: tuple[str, ...] = ()
    """Other words that choose it."""


ORDINALS = (
    "le premier",
    "la première",
    "le deuxième",
    "la deuxième",
    "le second",
    "la seconde",
    "le dernier",
)
_NUMBERED = (
    ("premier", "première", "un", "numéro un"),
    ("deuxième", "second", "seconde", "deux"),
    ("troisième", "trois"),
    ("quatrième", "quatre"),
)
_THREE = 3
"""Options among which one is in the middle."""
_COMMON = frozenset(
    fold("le la les un une des de du d l pour c est ce mon ma mes et ou au aux à en je oui non ouais").split()
)
"""Words that tell no option: a yes, which sounds like "moi", neither."""


def chosen_option(text: str, options: Sequence[Option]) -> int | None:
    """Index of the one option these words choose; None when none or several do."""
    said = set(fold(text).replace("'", " ").split())
    if fold(text) in {"un", "le un"}:
        return 0
    for index, words in enumerate(_NUMBERED[: len(options)]):
        if said - _COMMON and (said - _COMMON) <= set(words) | {"choix", "option", "réponse", "numéro"}:
            return index
    if "milieu" in said and said <= {"le", "la", "celui", "celle", "du", "milieu"}:
        return 1 if len(options) == _THREE else None
    if said <= {"le", "la", "dernier", "dernière"} and said & {"dernier", "dernière"}:
        return len(options) - 1
    scores = [max(_likeness(said, phrase) for phrase in (o.label, *o.phrases)) for o in options]
    best = max(scores)
    if best < 0.6 or sum(score >= best - 0.1 for score in scores) > 1:
        return None
    return scores.index(best)


def _likeness(said: set[str], phrase: str) -> float:
    """Share of the phrase's telling words that were said, near-misses counted in part."""
    wanted = set(fold(phrase).replace("'", " ").split()) - _COMMON
    if not wanted:
        return 0.0
    found = sum(
        max(
            (SequenceMatcher(None, word, other).ratio() for other in said if other not in _COMMON),
            default=0.0,
        )
        for word in wanted
    )
    return found / len(wanted)
