"""Questions that say nearly the same thing put together, the most asked first. Pure and deterministic.

Questions are laid in the matcher's own space (stems, turns of phrase, meanings, letters, sounds), so that
what the recogniser misheard stays beside what was meant. Each in turn, the most asked first, joins the
nearest group when it is near enough, or founds its own; then every question goes to the group that turned out
nearest, and groups that came close are made one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack

from knowledge.features import features, read
from knowledge.fresh import phrase_key
from knowledge.space import Space
from knowledge.vocabulary import Vocabulary, shipped_vocabulary

NEAR = 0.34
"""Least cosine between a question and the middle of its group."""
NEAR_GROUPS = 0.5
"""Least cosine between the middles of two groups that are made one."""
_BLOCK = 512
"""Questions compared at once with the groups founded so far."""


@dataclass(frozen=True)
class Asked:
    """One wording, as it was asked."""

    text: str
    this_week: int = 0
    last_week: int = 0
    before: int = 0
    """Times it was asked earlier."""
    confidence: float = 1.0
    """How sure the recogniser was of these words when it heard them best, 0 to 1; 1 when they were typed."""

    @property
    def count(self) -> int:
        return self.this_week + self.last_week + self.before


@dataclass(frozen=True)
class Cluster:
    """Wordings of what seems to be one question."""

    wordings: tuple[Asked, ...]
    """The most asked first; the first says best what it is about."""
    closeness: tuple[float, ...] = ()
    """Cosine of each wording, in the same order, with the middle of the group; empty when not known."""
    doubtful: frozenset[str] = frozenset()
    """Those that were perhaps misheard (`knowledge.likely`)."""

    @property
    def example(self) -> str:
        return self.wordings[0].text

    @property
    def count(self) -> int:
        return sum(wording.count for wording in self.wordings)

    @property
    def this_week(self) -> int:
        return sum(wording.this_week for wording in self.wordings)

    @property
    def last_week(self) -> int:
        return sum(wording.last_week for wording in self.wordings)


def cluster(asked: Iterable[Asked], vocabulary: Vocabulary | None = None) -> list[Cluster]:
    """The groups of these questions, the most asked first. Words without content are left out."""
    twins = _twins(asked)
    if not twins:
        return []
    matrix = _matrix([group[0].text for group in twins], vocabulary or shipped_vocabulary())
    weights = np.array([sum(one.count for one in group) for group in twins], dtype=np.float64)
    labels = _merged(_settled(_founded(matrix), matrix, weights), matrix, weights)
    middles = _middles(labels, matrix, weights)
    near = matrix.multiply(middles[labels]).sum(axis=1).A1.round(3).tolist()
    groups: dict[int, list[tuple[Asked, float]]] = {}
    for label, twin, closeness in zip(labels.tolist(), twins, near, strict=True):
        groups.setdefault(label, []).extend((one, closeness) for one in twin)
    found = []
    for group in groups.values():
        group.sort(key=lambda pair: _order(pair[0]))
        found.append(Cluster(tuple(one for one, _ in group), tuple(closeness for _, closeness in group)))
    return sorted(found, key=lambda one: (-one.count, one.example))


def _order(one: Asked) -> tuple[int, int, str]:
    return -one.count, len(one.text), one.text


def _twins(asked: Iterable[Asked]) -> list[list[Asked]]:
    """Wordings of the same stems together, the most asked first."""
    same: dict[str, list[Asked]] = {}
    for one in asked:
        if key := phrase_key(one.text):
            same.setdefault(key, []).append(one)
    groups = [sorted(group, key=_order) for group in same.values()]
    return sorted(groups, key=lambda group: (-sum(one.count for one in group), group[0].text))


def _matrix(texts: Sequence[str], vocabulary: Vocabulary) -> csr_matrix:
    """One row of norm 1 a text."""
    found = [features(read(text, vocabulary)) for text in texts]
    space = Space.of(found)
    vectors = [space.vector(one) for one in found]
    starts = np.concatenate([[0], np.cumsum([len(vector.at) for vector in vectors])])
    values = np.concatenate([vector.values for vector in vectors])
    at = np.concatenate([vector.at for vector in vectors])
    return csr_matrix((values, at, starts), shape=(len(texts), max(1, len(space))))


def _founded(matrix: csr_matrix) -> np.ndarray:
    """The group of each row, groups being founded by the first rows that are near no earlier one."""
    labels = np.full(matrix.shape[0], -1, dtype=np.int64)
    founders: list[int] = []
    for start in range(0, matrix.shape[0], _BLOCK):
        block = matrix[start : start + _BLOCK]
        former = (block @ matrix[founders].T).toarray() if founders else np.zeros((block.shape[0], 0))
        within = (block @ block.T).toarray()
        new: list[int] = []
        for row in range(block.shape[0]):
            near = np.concatenate([former[row], within[row, new]])
            best = int(near.argmax()) if len(near) else -1
            if best >= 0 and near[best] >= NEAR:
                labels[start + row] = best
            else:
                labels[start + row] = len(near)
                new.append(row)
        founders += [start + row for row in new]
    return labels


def _middles(labels: np.ndarray, matrix: csr_matrix, weights: np.ndarray) -> csr_matrix:
    """The mean of each group, of norm 1. Many askings of one wording weigh less than as many wordings."""
    size = int(labels.max()) + 1
    shares = np.log1p(weights)
    gather = csr_matrix((shares, (labels, np.arange(len(labels)))), shape=(size, len(labels)))
    means = (gather @ matrix).tocsr()
    norms = np.sqrt(means.multiply(means).sum(axis=1)).A1
    norms[norms == 0] = 1
    return csr_matrix(means.multiply(1 / norms[:, None]))


def _settled(labels: np.ndarray, matrix: csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Each row with the nearest middle; a row near none keeps to itself."""
    middles = _middles(labels, matrix, weights).T.tocsr()
    settled = labels.copy()
    alone = int(labels.max()) + 1
    for start in range(0, matrix.shape[0], _BLOCK):
        near = (matrix[start : start + _BLOCK] @ middles).toarray()
        best = near.argmax(axis=1)
        for row, at in enumerate(best.tolist()):
            if near[row, at] >= NEAR:
                settled[start + row] = at
            else:
                settled[start + row], alone = alone, alone + 1
    return _renumbered(settled)


def _merged(labels: np.ndarray, matrix: csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Groups whose middles came close made one, the larger taking the smaller in."""
    middles = _middles(labels, matrix, weights)
    sizes = np.bincount(labels, weights=weights)
    order = sorted(range(len(sizes)), key=lambda group: (-sizes[group], group))
    into = np.arange(len(sizes))
    kept: list[int] = []
    for start in range(0, len(order), _BLOCK):
        groups = order[start : start + _BLOCK]
        known = vstack([middles[kept], middles[groups]]) if kept else middles[groups]
        near = (middles[groups] @ known.T).toarray()
        within: list[int] = []
        for row, group in enumerate(groups):
            columns = [*range(len(kept)), *(len(kept) + one for one in within)]
            scores = near[row, columns]
            best = int(scores.argmax()) if len(scores) else -1
            if best >= 0 and scores[best] >= NEAR_GROUPS:
                column = columns[best]
                into[group] = kept[column] if column < len(kept) else groups[column - len(kept)]
            else:
                within.append(row)
        kept += [groups[row] for row in within]
    return _renumbered(into[labels])


def _renumbered(labels: np.ndarray) -> np.ndarray:
    """The same groups numbered from 0 without a gap."""
    return np.unique(labels, return_inverse=True)[1]
