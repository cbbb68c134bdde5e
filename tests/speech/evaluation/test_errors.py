"""Word errors."""

from __future__ import annotations

import pytest

from speech.evaluation.errors import Errors, errors_of


@pytest.mark.parametrize(
    ("meant", "heard"),
    [
        ("Est-ce qu'il est là ?", "est ce qu' il est là"),
        ("le 22 mai", "le vingt deux mai"),
        ("euh je voudrais un rendez-vous", "je voudrais euh un rendez vous"),
        ("L’école", "[unk] l'école"),
    ],
)
def test_two_ways_of_writing_the_same_words_are_no_error(meant: str, heard: str) -> None:
    assert errors_of(meant, heard).rate == 0
    assert errors_of(meant, heard).whole == 1


def test_each_kind_of_error_is_counted() -> None:
    found = errors_of("je cherche la mairie de lyon", "je cherche le maire lyon bien")
    assert (found.words, found.taken + found.missed + found.added, found.whole) == (6, 4, 0)
    assert errors_of("la rue", "") == Errors(words=2, missed=2, sentences=1)
    assert errors_of("la rue", "la grande rue") == Errors(words=2, added=1, sentences=1)


def test_errors_add_up_over_sentences() -> None:
    total = errors_of("un deux", "un deux") + errors_of("trois quatre", "trois")
    assert (total.rate, total.sentences, total.whole) == (0.25, 2, 1)


def test_nothing_said_has_no_rate() -> None:
    assert Errors().rate == 0
