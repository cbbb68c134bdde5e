"""Which letter follows which in names."""

from __future__ import annotations

import math

import pytest

from speech.letter_model import BEGINNING, END, LetterModel, model_of_names

SIGNS = "abcdefghijklmnopqrstuvwxyz $"
SMALL = LetterModel(["martin", "marin", "martineau", "durand"])


@pytest.mark.parametrize("before", ["", BEGINNING, f"{BEGINNING}mar", "arti", "zzz", "q"])
def test_after_anything_the_chances_of_all_signs_make_one(before: str) -> None:
    assert sum(SMALL.probability(sign, before) for sign in SIGNS) == pytest.approx(1)


def test_what_was_seen_is_likelier_and_what_was_not_is_possible() -> None:
    assert SMALL.probability("t", "mar") > SMALL.probability("i", "mar") > SMALL.probability("z", "mar") > 0
    assert SMALL.probability("m", BEGINNING) > SMALL.probability("t", BEGINNING)
    assert SMALL.probability(END, "artin") > SMALL.probability(END, "arti")


def test_no_more_letters_are_looked_at_than_its_order() -> None:
    pairs = LetterModel(["martin", "marin"], order=2)
    assert pairs.probability("t", "mar") == pairs.probability("t", "xxr")


def test_a_name_is_likelier_than_its_letters_in_disorder() -> None:
    model = model_of_names()
    for name in ("martin", "benali", "nguyen", "fernandes", "kerdraon"):
        assert model.log_likelihood(name) > model.log_likelihood(name[::-1]) + math.log(10), name


def test_what_a_pause_left_of_a_name_is_still_like_one() -> None:
    model = model_of_names()
    assert model.log_likelihood("tineau") > model.log_likelihood("tjneau")
    assert model.log_likelihood("marti") > model.log_likelihood("mkrti")


def test_of_letters_said_alone_none_is_likelier() -> None:
    assert len({model_of_names().log_likelihood(letter) for letter in "abcdefghijklmnopqrstuvwxyz"}) == 1


def test_the_likelier_name_wins_over_a_slightly_better_sound() -> None:
    texts = ["m e r k y n", "m a r t i n", "m a r k i n"]
    scores = model_of_names().opinion(texts, [-10.0, -11.0, -10.5])
    assert max(zip(scores, texts, strict=True))[1] == "m a r t i n"


def test_a_much_better_sound_wins_over_the_likelier_name() -> None:
    texts = ["emme a erre ka u enne", "emme a erre té i enne"]
    scores = model_of_names().opinion(texts, [-10.0, -60.0])
    assert scores[0] > scores[1]


def test_what_is_no_letter_does_a_row_no_good() -> None:
    texts = ["émile erre e a u", "emme o erre e a u", "[unk] erre e a u"]
    scores = model_of_names().opinion(texts, [-10.0, -10.0, -10.0])
    assert max(zip(scores, texts, strict=True))[1] == "emme o erre e a u"


def test_however_many_letters_are_said_they_have_a_likelihood() -> None:
    (score,) = model_of_names().opinion(["x q " * 500], [-10.0])
    assert math.isfinite(score)
