"""The linear classifier."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.classifier import COPIES, SHORTEST_COPIED, learn
from knowledge.features import features, read
from knowledge.noise import Noise
from knowledge.space import Space, Vector
from knowledge.vocabulary import shipped_vocabulary
from tests.knowledge.understood import BACKGROUND, ENTRIES, tiny

TEXTS = [text for entry in ENTRIES for text in entry.phrasings]
SPACE = Space.of([features(read(text, shipped_vocabulary())) for text in TEXTS])


def vector_of(text: str) -> Vector:
    return SPACE.vector(features(read(text, shipped_vocabulary())))


def test_it_tells_what_it_was_taught_apart() -> None:
    owners = [owner for owner, entry in enumerate(ENTRIES) for _ in entry.phrasings]
    classifier = learn(TEXTS, owners, vector_of, len(SPACE), Noise(TEXTS), background=3)
    assert [int(classifier.margins(vector_of(text)).argmax()) for text in TEXTS] == owners


def test_two_classes_have_opposite_margins() -> None:
    classifier = learn(TEXTS[:8], [0] * 4 + [1] * 4, vector_of, len(SPACE), Noise(TEXTS), background=1)
    margins = classifier.margins(vector_of(TEXTS[0]))
    assert margins.shape == (2,)
    assert margins[0] == pytest.approx(-margins[1])
    assert margins[0] > 0


def test_learning_twice_gives_the_same_weights() -> None:
    once, again = (
        learn(TEXTS[:8], [0] * 4 + [1] * 4, vector_of, len(SPACE), Noise(TEXTS), background=1) for _ in "ab"
    )
    assert np.array_equal(once.weights, again.weights)


def test_what_changes_in_one_class_leaves_the_misheard_copies_of_the_others_as_they_are() -> None:
    owners = [owner for owner, entry in enumerate(ENTRIES) for _ in entry.phrasings]
    own = owners.count(0)
    others = [text for text in TEXTS[own:] if len(text.split()) >= SHORTEST_COPIED]
    shown = []
    for texts in (TEXTS, ["tout à fait autre chose ici", *TEXTS[1:]]):
        seen: list[str] = []

        def watched(text: str, seen: list[str] = seen) -> Vector:
            seen.append(text)
            return vector_of(text)

        learn(texts, owners, watched, len(SPACE), Noise(TEXTS), background=3)
        shown.append(seen[-COPIES * len(others) :])
    assert shown[0] == shown[1]
    assert set(shown[0]) - set(TEXTS), "copies are misheard"


def test_one_class_cannot_be_told_from_itself() -> None:
    with pytest.raises(ValueError, match="two classes"):
        learn(TEXTS, [0] * len(TEXTS), vector_of, len(SPACE), Noise(TEXTS), background=1)


def test_what_is_refused_is_a_class_too() -> None:
    understanding = tiny().understanding
    findings = understanding.findings(understanding.read(BACKGROUND[0]))
    assert findings.against[0] > findings.in_favour[:, 0].max()
