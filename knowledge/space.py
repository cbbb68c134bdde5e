"""The space where questions are compared: a dimension for each feature of the base, weighted by rarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.features import FAMILIES

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

FAMILY_WEIGHTS = {"w": 1.0, "b": 0.6, "c": 0.8, "g": 0.8, "s": 0.7}
"""Share of each family in a question's vector; chosen by cross-validation over phrasings."""


_ONCE_IS_ENOUGH = "wc"
"""Families whose features count from the first document on; the others, more numerous, from the second."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector of norm 1, or of norm 0 when nothing in the question is known."""

    at: Integers
    values: Floats


class Space:
    """Dimensions and their weights; immutable."""

    def __init__(self, names: Sequence[str], rarity: Floats) -> None:
        """`names` are features in increasing order, `rarity` one weight for each."""
        self.names = tuple(names)
        self.rarity = rarity
        self._dimension = {name: at for at, name in enumerate(self.names)}
        self._family = np.array([FAMILIES.index(name[0]) for name in self.names], dtype=np.int8)
        self._share = np.array([FAMILY_WEIGHTS[family] for family in FAMILIES], dtype=np.float32)

    def __len__(self) -> int:
        return len(self.names)

    @classmethod
    def of(cls, documents: Iterable[Mapping[str, float]]) -> Space:
        """The space of a collection. Rarity is log((1 + documents) / (1 + those with the feature)) + 1."""
        having: Counter[str] = Counter()
        total = 0
        for document in documents:
            having.update(document.keys())
            total += 1
        names = sorted(name for name, count in having.items() if count > 1 or name[0] in _ONCE_IS_ENOUGH)
        counts = np.array([having[name] for name in names], dtype=np.float32)
        return cls(names, (np.log((1 + total) / (1 + counts)) + 1).astype(np.float32))

    def vector(self, document: Mapping[str, float]) -> Vector:
        """Features as a vector. Each family is brought to its own share, so that the many letter
        n-grams of one long word do not drown its meaning."""
        at: list[int] = []
        raw: list[float] = []
        for name, amount in document.items():
            dimension = self._dimension.get(name)
            if dimension is not None:
                at.append(dimension)
                raw.append(1 + math.log(amount) if amount > 1 else amount)
        where = np.array(at, dtype=np.int32)
        values = np.array(raw, dtype=np.float32) * self.rarity[where]
        if len(where):
            family = self._family[where]
            norms = np.sqrt(np.bincount(family, values * values, minlength=len(FAMILIES)))
            norms[norms == 0] = 1
            values = values * (self._share / norms)[family]
            values = values / np.sqrt(float(values @ values))
        return Vector(where, values.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Columns:
    """Vectors laid out by dimension: dimension d is held by rows[starts[d]:starts[d + 1]], with these values.
    Shapes (dimensions + 1,), (entries,), (entries,)."""

    starts: Integers
    rows: Integers
    values: Floats

    @classmethod
    def of(cls, vectors: Sequence[Vector], dimensions: int) -> Columns:
        """The same vectors, one a row."""
        at = np.concatenate([vector.at for vector in vectors])
        values = np.concatenate([vector.values for vector in vectors])
        rows = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(vector.at) for vector in vectors])
        order = np.argsort(at, kind="stable")
        starts = np.zeros(dimensions + 1, np.int32)
        np.cumsum(np.bincount(at, minlength=dimensions), out=starts[1:])
        return cls(starts, rows[order], values[order])
