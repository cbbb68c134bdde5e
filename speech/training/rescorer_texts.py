"""What the readers learn from: sentences, and words numbered so that a class is a range of numbers.

These words are smaller than the recogniser's: elisions and compounds are taken apart ("qu'elle" is two), so
that each is met more often. A word met too seldom is UNKNOWN.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from speech.rescoring import ENDING, UNKNOWN
from speech.training.brief import brief_sentences
from speech.training.callers import TO_A_TOWN_HALL, callers, handwritten, loosened
from speech.training.english import requests
from speech.training.ours import our_sentences
from speech.training.sources import Source, read_sources

SEEN = 2
"""Times a word must have been met to be one of the model's."""
DRAWN = 120_000
"""Sentences drawn from the templates, once."""
DRAWN_SHARE, READ_SHARE, LOOSENED_SHARE = 0.25, 0.35, 0.4
"""Part of the templates' sentences and of others' texts in each reading; of ours said as others might."""
BRIEF_FOR_EACH = 0.08
"""Brief answers, as callers give, for each sentence of a reading: sentences alone leave a lone "non" hardly
likelier than a lone "nous"."""
LONGEST = 40
"""Words of a sentence; longer ones are cut there."""
CLASSES = 256
LARGEST = 500
"""Words of a class at the most, so that none is slow to choose within."""
CONTEXTS, DIMENSIONS, ROUNDS = 2000, 48, 20
"""Neighbours that tell words apart, what they are summed up in, and rounds of k-means."""


@dataclass(frozen=True)
class Vocabulary:
    """The words by number, those of a class together."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    """First number of each class, and one past the last."""

    def numbers(self) -> dict[str, int]:
        """Word -> number."""
        return {word: number for number, word in enumerate(self.words)}


class Texts:
    """The sentences there are; each reading takes all of those written by hand, what people say to
    a town hall twice, and a part of the rest."""

    def __init__(self, folder: Path, chance: Random, aside: frozenset[str]) -> None:
        """`folder` is the training's; none of our sentences `aside` is read."""
        written = (*handwritten(), *handwritten(TO_A_TOWN_HALL), *our_sentences())
        self.written = [one for one in written if one not in aside]
        drawing = callers(chance)
        drawn = dict.fromkeys(next(drawing) for _ in range(DRAWN))
        self.drawn = [*(one for one in drawn if one not in aside), *requests()]
        self.sources: list[Source] = read_sources(folder)

    def all_once(self) -> list[str]:
        """Every sentence."""
        read = [one for source in self.sources for one in source.sentences]
        return [*dict.fromkeys(self.written), *self.drawn, *read]

    def reading(self, chance: Random) -> list[str]:
        """The sentences of one reading, in no order."""
        taken = [loosened(one, chance) if chance.random() < LOOSENED_SHARE else one for one in self.written]
        taken += chance.sample(self.drawn, round(DRAWN_SHARE * len(self.drawn)))
        for source in self.sources:
            part = min(1.0, READ_SHARE * source.weight)
            taken += chance.sample(source.sentences, round(part * len(source.sentences)))
        taken += brief_sentences(round(BRIEF_FOR_EACH * len(taken)), chance)
        chance.shuffle(taken)
        return taken


def vocabulary_of(sentences: Sequence[Sequence[str]]) -> Vocabulary:
    """The words met often enough, in classes that have like neighbours (k-means of their contexts)."""
    counts = Counter(word for sentence in sentences for word in sentence)
    words = sorted(word for word, times in counts.items() if times >= SEEN)
    groups = _clusters(words, counts, sentences)
    parts = [group[at : at + LARGEST] for group in groups for at in range(0, len(group), LARGEST)]
    parts = [[ENDING], [UNKNOWN], *parts]
    starts = np.cumsum([0, *map(len, parts)]).tolist()
    return Vocabulary(tuple(word for part in parts for word in part), tuple(starts))


def _clusters(
    words: Sequence[str], counts: Counter[str], sentences: Iterable[Sequence[str]]
) -> list[list[str]]:
    number = {word: at for at, word in enumerate(words)}
    context = {word: at for at, (word, _) in enumerate(counts.most_common(CONTEXTS - 1))}
    edge = len(context)
    met: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        around = [edge, *(context.get(word) for word in sentence), edge]
        for word, left, right in zip(sentence, around, around[2:], strict=False):
            if (row := number.get(word)) is None:
                continue
            if left is not None:
                met[row, left] += 1
            if right is not None:
                met[row, CONTEXTS + right] += 1
    rows, columns = np.array(list(met), np.int32).T
    values = np.fromiter(met.values(), np.float64)
    table = csr_matrix((values, (rows, columns)), (len(words), 2 * CONTEXTS))
    return _kmeans(words, np.array([counts[word] for word in words]), _summed_up(table))


def _summed_up(table: csr_matrix) -> NDArray[np.float64]:
    """Positive pointwise mutual information, in a few dimensions, each row of length one."""
    total = table.sum()
    by_row = np.asarray(table.sum(1)).ravel().clip(1e-9)
    by_column = np.asarray(table.sum(0)).ravel().clip(1e-9)
    coo = table.tocoo()
    coo.data = np.log((coo.data * total) / (by_row[coo.row] * by_column[coo.col])).clip(0)
    left, sizes, _ = svds(coo.tocsr(), DIMENSIONS, random_state=0)
    placed = left * np.sqrt(sizes)
    unit: NDArray[np.float64] = placed / np.linalg.norm(placed, axis=1, keepdims=True).clip(1e-9)
    return unit


def _kmeans(words: Sequence[str], times: NDArray[np.int64], placed: NDArray[np.float64]) -> list[list[str]]:
    chance = np.random.default_rng(0)
    weights = np.sqrt(times)
    centres = placed[chance.choice(len(words), CLASSES, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = (placed @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, placed * weights[:, None])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / lengths.clip(1e-9), centres)
    groups: list[list[str]] = [[] for _ in range(CLASSES)]
    for at in np.argsort(-times, kind="stable"):
        groups[nearest[at]].append(words[at])
    return [group for group in groups if group]
