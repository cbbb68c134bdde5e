"""Numbers, spontaneous speech and written texts in the model's own words."""

from __future__ import annotations

import re
from random import Random

import pytest

from speech.training import numerals
from speech.training.callers import spontaneous
from speech.training.writing import sentences_of


def test_the_words_of_numbers_stand_apart() -> None:
    assert numerals.cardinal(97) == "quatre vingt dix sept"
    assert numerals.cardinal(21, feminine=True) == "vingt et une"
    assert numerals.ordinal(17) == "dix septième"
    assert (numerals.pair(5), numerals.pair(70)) == ("zéro cinq", "soixante dix")


@pytest.mark.parametrize(
    "draw",
    [
        numerals.telephone,
        numerals.hour,
        numerals.date,
        numerals.year,
        numerals.postcode,
        numerals.price,
        numerals.reference,
    ],
)
def test_what_is_made_of_numbers_is_only_words(draw: numerals.Draw) -> None:
    said = {draw(Random(seed)) for seed in range(200)}
    assert len(said) > 50
    assert not [one for one in said if any(mark.isdigit() or mark == "-" for mark in one) or "  " in one]


def test_a_telephone_number_is_a_zero_and_nine_digits_mostly_said_in_pairs() -> None:
    one = "|".join(map(numerals.cardinal, range(10)))
    two = "|".join(map(numerals.pair, range(100)))
    three = "|".join(map(numerals.cardinal, range(1000)))
    said = [numerals.telephone(Random(seed)) for seed in range(200)]
    in_pairs = [number for number in said if re.fullmatch(rf"zéro (?:{one})(?: (?:{two})){{4}}", number)]
    assert len(in_pairs) > 150
    others = re.compile(rf"zéro(?:(?: (?:{one})){{9}}|(?: (?:{three})){{3}})")
    assert all(others.fullmatch(number) for number in set(said) - set(in_pairs))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("à le marché de les halles", "au marché des halles"),
        ("besoin de un acte de naissance", "besoin d'un acte de naissance"),
        ("parce que il est onze heures", "parce qu'il est onze heures"),
        ("de onze heures à midi", "de onze heures à midi"),
        ("la boulevard et la avenue", "le boulevard et l'avenue"),
        ("ce arbre est-ce à vous", "cet arbre est-ce à vous"),
        ("madame de le gall", "madame de le gall"),
    ],
)
def test_words_are_contracted_as_they_must_be(written: str, said: str) -> None:
    assert spontaneous().joined(written) == said


def test_people_swallow_hesitate_and_repeat() -> None:
    chance = Random(1)
    said = {spontaneous().loosened("je suis sûr qu'il y a un petit problème", chance) for _ in range(300)}
    assert any("chuis" in one for one in said)
    assert any(" y a " in one for one in said)
    assert any("p'tit" in one for one in said)
    assert any("euh" in one for one in said)
    assert "je suis sûr qu'il y a un petit problème" in said


def test_a_written_text_becomes_the_models_words_sentence_by_sentence() -> None:
    text = (
        "Y a-t-il 97 œufs ? Le coeur (bis) ; rendez-vous le 3 mai. Code <b>x</b>. The cat is in the garden."
    )
    assert [" ".join(words) for words in sentences_of(text)] == [
        "y a-t-il quatre vingt dix sept œufs",
        "le cœur",
        "bis",
        "rendez-vous le trois mai",
    ]
