"""Every known phrasing laid out so that the nearest to a question are found at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.space import Columns, Floats, Integers, Vector


@dataclass(frozen=True, slots=True)
class Nearest:
    """How near a question comes to each owner; arrays of shape (owners,)."""

    similarity: Floats
    """Cosine with the owner's nearest phrasing, 0 to 1."""
    phrasing: Integers
    """Which phrasing that is, as a position in the list given to the index."""


class PhrasingIndex:
    """Phrasings by feature. Owners (articles, then the background) are numbered from 0 and each owns
    a run of consecutive phrasings."""

    def __init__(self, columns: Columns, counts: Sequence[int]) -> None:
        """`columns` are the phrasings' vectors; `counts` how many of them each owner has, at least one."""
        if min(counts, default=1) < 1:
            raise ValueError("Every owner needs at least one phrasing.")
        self._size = sum(counts)
        self._starts, self._rows, self._values = columns.starts, columns.rows, columns.values
        self._first = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        self._last = np.cumsum(counts)

    def nearest(self, question: Vector) -> Nearest:
        """The nearest phrasing of each owner."""
        cosines = np.zeros(self._size, np.float32)
        for dimension, value in zip(question.at.tolist(), question.values.tolist(), strict=True):
            span = slice(self._starts[dimension], self._starts[dimension + 1])
            # A phrasing has a feature once, so no row is met twice in a span.
            cosines[self._rows[span]] += value * self._values[span]
        best = np.maximum.reduceat(cosines, self._first)
        which = np.empty(len(best), np.int32)
        for owner in np.flatnonzero(best > 0):
            first = self._first[owner]
            which[owner] = first + int(cosines[first : self._last[owner]].argmax())
        which[best <= 0] = self._first[best <= 0]
        return Nearest(best, which)
