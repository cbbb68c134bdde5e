"""A linear classifier of questions: a weight for each feature and article, learnt with misheard copies."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.noise import Noise
from knowledge.normalise import words
from knowledge.space import Floats, Vector

COPIES = 3
"""Misheard copies of each phrasing shown to the classifier beside the phrasing itself."""

BACKGROUND_COPIES = 2
SHORTEST_COPIED = 4
"""Words a text needs to be copied misheard: less, and an error leaves nothing of it to learn from."""

WORK_LIMIT = 6_000_000
"""Documents times classes beyond which copies are given up, to keep learning under a minute."""

LEARNT_WORD_ERRORS = 0.3
"""Word error rate of the copies: the worst telephone line the matcher is meant for."""

ERROR_COST = 1.0
"""The support vector machine's C; chosen, like the figures above, by cross-validation."""

_TOLERANCE = 0.1
"""Learning stops early: measured, the last decimals take half the time and change no answer."""

_SEED = 17


@dataclass(frozen=True)
class Classifier:
    """Margins of a question with every class."""

    weights: Floats
    """Shape (dimensions, classes)."""
    bias: Floats
    """Shape (classes,)."""

    def margins(self, question: Vector) -> Floats:
        """How far the question stands on each class's side: above 0 inside. Shape (classes,)."""
        margins: Floats = question.values @ self.weights[question.at] + self.bias
        return margins


def learn(
    texts: Sequence[str],
    owners: Sequence[int],
    vector_of: Callable[[str], Vector],
    dimensions: int,
    noise: Noise,
    background: int,
) -> Classifier:
    """Learns from texts and the class of each, counted from 0; `background` is the class of what is refused.

    Deterministic. Takes about 10 s for 60 classes and 10 000 texts. Raises ValueError below two classes.
    """
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    if len(set(owners)) < 2:
        raise ValueError("A classifier needs at least two classes to tell apart.")
    vectors = [vector_of(text) for text in texts]
    classes = list(owners)
    copied = [one for one in zip(texts, owners, strict=True) if len(words(one[0])) >= SHORTEST_COPIED]
    room = max(0, WORK_LIMIT // len(set(owners)) - len(texts)) // max(1, len(copied))
    for text, owner in copied:
        # Each text draws its own errors, so that what changes in one article changes no copy of another's.
        rng = random.Random(f"{_SEED} {text}")  # noqa: S311 (no secret is drawn from it)
        for _ in range(min(room, BACKGROUND_COPIES if owner == background else COPIES)):
            vectors.append(vector_of(noise.corrupt(text, LEARNT_WORD_ERRORS, rng)))
            classes.append(owner)
    matrix = csr_matrix(
        (
            np.concatenate([vector.values for vector in vectors]),
            np.concatenate([vector.at for vector in vectors]),
            np.cumsum([0, *(len(vector.at) for vector in vectors)]),
        ),
        shape=(len(vectors), dimensions),
    )
    machine = LinearSVC(C=ERROR_COST, tol=_TOLERANCE, random_state=_SEED)
    machine.fit(matrix, np.array(classes))
    weights, bias = machine.coef_.T, machine.intercept_
    if weights.shape[1] == 1:  # Two classes share one line: the second's margin, and its opposite.
        weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
    return Classifier(np.ascontiguousarray(weights, dtype=np.float32), bias.astype(np.float32))
