"""What the matcher sees in an utterance: words, turns of phrase, meanings, spelling, sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from knowledge.mishearing import Mishearing
from knowledge.normalise import is_stop_word, stem, without_accents, words
from knowledge.sounds import sound_of_words
from knowledge.vocabulary import Vocabulary

FAMILIES = "wbcgs"
"""First letter of a feature's name: stems, bigrams of stems, concepts of the vocabulary, letter n-grams,
sound n-grams."""

_GRAMS = (3, 4)
_SOUND_GRAMS = (4, 5)
_PAIR = 0.7
_STOP_WORD = 0.5
LEAST_WEIGHT = 0.4
"""What a word that the recogniser does not believe in still counts."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A question, read once."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    """One per word."""
    content: tuple[int, ...]
    """Positions of the words that say what it is about."""
    concepts: tuple[str, ...]
    sounds: str
    weights: tuple[float, ...] = ()
    """One per word, `LEAST_WEIGHT` to 1; empty when every word counts fully."""

    @property
    def content_stems(self) -> tuple[str, ...]:
        """Stems of the words that say what it is about, in order."""
        return tuple(self.stems[at] for at in self.content)


def read(
    text: str,
    vocabulary: Vocabulary,
    confidences: Sequence[float] = (),
    mishearing: Mishearing | None = None,
) -> Utterance:
    """A text as an utterance. `confidences`, one for each blank-separated word (0 to 1), lighten doubtful
    words; they are ignored when they do not match the words. `mishearing` mends words that are not known."""
    spoken, weights = _weighed(text, confidences) if confidences else (words(text), ())
    if mishearing:
        readings = mishearing.read(spoken)
        spoken = tuple(reading.word for reading in readings)
        weights = tuple(min(weights[one.start : one.end]) for one in readings) if weights else ()
    stems = tuple(map(stem, spoken))
    content = tuple(at for at, word in enumerate(spoken) if not is_stop_word(word))
    return Utterance(spoken, stems, content, vocabulary.concepts(stems), sound_of_words(spoken), weights)


def _weighed(text: str, confidences: Sequence[float]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    tokens = text.split()
    if len(tokens) != len(confidences):
        return words(text), ()
    spoken: list[str] = []
    weights: list[float] = []
    for token, confidence in zip(tokens, confidences, strict=True):
        parts = words(token)
        spoken += parts
        weights += [max(LEAST_WEIGHT, min(1.0, confidence))] * len(parts)
    limit = len(words(text))
    return tuple(spoken[:limit]), tuple(weights[:limit])


def features(utterance: Utterance) -> dict[str, float]:
    """The utterance's features and how much of each there is; names begin with their family's letter."""
    found: dict[str, float] = {}
    stems, weights = utterance.stems, utterance.weights or (1.0,) * len(utterance.words)
    telling = frozenset(utterance.content)
    for at, of in enumerate(stems):
        _add(found, "w:" + of, weights[at] * (1 if at in telling else _STOP_WORD))
    for at in range(len(stems) - 1):
        _add(found, f"b:{stems[at]} {stems[at + 1]}", min(weights[at], weights[at + 1]))
    for one, two in pairwise(utterance.content):
        # The same pair without what stands between: "carte nationale d'identité" also holds "carte identité".
        _add(found, f"b:{stems[one]}_{stems[two]}", min(weights[one], weights[two]))
    for concept in utterance.concepts:
        found["c:" + concept] = 1.0
    for first, second in combinations(sorted(utterance.concepts), 2):
        # What one concept leaves open, two settle: a child and a frontier, a child and a meal.
        found[f"c:{first}+{second}"] = _PAIR
    for at in utterance.content:
        for gram in _letter_grams(utterance.words[at]):
            _add(found, gram, weights[at])
    sounds = utterance.sounds
    for length in _SOUND_GRAMS:
        for start in range(len(sounds) - length + 1):
            _add(found, "s:" + sounds[start : start + length], 1.0)
    return found


def _add(found: dict[str, float], name: str, weight: float) -> None:
    found[name] = found.get(name, 0.0) + weight


@lru_cache(maxsize=65536)
def _letter_grams(word: str) -> tuple[str, ...]:
    """Runs of letters of one word, its ends marked: what a misspelt or cut word keeps of the right one."""
    marked = f"#{without_accents(word)}#"
    return tuple(
        "g:" + marked[start : start + length]
        for length in _GRAMS
        for start in range(len(marked) - length + 1)
    )
