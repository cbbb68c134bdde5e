"""Written English, as it is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.spoken_english import digit_by_digit, spell_out, time_in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Call 04 65 71 00 70.", "Call zero four, six five, seven one, zero zero, seven zero."),
        ("Dial 18, or 112.", "Dial eighteen, or one one two."),
        ("call 31 14", "call three one, one four"),
        ("from 8.30 am to noon", "from eight thirty a.m. to noon"),
        ("until 5:30 p.m.", "until five thirty p.m."),
        ("at 17:05", "at five oh five p.m."),
        ("at 14 h 30", "at two thirty p.m."),
        ("on Tuesday 24 November 2026", "on Tuesday the twenty-fourth of November twenty twenty-six"),
        ("December 3rd", "the third of December"),
        ("2026-12-01", "the first of December twenty twenty-six"),
        ("€25", "twenty-five euros"),
        ("It is 12.50 € a year", "It is twelve euros fifty a year"),
        ("1 euro", "one euro"),
        ("the 12th floor", "the twelfth floor"),
        ("1,250 people", "one thousand two hundred and fifty people"),
        ("3.5 km", "three point five kilometres"),
        ("30%", "thirty per cent"),
        ("38990 Valmont", "three eight nine nine zero Valmont"),
        ("www.valmont.fr/passport", "w w w dot valmont dot f r slash passport"),
        ("mairie@valmont.fr", "mairie at valmont dot f r"),
        ("Mr Smith, no. 4", "mister Smith, number four"),
        ("3-5 years", "three to five years"),
    ],
)
def test_written_forms_are_said_as_the_english_say_them(written: str, said: str) -> None:
    assert spell_out(written) == said


def test_a_foreign_number_is_said_digit_by_digit() -> None:
    assert digit_by_digit("+44 20") == "plus four four, two zero"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "midnight"), (12, 0, "midday"), (9, 30, "nine thirty a.m."), (18, 0, "six p.m.")],
)
def test_times_of_day(hour: int, minute: int, said: str) -> None:
    assert time_in_words(hour, minute) == said


def test_words_come_back_unchanged() -> None:
    text = "Your message has been saved. Is there anything else?"
    assert spell_out(text) == text


@given(st.text(max_size=80))
def test_no_digit_bracket_or_control_is_ever_left(text: str) -> None:
    assert not re.search(r"[\d\[\]{}()<>\x00-\x1f]", spell_out(text))
