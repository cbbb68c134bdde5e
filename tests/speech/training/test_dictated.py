"""What people dictate, as the synthesis is given it."""

from __future__ import annotations

import random

import pytest

from speech.training import dictated as of
from speech.training.dictated import dictated, spelled
from speech.training.numerals import cardinal

DIGITS = {cardinal(digit) for digit in range(10)}


def bare(text: str) -> list[str]:
    return text.replace(",", "").split()


def test_all_is_said_in_words():
    drawn = [dictated(random.Random(seed)) for seed in range(600)]
    assert not [text for text in drawn if any(sign.isdigit() or sign.isupper() for sign in text)]
    assert not [text for text in drawn if not text.strip(" ,")]
    assert len(set(drawn)) > 500


def test_a_name_is_spelled_by_letters_names():
    plainly = {" ".join(bare(spelled("remy", random.Random(seed)))) for seed in range(40)}
    assert "erre e emme i-grec" in plainly
    assert any("comme" in text for text in plainly)


def test_twice_the_same_letter_is_said_so_by_some():
    said = {" ".join(bare(spelled("anna", random.Random(seed)))) for seed in range(60)}
    assert {"a enne enne a", "a deux enne a"} <= said


@pytest.mark.parametrize(("name", "told"), [("zoé", "accent aigu"), ("saint-loup", "tiret")])
def test_accents_and_hyphens_are_told_by_some(name, told):
    said = [spelled(name, random.Random(seed)) for seed in range(60)]
    assert any(told in text for text in said)
    assert not all(told in text for text in said)


def test_digits_come_with_rests_and_without():
    rows = [of._digits(random.Random(seed)) for seed in range(200)]
    assert all(set(bare(row)) <= DIGITS for row in rows)
    assert {len(bare(row)) for row in rows} == set(range(2, of.LONGEST + 1))
    rests = [row.count(",") for row in rows]
    assert rests.count(0) > 40
    assert any(many == len(bare(row)) - 1 > 4 for row, many in zip(rows, rests, strict=True))
