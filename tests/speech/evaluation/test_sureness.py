"""Confidence that tells right words from wrong ones, and confidence that does not."""

from __future__ import annotations

from speech.evaluation.sureness import Sureness
from speech.hypotheses import RecognisedWord


def heard(*words: tuple[str, float]) -> list[RecognisedWord]:
    return [RecognisedWord(text, confidence, 0.0, 0.1) for text, confidence in words]


def test_words_not_said_are_wrong_and_so_are_those_added() -> None:
    sureness = Sureness()
    sureness.add("je cherche l'école", heard(("je", 1.0), ("cherche", 0.9), ("l'éponge", 0.4), ("là", 0.3)))
    assert sorted(sureness.wrong) == [0.3, 0.4]
    assert sorted(sureness.right) == [0.4, 0.9, 1.0]
    assert sureness.told_apart == 5.5 / 6
    assert sureness.wrong_when_sure == 0.0


def test_an_elided_word_counts_by_its_parts_and_a_hesitation_not_at_all() -> None:
    sureness = Sureness()
    sureness.add("l'école ouvre", heard(("euh", 0.2), ("l'école", 0.7), ("couvre", 0.9)))
    assert (sureness.right, sureness.wrong) == ([0.7, 0.7], [0.9])
    assert sureness.told_apart == 0.0
    assert sureness.wrong_when_sure == 1.0


def test_the_same_confidence_everywhere_tells_nothing() -> None:
    assert Sureness(right=[0.5, 0.5], wrong=[0.5]).told_apart == 0.5
