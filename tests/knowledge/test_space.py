"""Questions as vectors, and the nearest phrasings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.features import features, read
from knowledge.phrasing_index import PhrasingIndex
from knowledge.space import Columns, Space, Vector
from knowledge.vocabulary import shipped_vocabulary

TEXTS = [
    "refaire ma carte d'identité",
    "carte d'identité perdue",
    "jeter un vieux canapé",
    "le camion des encombrants",
    "inscrire ma fille à la cantine",
    "le menu de la cantine",
]
DOCUMENTS = [features(read(text, shipped_vocabulary())) for text in TEXTS]
SPACE = Space.of(DOCUMENTS)
VECTORS = [SPACE.vector(document) for document in DOCUMENTS]
INDEX = PhrasingIndex(Columns.of(VECTORS, len(SPACE)), [2, 2, 2])


def dense(vector: Vector) -> np.ndarray:
    full = np.zeros(len(SPACE))
    full[vector.at] = vector.values
    return full


def question(text: str) -> Vector:
    return SPACE.vector(features(read(text, shipped_vocabulary())))


def test_vectors_have_norm_one() -> None:
    for vector in VECTORS:
        assert float(vector.values @ vector.values) == pytest.approx(1.0, abs=1e-5)


def test_a_question_without_a_known_feature_has_norm_zero() -> None:
    assert len(question("xyz").at) == 0
    assert INDEX.nearest(question("")).similarity.tolist() == [0, 0, 0]


def test_a_rare_feature_weighs_more_than_a_common_one() -> None:
    rarity = dict(zip(SPACE.names, SPACE.rarity, strict=True))
    assert rarity["w:canap"] > rarity["w:cart"]


@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), max_size=12).map(" ".join))
def test_the_index_finds_the_same_cosines_as_the_definition(text: str) -> None:
    asked = question(text)
    cosines = [float(dense(vector) @ dense(asked)) for vector in VECTORS]
    nearest = INDEX.nearest(asked)
    for owner in range(3):
        own = cosines[2 * owner : 2 * owner + 2]
        assert nearest.similarity[owner] == pytest.approx(max(own), abs=1e-5)
        assert cosines[nearest.phrasing(owner)] == pytest.approx(max(own), abs=1e-5)
        assert nearest.phrasing(owner) // 2 == owner


def test_an_owner_without_phrasing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phrasing"):
        PhrasingIndex(Columns.of(VECTORS, len(SPACE)), [6, 0])
