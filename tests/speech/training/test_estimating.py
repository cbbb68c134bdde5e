"""From counts to a language model."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from speech.adaptation.ngrams import BEGINNING, ENDING, LanguageModel, perplexity, probability
from speech.training.counting import Counts
from speech.training.estimating import Settings, estimate

SENTENCES = ["je voudrais un acte", "je voudrais un rendez-vous", "je veux un acte", "un acte de naissance"]
WORDS = {"je", "voudrais", "veux", "un", "acte", "rendez-vous", "de", "naissance", "jamais"}
FAMILY = {word: word for word in (*WORDS, BEGINNING, ENDING)} | {"voudrais": "wish", "veux": "wish"}


def made(sentences: list[str], settings: Settings | None = None, weight: float = 1.0) -> LanguageModel:
    counts = Counts()
    counts.add(sentences, weight, WORDS)
    return estimate(counts, dict.fromkeys(WORDS, 0.1), FAMILY, settings or Settings())


def everything(model: LanguageModel, context: tuple[str, ...]) -> float:
    return sum(probability(model, context, word) for word in model[()].probabilities)


@given(
    st.lists(
        st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8
    )
)
def test_after_any_words_the_chances_of_all_words_are_one(sentences: list[str]) -> None:
    model = made(sentences)
    assert all(math.isclose(everything(model, context), 1.0, rel_tol=1e-3) for context in model)


def test_what_was_said_is_expected_more_than_what_was_not() -> None:
    model = made(SENTENCES)
    assert (
        probability(model, ("je", "voudrais"), "un")
        > probability(model, ("je",), "un")
        > probability(model, ("je", "voudrais"), "jamais")
        > 0
    )
    assert perplexity(model, SENTENCES) < perplexity(model, ["acte un voudrais je"])


def test_what_follows_a_word_is_guessed_from_those_that_agree_like_it() -> None:
    sentences = ["je voudrais un acte", "un acte de naissance", "jamais je veux"]
    together = made(sentences, Settings(families=0.5))
    apart = made(sentences, Settings(families=0.0))
    assert probability(together, ("veux",), "un") > 1.2 * probability(apart, ("veux",), "un")
    assert probability(together, ("je", "veux"), "un") > probability(apart, ("je", "veux"), "un")


def test_a_word_nobody_said_is_never_impossible() -> None:
    assert probability(made(SENTENCES), (BEGINNING,), "jamais") > 0


def test_detail_that_gains_little_is_pruned_and_the_chances_still_make_one() -> None:
    model = made(SENTENCES, Settings(two=0.05, three=0.05))
    assert len(model) < len(made(SENTENCES))
    assert all(math.isclose(everything(model, context), 1.0, rel_tol=1e-3) for context in model)


def test_an_unknown_word_cuts_its_sentence_in_two() -> None:
    counts = Counts()
    counts.add(["je xyz un acte"], 1.0, WORDS)
    assert ("je", "un") not in counts.after_two
    assert "un" not in counts.after_one["je"]
    assert counts.after_one["un"] == {"acte": 1.0}


def test_counts_that_are_taken_in_are_damped_and_weighed() -> None:
    counts, drawn = Counts(), Counts()
    counts.add(["je veux"], 1.0, WORDS)
    drawn.add(["je veux un acte"] * 4, 1.0, WORDS)
    counts.take(drawn, 0.5, 0.5)
    assert (
        counts.alone["je"]
        == counts.after_one["je"]["veux"]
        == counts.after_two[BEGINNING, "je"]["veux"]
        == 2.0
    )
    assert counts.after_two["je", "veux"] == {ENDING: 1.0, "un": 1.0}
    assert drawn.alone["je"] == 4.0
