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
        ("je suis absente jusqu'à lundi soir", date(2026, 12, 1)),
        ("absent jusqu'au dix à midi", date(2026, 12, 11)),
        ("je suis pas là jusqu'à début janvier", date(2027, 1, 11)),
        ("pas là jusqu'à la fin du mois", date(2026, 12, 1)),
        ("à l'étranger jusqu'à fin décembre", date(2027, 1, 1)),
        ("en vacances à la montagne jusqu'au dix", date(2026, 12, 11)),
        ("je travaille jusqu'au dix décembre", date(2026, 12, 11)),
        ("jusqu'au dix on est tous en vacances", date(2026, 12, 11)),
        ("c'est pas possible jusqu'à jeudi", date(2026, 11, 27)),
    ],
)
def test_an_absence_until_a_day_wishes_for_what_comes_after_it(words, first):
    assert parse_when(words, TODAY) == When(first=first)


def test_an_absence_until_some_hour_wishes_for_what_comes_after_it():
    assert parse_when("je suis pas libre jusqu'à seize heures", TODAY) == When(earliest=time(16))


@pytest.mark.parametrize(
    "words",
    [
        "je suis là jusqu'au dix",
        "jusqu'au dix décembre c'est bon",
        "pas après le dix",
        "je peux pas venir après le dix",
        "plus là après le dix",
        "je suis là jusqu'au dix, après je suis en vacances",
        "c'est bon jusqu'au dix, ensuite on est absents",
        "jusqu'au dix je peux, pas après",
        "libre jusqu'au dix mais pas la semaine prochaine",
        "mon mari est absent jusqu'au dix, mais moi je suis là",
        "en vacances à partir du onze",
    ],
)
def test_whoever_is_there_until_a_day_is_free_before_it(words):
    assert parse_when(words, TODAY) == When(first=TODAY, last=date(2026, 12, 10))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("pas après lundi", date(2026, 11, 30)),
        ("pas après le dix décembre", date(2026, 12, 10)),
        ("pas après janvier", date(2027, 1, 31)),
        ("pas après Noël", date(2026, 12, 25)),
        ("pas après la semaine prochaine", date(2026, 12, 6)),
    ],
)
def test_not_after_a_day_is_until_it(words, last):
    assert parse_when(words, TODAY) == When(first=TODAY, last=last)


@pytest.mark.parametrize(
    ("words", "latest"),
    [
        ("je suis libre jusqu'à seize heures, après je peux pas", time(16)),
        ("jusqu'à dix heures je peux, pas après", time(10)),
        ("je ne peux pas venir après seize heures", time(16)),
        ("pas après onze heures", time(11)),
    ],
)
def test_not_after_an_hour_is_before_it(words, latest):
    assert parse_when(words, TODAY) == When(latest=latest)


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        ("j'ai jusqu'au dix et je peux pas le mardi", (0, 2, 3, 4, 5, 6)),
        ("jusqu'à présent je suis pas libre le mardi", (0, 2, 3, 4, 5, 6)),
        ("je travaille jusqu'à seize heures, le mardi je suis pas là", (0, 2, 3, 4, 5, 6)),
    ],
)
def test_a_day_of_the_week_refused_beside_an_end_stays_refused(words, weekdays):
    when = parse_when(words, TODAY)
    assert when is not None
    assert when.weekdays == weekdays
