"""The words a model knows, those that sound alike together, and how they agree as the dictionary tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.lexicon import Pronunciation
from speech.adaptation.phones import Phones
from speech.spelling import names
from speech.training.dictionary import Entry
from speech.training.numerals import cardinal

KNOWN = 0.5
"""Times in a million words of films for a word never met in the texts to be a spelling of its sound."""
LEAST = 5
"""Words that must bear a mark for it to be one."""
SUFFIX = 2
"""Letters of an ending."""


@dataclass(frozen=True)
class Listing:
    """The words by number: those with homophones first, those that sound alike one after another."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    """First number of each sound, and one past the last. Sound 0, of unknown words, is not among them: the
    words from starts[0] on are of sound 1."""
    families: tuple[int, ...]
    """Of each word that has homophones: those of one number are forms of one word."""

    @property
    def ambiguous(self) -> int:
        """How many words have homophones."""
        return len(self.families)

    def sounds(self) -> dict[str, int]:
        """Word -> sound."""
        return {
            word: sound
            for sound, (first, past) in enumerate(zip(self.starts, self.starts[1:], strict=False), 1)
            for word in self.words[first:past]
        }


def usual_ways(lexicon: Iterable[Pronunciation]) -> dict[str, Phones]:
    """How each word is mostly said."""
    usual: dict[str, Pronunciation] = {}
    for one in lexicon:
        if one.word not in usual or one.cost < usual[one.word].cost:
            usual[one.word] = one
    return {word: one.phones for word, one in usual.items()}


def listing_of(
    counts: Mapping[str, int],
    said: Mapping[str, Phones],
    dictionary: Mapping[str, Entry],
    kept: Set[str] = frozenset(),
) -> Listing:
    """The words met, and the common ones that sound like one of them.

    `counts`: times each word was met; `said`: the words of the model, and how; `kept`: words that are never
    to stand for another, nor another for them.
    """
    met = {said[word] for word in counts if word in said}
    by_sound: dict[Phones, list[str]] = {}
    for word in sorted(said):
        if counts.get(word, 0) or (films(word, dictionary) >= KNOWN and said[word] in met):
            by_sound.setdefault(said[word], []).append(word)
    groups = sorted(by_sound.values(), key=lambda group: (len(group) == 1, group))
    starts = np.cumsum([0, *map(len, groups)]).tolist()
    families: list[int] = []
    for group in groups:
        if len(group) > 1:
            families += _families(group, dictionary, kept, first=len(families))
    return Listing(tuple(word for group in groups for word in group), tuple(starts), tuple(families))


def never_respelled() -> frozenset[str]:
    """Words whose forms are no matter of agreement: numbers, letters, people's names."""
    numbers = {word for number in (*range(101), 200, 1000) for word in _apart(cardinal(number))}
    return frozenset({*numbers, *ascii_lowercase, *names()})


def _apart(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _families(group: Sequence[str], dictionary: Mapping[str, Entry], kept: Set[str], first: int) -> list[int]:
    """The family of each word of a sound: that of the first it shares a lemma with, through others or not."""
    number = list(range(first, first + len(group)))
    lemmas = [
        set[str]() if word in kept or word not in dictionary else dictionary[word].lemmas for word in group
    ]
    for at, own in enumerate(lemmas):
        for before in range(at):
            if own & lemmas[before]:
                joined = number[before], number[at]
                number = [min(joined) if one in joined else one for one in number]
    return number


def films(word: str, dictionary: Mapping[str, Entry]) -> float:
    """Times in a million words of films."""
    entry = dictionary.get(word)
    return entry.films if entry else 0.0


def marks_of(word: str, dictionary: Mapping[str, Entry]) -> list[str]:
    """What tells how a word agrees: elision, part of speech, gender, number, mood and tense, ending."""
    elided = ""
    if word not in dictionary and "'" in word[:-1]:
        elided, _, word = word.partition("'")
    marks = [f"{elided}'"] if elided else []
    entry = dictionary.get(word)
    if entry is None:
        return [*marks, "?"]
    part, gender, number, tense = entry.agreement.split("/")
    marks += [f"part {part}", f"gender {gender}", f"number {number}", f"all {part}{gender}{number}"]
    marks += [f"mood {one}" for one in tense.split(":") if one]
    return [*marks, f"tense {tense}", f"ending {word[-SUFFIX:]}"]


def marked(words: Sequence[str], dictionary: Mapping[str, Entry]) -> NDArray[np.float32]:
    """[words, marks]: 1 where a word bears a mark that enough of them bear."""
    borne = [marks_of(word, dictionary) for word in words]
    many = Counter(mark for marks in borne for mark in marks)
    number = {mark: at for at, mark in enumerate(sorted(mark for mark in many if many[mark] >= LEAST))}
    table = np.zeros((len(words), len(number)), np.float32)
    for row, marks in enumerate(borne):
        table[row, [number[mark] for mark in marks if mark in number]] = 1
    return table


def marks_of_sounds(
    listing: Listing, marks: NDArray[np.float32], weights: Sequence[float]
) -> NDArray[np.float32]:
    """[sounds, marks]: the mean of the words that sound so, by how common each is; nothing for sound 0."""
    weighed = marks * np.asarray(weights, np.float32)[:, None]
    edges = list(listing.starts[:-1])
    sums = np.add.reduceat(weighed, edges)
    shares = np.add.reduceat(np.asarray(weights, np.float32), edges)
    return np.vstack([np.zeros((1, marks.shape[1]), np.float32), sums / shares[:, None]])
