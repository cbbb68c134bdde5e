"""French numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.numbers import cardinals, in_words, numbers_in, whole_number, with_digits

SPOKEN = """
0 zéro|1 un|1 une|2 deux|7 sept|10 dix|11 onze|16 seize|17 dix-sept|17 dix sept|19 dix-neuf|20 vingt
21 vingt et un|21 vingt et une|22 vingt-deux|30 trente|31 trente et un|41 quarante et un
45 quarante-cinq|59 cinquante-neuf|60 soixante|61 soixante et un|70 soixante-dix|71 soixante et onze
72 soixante-douze|77 soixante-dix-sept|79 soixante dix neuf|80 quatre-vingts|80 quatre vingt
81 quatre-vingt-un|90 quatre-vingt-dix|91 quatre-vingt-onze|97 quatre-vingt-dix-sept
99 quatre vingt dix neuf|70 septante|75 septante-cinq|71 septante et un|80 huitante|82 octante deux
90 nonante|97 nonante-sept|100 cent|101 cent un|110 cent dix|117 cent dix-sept
180 cent quatre-vingts|200 deux cents|201 deux cent un|299 deux cent quatre-vingt-dix-neuf
380 trois cent quatre-vingts|999 neuf cent quatre-vingt-dix-neuf|1000 mille|1001 mille un
1200 mille deux cents|1945 mille neuf cent quarante-cinq|1945 dix-neuf cent quarante-cinq
1789 dix-sept cent quatre-vingt-neuf|2000 deux mille|2026 deux mille vingt-six
2027 deux mil vingt sept|71000 soixante et onze mille|80000 quatre vingt mille
999999 neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf|14 14|38990 38990
12 j'ai dit douze|37 j'ai trente-sept ans|3 il y en a trois|14 alors euh quatorze
44 carante quatre|71 soissante et onze|14 catorze|84 katre vint katre
"""
TABLE = [entry.strip().split(" ", 1) for line in SPOKEN.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(("number", "words"), TABLE)
def test_it_understands_a_number(number, words):
    assert whole_number(words) == int(number)


@pytest.mark.parametrize("words", ["", "bonjour", "un chien", "une carte d'identité", "deux ou trois", "et"])
def test_it_finds_no_number_where_there_is_none_or_several(words):
    assert whole_number(words) is None


@pytest.mark.parametrize(
    ("misheard", "number"),
    [
        ("vin deux", 22),
        ("cet", 7),
        ("soixante cette", 67),
        ("sis", 6),
        ("katre vin", 80),
        ("sans vingt", 120),
        ("cent dis", 110),
    ],
)
def test_it_forgives_the_recogniser_only_where_numbers_are_expected(misheard, number):
    assert whole_number(misheard, lenient=True) == number
    assert whole_number(misheard) != number


def test_it_keeps_every_reading_of_words_that_run_together():
    assert [number.value for number in cardinals(["soixante", "dix", "huit"], 0)] == [78, 70, 60]
    assert [number.value for number in cardinals(["quatre", "vingt", "dix", "sept"], 0)] == [97, 90, 80, 4]
    assert cardinals(["bonjour"], 0) == []
    assert cardinals(["un"], 5) == []


def test_it_reads_several_numbers_from_left_to_right():
    assert numbers_in("du trois au huit, ou le vingt et un") == [3, 8, 21]
    assert numbers_in("j'ai un chien et deux chats") == [2]


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("le vingt et un à quatorze heures trente", "le 21 a 14 heures 30"),
        ("le vingt neuf heures", "le 20 9 heures"),
        ("un samedi à une heure", "un samedi a 1 heure"),
        ("l'après-midi du 1er", "l apres midi du 1er"),
        ("dix-neuf cent quatre-vingt-dix-sept", "1997"),
        ("", ""),
    ],
)
def test_it_writes_the_numbers_of_a_sentence_in_digits(spoken, written):
    assert with_digits(spoken) == written


@given(st.integers(0, 999_999))
def test_every_number_survives_being_said(number):
    assert whole_number(in_words(number)) == number


def test_a_number_out_of_range_cannot_be_said():
    with pytest.raises(ValueError, match="between 0 and 999 999"):
        in_words(1_000_000)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    assert all(number >= 0 for number in numbers_in(text, lenient=True))
    assert isinstance(with_digits(text), str)
