"""Whoever is away until some day is free after it, and not before."""

from __future__ import annotations

from datetime import date, time

import pytest

from flows.collect.moments import parse_when
from flows.collect.when import When

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("je suis pas là jusqu'au dix décembre", date(2026, 12, 11)),
        ("jusqu'au vingt je suis pas là", date(2026, 12, 21)),
        ("je ne suis pas disponible du tout jusqu'au dix", date(2026, 12, 11)),
        ("je peux pas venir jusqu'au quinze janvier", date(2027, 1, 16)),
        ("mon mari est en déplacement jusqu'au premier décembre", date(2026, 12, 2)),
        ("jusqu'au dix mon mari est pas là", date(2026, 12, 11)),
        ("je suis en vacances jusqu'à lundi", date(2026, 12, 1)),
        ("je suis absente jusqu'au vendredi", date(2026, 11, 28)),
        ("jusqu'à vendredi je ne peux pas", date(2026, 11, 28)),
        ("nous serons absents jusqu'en janvier", date(2027, 2, 1)),
        ("jusqu'à la semaine prochaine je suis pas là", date(2026, 12, 7)),
        ("je suis pas là jusqu'à demain", date(2026, 11, 27)),
    ],
)
def test_an_absence_until_a_day_wishes_for_what_comes_after_it(words, first):
    assert parse_when(words, TODAY) == When(first=first)


def test_an_absence_until_some_hour_wishes_for_what_comes_after_it():
    assert parse_when("je suis pas libre jusqu'à seize heures", TODAY) == When(earliest=time(16))


@pytest.mark.parametrize(
    "words", ["je suis là jusqu'au dix", "jusqu'au dix décembre c'est bon", "pas après le dix"]
)
def test_whoever_is_there_until_a_day_is_free_before_it(words):
    assert parse_when(words, TODAY) == When(first=TODAY, last=date(2026, 12, 10))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("pas après lundi", date(2026, 11, 30)),
        ("pas après le dix décembre", date(2026, 12, 10)),
        ("pas après janvier", date(2027, 1, 31)),
    ],
)
def test_not_after_a_day_is_until_it(words, last):
    assert parse_when(words, TODAY) == When(first=TODAY, last=last)
