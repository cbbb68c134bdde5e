"""Which of a few options did these words choose?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.collect.words import bare_words
from flows.told_age import adult_and_minor, age_told, kin_of_age, of_age
from flows.told_birthplace import place_chosen, places_of, places_told, plainly_elsewhere
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


_FRIENDS = re.compile(r"\bpetite?s? (?:amie?|copain|copine|frère|sœur|soeur)s?\b")
"""Nobody of whom it tells an age, although "le petit" does."""
_BOTH = re.compile(r"\b(?:les|tous|toutes) (?:les )?(?:deux|trois|quatre)\b")
"""Of several options, not the one in that place."""
_FAINT = _COMMON | frozenset(fold("j ai suis il elle on nous vous a y en n ne s se que qui").split())
"""Words of an option that do not choose it alone: "j'ai quarante ans" is no "j'ai déménagé"."""
_DENIES = frozenset(("pas", "sauf", "ni"))
_GOES_ON = frozenset(("mais", "c", "plutôt", "pour", "il", "elle", "je"))
"""Words from which what is told is denied no more: "pas pour un adulte, pour un mineur"."""
_ARTICLES = frozenset(("le", "la", "les", "un", "une", "l"))
_JOINS = frozenset(("de", "du", "des", "d", "à", "pour", "avec", "et", "sur", "pas", "ni", "sauf"))
"""After these, an article begins nothing new: "pas le passeport de la petite"."""
_CHOOSES = 0.6
"""Share of an option's telling words that chooses it."""
_LIKE_LETTERS = 5
"""Letters from which a word may be another one, misheard: "elle" is no "fille", nor "mois" a "moi"."""
_ALIKE = 0.75
"""Likeness, 0 to 1, from which it is: "adultes" is "adulte", and "identité" is no "petit"."""
_SHORT_ALIKE = 0.85
"""The same, of a word of so few letters: "filles" is "fille", and "ville", "mille", "famille" are not."""


def chosen_option(text: str, options: Sequence[Option]) -> int | None:
    """Index of the one option these words choose; None when none or several do."""
    words = _words(text)
    said = set(words)
    if fold(text) in {"un", "le un"}:
        return 0
    if _BOTH.search(fold(text)):
        return None
    for index, numbered in enumerate(_NUMBERED[: len(options)]):
        if said - _COMMON and (said - _COMMON) <= set(numbered) | {"choix", "option", "réponse", "numéro"}:
            return index
    if "milieu" in said and said <= {"le", "la", "celui", "celle", "du", "milieu"}:
        return 1 if len(options) == _THREE else None
    if said <= {"le", "la", "dernier", "dernière"} and said & {"dernier", "dernière"}:
        return len(options) - 1
    ages = adult_and_minor([_phrases(option) for option in options])
    if ages is not None and age_told(text):
        grown = of_age(text)
        return None if grown is None else ages[0 if grown else 1]
    if _DENIES & said:
        return _spared(words, options)
    if ages is not None:
        words = _words(_FRIENDS.sub(" ", fold(text)))
    scores = _scores(words, options)
    if (there := place_in(text, options)) is not None:
        return there
    if ages is None:
        best = _clear_best(scores)
        born = places_of([_phrases(option) for option in options]) is not None  # "en France" may be here
        return _only_holder(words, options) if best is None and not born else best
    for grown in kin_of_age(text):
        scores[ages[0 if grown else 1]] = 1.0
    return _clear_best(scores)


def place_in(text: str, options: Sequence[Option], *, in_passing: bool = False) -> int | None:
    """The option that tells where somebody was born: "née à Toulouse" is "ailleurs", where that is one.

    `in_passing`: no place was asked for: it counts after "né" alone.
    """
    places = places_of([_phrases(option) for option in options])
    told = places_told(text)
    if places is None or (in_passing and not told):
        return None
    found = set[int | None]()
    for where in told or [text]:
        if (other := plainly_elsewhere(where, [_phrases(option) for option in options], places)) is not None:
            found.add(other)
            continue
        named = _clear_best(_scores(bare_words(where), options, bare_words))
        found.add(named if named is not None else place_chosen(where, places))
    return next(iter(found)) if len(found) == 1 else None


def likeness(said: Iterable[str], wanted: Collection[str]) -> float:
    """Share of the words wanted that were said, 0 to 1; near-misses of the longer ones count in part."""
    said = tuple(said)
    if not wanted:
        return 0.0
    return sum(max((_alike(word, other) for other in said), default=0.0) for word in wanted) / len(wanted)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    letters = min(len(word), len(other))
    if letters < _LIKE_LETTERS:
        return 0.0
    alike = SequenceMatcher(None, word, other).ratio()
    return alike if alike >= (_SHORT_ALIKE if letters == _LIKE_LETTERS else _ALIKE) else 0.0


def _words(text: str) -> list[str]:
    return fold(text).replace("'", " ").split()


def _phrases(option: Option) -> tuple[str, ...]:
    return (option.label, *option.phrases)


def _scores(
    words: Sequence[str], options: Sequence[Option], worded: Callable[[str], list[str]] = _words
) -> list[float]:
    said = set(words) - _FAINT
    return [
        max(likeness(said, set(worded(phrase)) - _FAINT) for phrase in _phrases(option)) for option in options
    ]


def _clear_best(scores: Sequence[float]) -> int | None:
    best = max(scores)
    if best < _CHOOSES or sum(score >= best - 0.1 for score in scores) > 1:
        return None
    return scores.index(best)


def _spared(words: list[str], options: Sequence[Option]) -> int | None:
    """The option told beside what is denied: "pas pour moi" alone leaves more than a child."""
    denying = [
        place
        for place, option in enumerate(options)
        if any(_DENIES & set(phrase) and _holds(words, phrase) for phrase in map(_words, _phrases(option)))
    ]
    if denying:  # "pas ici", where that is how "ailleurs" is said
        return denying[0] if len(denying) == 1 else None
    start = next(place for place, word in enumerate(words) if word in _DENIES)
    end = start + 1
    while end < len(words) and (not _goes_on(words, end) or set(words[start + 1 : end]) <= _FAINT):
        end += 1
    left = words[:start] + words[end:]
    best = _clear_best(_scores(left, options))
    return _only_holder(left, options) if best is None else best


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Is something else told from that word on than what was denied before it?"""
    return words[at] in _GOES_ON or (words[at] in _ARTICLES and words[at - 1] not in _JOINS)


def _only_holder(words: Sequence[str], options: Sequence[Option]) -> int | None:
    """The one option whose own words are all that is told: "le car", of "le car scolaire" and others."""
    telling = set(words) - _FAINT
    holders = [
        place
        for place, option in enumerate(options)
        if telling and telling <= {word for phrase in _phrases(option) for word in _words(phrase)}
    ]
    return holders[0] if len(holders) == 1 else None


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(list(words[at : at + len(phrase)]) == list(phrase) for at in range(len(words)))
