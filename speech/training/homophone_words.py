"""The words a model knows, those that sound alike together, and how they agree as the dictionary tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.lexicon import Pronunciation
from speech.adaptation.phones import Phones
from speech.training.dictionary import Entry

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
    chosen: int
    """How many words have homophones."""

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
    counts: Mapping[str, int], said: Mapping[str, Phones], dictionary: Mapping[str, Entry]
) -> Listing:
    """The words met, and the common ones that sound like one of them.

    `counts`: times each word was met; `said`: the words of the model, and how.
    """
    met = {said[word] for word in counts if word in said}
    by_sound: dict[Phones, list[str]] = {}
    for word in sorted(said):
        if counts.get(word, 0) or (films(word, dictionary) >= KNOWN and said[word] in met):
            by_sound.setdefault(said[word], []).append(word)
    groups = sorted(by_sound.values(), key=lambda group: (len(group) == 1, group))
    starts = np.cumsum([0, *map(len, groups)]).tolist()
    chosen = sum(len(group) for group in groups if len(group) > 1)
    return Listing(tuple(word for group in groups for word in group), tuple(starts), chosen)


def films(word: str, dictionary: Mapping[str, Entry]) -> float:
    """Times in a million words of films."""
    entry = dictionary.get(word)
    return entry.films if entry else 0.0


def marks_of(word: str, dictionary: Mapping[str, Entry]) -> list[str]:
    """What tells how a word agrees: elision, part of speech, gender, number, mood and tense, ending."""
    elided = ""
    if word not in dictionary and "'" in word[:-1]:
        elided, _, word = word.rpartition("'")
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
