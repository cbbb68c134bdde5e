"""Which words speak for which article."""

from __future__ import annotations

import pytest

from knowledge.features import Utterance, read
from knowledge.vocabulary import shipped_vocabulary
from knowledge.words_known import WordsKnown


def utterance(text: str) -> Utterance:
    return read(text, shipped_vocabulary())


WORDS = WordsKnown(
    [
        [utterance("refaire ma carte d'identité"), utterance("carte d'identité perdue")],
        [utterance("carte de la cantine"), utterance("menu de la cantine")],
        [utterance("la météo")],
    ],
    [utterance("avec une photo"), utterance("chaque jeudi"), utterance("")],
)


def test_shares_say_how_much_of_the_question_is_explained() -> None:
    assert WORDS.asked(0, utterance("ma carte d'identité perdue")) == pytest.approx(1.0)
    assert WORDS.asked(1, utterance("ma carte d'identité perdue")) < 0.5
    assert WORDS.answered(0, utterance("quelle photo")) > 0
    assert WORDS.answered(1, utterance("quelle photo")) == 0


def test_words_nobody_asks_with_are_counted() -> None:
    assert WORDS.unknown(utterance("une trottinette volante")) == pytest.approx(1.0)
    assert WORDS.unknown(utterance("menu")) == 0
    assert 0 < WORDS.unknown(utterance("menu volant")) < 1


def test_concepts_are_those_of_the_phrasings() -> None:
    assert WORDS.concepts(0, utterance("ma cni")) == 1
    assert WORDS.concepts(0, utterance("xyz")) == 0


def test_telling_words_come_first() -> None:
    assert WORDS.shared(1, utterance("le menu et la carte")) == ("menu", "carte")


def test_a_question_without_content_explains_nothing() -> None:
    silent = utterance("euh bonjour je voudrais savoir")
    assert WORDS.asked(0, silent) == WORDS.answered(0, silent) == WORDS.unknown(silent) == 0
