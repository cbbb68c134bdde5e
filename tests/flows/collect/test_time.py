"""Times of day."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.numbers import in_words, with_digits
from flows.collect.time import hours_in

EXACT = """
14:30 quatorze heures trente|14:30 à quatorze heures trente|14:30 deux heures et demie|14:30 14h30
14:30 à 14:30|14:30 14 h 30|14:30 à quatorze trente|14:30 le trois à quatorze heures trente
14:00 quatorze heures|14:00 vers deux heures|14:00 deux heures de l'après-midi
02:00 deux heures du matin|08:45 neuf heures moins le quart|09:15 neuf heures et quart
09:10 neuf heures dix|09:10 neuf heures et dix|12:00 midi|12:00 à midi|12:00 vers midi
12:30 midi et demi|12:15 midi et quart|00:00 minuit|08:00 huit heures|08:00 huit heures du matin
18:45 dix-huit heures quarante-cinq|13:00 une heure|13:00 treize heures|19:00 sept heures du soir
15:50 quatre heures moins dix|15:30 à quinze heures trente minutes|10:00 demain matin à dix heures
10:00 à dix|11:05 onze heures cinq|14:00 quatorze heures trois décembre|09:00 le vingt neuf heures
15:00 cet après-midi à trois heures|17:00 dix-sept heures pile|09:00 neuf heures le trois
11:45 midi moins le quart|11:50 midi moins dix|14:30 demain quatorze trente
"""
TABLE = [entry.split(" ", 1) for line in EXACT.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(("at", "words"), TABLE)
def test_it_understands_a_time(at, words):
    assert hours_in(with_digits(words))[0].at == time.fromisoformat(at)


@pytest.mark.parametrize(
    "words", ["", "bonjour", "le matin", "je ne sais pas", "quatorze heures soixante-dix", "le trois"]
)
def test_it_understands_no_time_where_none_is_said(words):
    assert hours_in(with_digits(words))[0].at is None


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("plutôt le matin", None, "12:00"),
        ("dans la matinée", None, "12:00"),
        ("demain matin", None, "12:00"),
        ("l'après-midi", "12:00", None),
        ("mardi après midi", "12:00", None),
        ("en fin de journée", "16:00", None),
        ("après le travail", "16:00", None),
        ("en début d'après-midi", "12:00", "15:00"),
        ("en fin de matinée", "10:30", "12:00"),
        ("tôt le matin", None, "10:00"),
        ("le soir", "17:00", None),
        ("entre midi et deux", "12:00", "14:00"),
        ("entre neuf heures et onze heures", "09:00", "11:00"),
        ("entre neuf et onze heures", "09:00", "11:00"),
        ("de neuf heures à midi", "09:00", "12:00"),
        ("après seize heures", "16:00", None),
        ("à partir de quatorze heures", "14:00", None),
        ("pas avant dix heures", "10:00", None),
        ("avant dix heures", None, "10:00"),
        ("au plus tard à midi", None, "12:00"),
    ],
)
def test_it_understands_a_part_of_the_day(words, earliest, latest):
    hours, _ = hours_in(with_digits(words))
    assert hours.at is None
    assert hours.earliest == (time.fromisoformat(earliest) if earliest else None)
    assert hours.latest == (time.fromisoformat(latest) if latest else None)


@given(st.integers(7, 23), st.integers(0, 59))
def test_any_time_survives_being_said(hour, minute):
    words = f"{in_words(hour)} heures {in_words(minute) if minute else ''}"
    assert hours_in(with_digits(words))[0].at == time(hour, minute)
