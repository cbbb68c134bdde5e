"""Fitting a linear score that tells two classes apart, over sparse features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Rows = Sequence[Mapping[int, float]]
Doubles = npt.NDArray[np.float64]


def fit_linear(
    rows: Rows, belongs: Sequence[bool], size: int, *, strength: float, weight: float = 1.0
) -> tuple[Doubles, float]:
    """Weights (one for each of `size` features) and bias of the logit that a row belongs.

    `strength`: how closely the rows are followed, the inverse of the penalty on the squared weights;
    `weight`: how much one that belongs counts beside one that does not. The same rows give the same weights.
    Raises ValueError when all rows are of one class.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    starts = np.cumsum([0, *map(len, rows)])
    places = np.fromiter((at for row in rows for at in row), dtype=np.int64, count=int(starts[-1]))
    values = np.fromiter((much for row in rows for much in row.values()), dtype=np.float64, count=len(places))
    table = csr_matrix((values, places, starts), shape=(len(rows), size))
    model = LogisticRegression(
        C=strength, solver="liblinear", class_weight={False: 1.0, True: weight}, random_state=1
    )
    model.fit(table, np.asarray(belongs, dtype=bool))
    return model.coef_[0], float(model.intercept_[0])
