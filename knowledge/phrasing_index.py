"""Every known phrasing laid out so that the nearest to a question are found at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.space import Columns, Floats, Vector


@dataclass(frozen=True, slots=True)
class Nearest:
    """How near a question comes to each owner."""

    similarity: Floats
    """Cosine with the owner's nearest phrasing, 0 to 1; shape (owners,)."""
    cosines: Floats
    """With every phrasing; shape (phrasings,)."""
    bounds: npt.NDArray[np.int64]
    """Owner n has the phrasings from bounds[n] to bounds[n + 1], excluded; shape (owners + 1,)."""

    def phrasing(self, owner: int) -> int:
        """Position of the owner's nearest phrasing, the first one when several are as near."""
        start, end = self.bounds[owner], self.bounds[owner + 1]
        return int(start + self.cosines[start:end].argmax())


class PhrasingIndex:
    """Phrasings by feature. Owners (articles, then the background) are numbered from 0 and each owns
    a run of consecutive phrasings."""

    def __init__(self, columns: Columns, counts: Sequence[int]) -> None:
        """`columns` are the phrasings' vectors; `counts` how many of them each owner has, at least one."""
        if min(counts, default=1) < 1:
            raise ValueError("Every owner needs at least one phrasing.")
        self._columns = columns
        self._bounds = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)

    def nearest(self, question: Vector) -> Nearest:
        """The nearest phrasing of each owner."""
        starts, rows, values = self._columns.starts, self._columns.rows, self._columns.values
        cosines = np.zeros(self._bounds[-1], np.float32)
        for dimension, value in zip(question.at.tolist(), question.values.tolist(), strict=True):
            span = slice(starts[dimension], starts[dimension + 1])
            # A phrasing has a feature once, so no row is met twice in a span.
            cosines[rows[span]] += value * values[span]
        return Nearest(np.maximum.reduceat(cosines, self._bounds[:-1]), cosines, self._bounds)
