"""Expressions that name the same thing."""

from __future__ import annotations

import pytest

from knowledge.features import read
from knowledge.vocabulary import Vocabulary, read_vocabulary, shipped_vocabulary


def met(text: str) -> tuple[str, ...]:
    return read(text, shipped_vocabulary()).concepts


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("mon gamin ne mange pas demain", "enfant"),
        ("les monstres c'est quand", "encombrant"),
        ("j'ai pris une prune", "amende"),
        ("mes cni sont perdues", "carte d'identité"),
        ("ma carte nationale d'identite", "carte d'identité"),
        ("les éboueurs sont pas passés", "ordures"),
        ("le bus scolaire", "transport"),
        ("mon bailleur refuse", "propriétaire"),
    ],
)
def test_everyday_words_find_their_meaning(text: str, concept: str) -> None:
    assert concept in met(text)


def test_a_longer_expression_hides_those_inside_it() -> None:
    vocabulary = Vocabulary({"papier": ["carte"], "identité": ["carte d'identité"], "jeu": ["carte à jouer"]})
    assert read("une carte d'identité", vocabulary).concepts == ("identité",)
    assert read("une carte", vocabulary).concepts == ("papier",)


def test_a_word_may_mean_several_things() -> None:
    vocabulary = read_vocabulary("enfant: fille, gamin\nparente: fille, cousine\n")
    assert set(read("ma fille", vocabulary).concepts) == {"enfant", "parente"}


@pytest.mark.parametrize("text", ["- un\n- deux\n", "enfant: [gamin, fille]\n"])
def test_a_file_that_is_not_a_vocabulary_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        read_vocabulary(text)
