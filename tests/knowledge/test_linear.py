"""A linear score learnt from rows that belong and rows that do not."""

import numpy as np
import pytest

from knowledge.linear import fit_linear

ROWS = [{0: 1.0, 2: 0.5}, {0: 0.8}, {1: 1.0, 2: 0.5}, {1: 0.7}] * 5
BELONGS = [True, True, False, False] * 5


def test_what_belongs_scores_above_what_does_not():
    weights, bias = fit_linear(ROWS, BELONGS, 3, strength=10.0)
    scores = [bias + sum(weights[at] * much for at, much in row.items()) for row in ROWS]
    assert all((score > 0) == belongs for score, belongs in zip(scores, BELONGS, strict=True))
    assert weights.shape == (3,)


def test_the_same_rows_give_the_same_weights():
    first, again = (fit_linear(ROWS, BELONGS, 3, strength=10.0) for _ in range(2))
    assert np.array_equal(first[0], again[0])
    assert first[1] == again[1]


def test_weight_makes_what_belongs_count_more():
    mixed = [*BELONGS[:-1], True]
    plain, heavy = (fit_linear(ROWS, mixed, 3, strength=1.0, weight=weight) for weight in (1.0, 10.0))
    assert heavy[0][1] + heavy[1] > plain[0][1] + plain[1]


def test_one_class_alone_cannot_be_learnt():
    with pytest.raises(ValueError, match="class"):
        fit_linear(ROWS, [True] * len(ROWS), 3, strength=1.0)
