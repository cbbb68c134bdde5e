"""Which words follow which."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.adaptation.ngrams import (
    BEGINNING,
    LanguageModel,
    learn,
    mix,
    perplexity,
    probability,
    read_language,
    write_language_graph,
)
from speech.adaptation.transducer import Transducer, TransducerError

GENERAL = ["je voudrais une carte", "je voudrais un acte", "la mairie est ouverte", "la mairie"]
TOWN = ["rue ampère", "la rue ampère", "je suis rue ampère"]
sentences = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=6).map(" ".join),
    min_size=1,
    max_size=12,
)


def total(model: LanguageModel, context: tuple[str, ...]) -> float:
    return sum(probability(model, context, word) for word in model[()].probabilities)


@given(sentences, sentences, st.floats(0.05, 0.95))
def test_after_any_context_the_chances_of_all_words_make_one(
    general: list[str], town: list[str], share: float
) -> None:
    mixed = mix(learn(general), learn(town), share)
    for context in mixed:
        assert total(mixed, context) == pytest.approx(1.0, abs=2e-3)


@given(sentences)
def test_a_model_comes_back_from_its_graph_as_it_was(lines: list[str]) -> None:
    model = learn(lines)
    words = {word: number for number, word in enumerate(sorted({"a", "b", "c", "d"}), start=1)}
    read = read_language(write_language_graph(model, words), {n: w for w, n in words.items()})
    for context in read:
        for word in ("a", "b", "c", "d"):
            assert probability(read, context, word) == pytest.approx(
                probability(model, context, word), abs=1e-6
            )
    assert perplexity(read, lines) == pytest.approx(perplexity(model, lines), rel=1e-6)


def test_the_towns_words_are_expected_where_the_town_says_them() -> None:
    mixed = mix(learn(GENERAL), learn(TOWN), 0.3)
    assert probability(mixed, ("rue",), "ampère") > 0.5
    assert probability(mixed, ("la",), "rue") > 0.05


def test_elsewhere_the_general_model_stays_as_it_was() -> None:
    general = learn(GENERAL)
    mixed = mix(general, learn(TOWN), 0.3)
    assert probability(mixed, ("voudrais",), "une") == probability(general, ("voudrais",), "une")


def test_a_word_nobody_ever_said_has_no_chance() -> None:
    assert probability(learn(GENERAL), (BEGINNING,), "hippopotame") == 0.0
    assert perplexity(learn(GENERAL), ["hippopotame"]) < math.inf


def test_a_graph_with_states_that_nothing_leads_to_is_refused() -> None:
    with pytest.raises(TransducerError, match="follow no word"):
        read_language(Transducer(start=0, arcs=[[], []]), {})
