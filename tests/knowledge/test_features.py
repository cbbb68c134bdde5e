"""What the matcher sees in an utterance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.features import FAMILIES, LEAST_WEIGHT, features, read
from knowledge.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def test_it_sees_stems_pairs_meanings_letters_and_sounds() -> None:
    found = features(read("ma carte d'identité périmée", VOCABULARY))
    assert {"w:cart", "b:cart_identit", "c:carte d'identité", "c:périmé", "g:#car"} <= found.keys()
    assert {name[0] for name in found} == set(FAMILIES)


def test_a_pair_of_meanings_is_one_more_clue() -> None:
    found = features(read("mon fils mange à midi", VOCABULARY))
    assert any(name.startswith("c:") and "+" in name for name in found)


def test_a_word_the_recogniser_doubts_counts_less() -> None:
    sure = features(read("une crèche ici", VOCABULARY))
    doubted = features(read("une crèche ici", VOCABULARY, (1.0, 0.1, 1.0)))
    assert doubted["w:crech"] == pytest.approx(LEAST_WEIGHT * sure["w:crech"])
    assert doubted["w:ici"] == sure["w:ici"]


def test_confidences_that_do_not_match_the_words_are_ignored() -> None:
    assert read("une crèche ici", VOCABULARY, (0.1, 0.2)) == read("une crèche ici", VOCABULARY)


def test_every_part_of_an_elided_word_shares_its_confidence() -> None:
    utterance = read("l'école ferme", VOCABULARY, (0.5, 1.0))
    assert utterance.weights == (0.5, 0.5, 1.0)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = features(read(text, VOCABULARY))
    assert all(name[0] in FAMILIES and amount > 0 for name, amount in found.items())
