"""Keys gathered into answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.channels.keys import LATE_SECONDS, MAX_DIGITS, KeyCollector


@pytest.mark.parametrize("key", list("0123456789*#"))
def test_one_key_answers_at_once_when_one_is_asked(key: str) -> None:
    assert KeyCollector().press(key) == key


def test_it_waits_for_all_the_digits() -> None:
    keys = KeyCollector(digits=4)
    assert [keys.press(key) for key in "0465"] == [None, None, None, "0465"]
    assert not keys.begun


def test_the_hash_key_ends_the_answer_early_and_is_no_part_of_it() -> None:
    keys = KeyCollector(digits=10)
    assert [keys.press(key) for key in "12#"] == [None, None, "12"]


def test_the_hash_key_alone_is_an_answer() -> None:
    assert KeyCollector(digits=10).press("#") == "#"


def test_the_star_key_answers_at_once_and_forgets_what_was_begun() -> None:
    keys = KeyCollector(digits=10)
    keys.press("4")
    assert keys.press("*") == "*"
    assert not keys.begun


def test_a_long_pause_ends_the_answer() -> None:
    keys = KeyCollector(digits=10, pause_seconds=3.0)
    keys.press("0")
    assert keys.wait(2.0) is None
    keys.press("4")
    assert keys.wait(2.0) is None
    assert keys.wait(1.0) == "04"


def test_time_without_a_key_answers_nothing() -> None:
    assert KeyCollector(digits=2).wait(100.0) is None


def test_a_question_without_keys_is_refused() -> None:
    with pytest.raises(ValueError, match="0 keys"):
        KeyCollector(digits=0)


@given(st.integers(1, 1000), st.text(alphabet="0123456789*#ABCD", max_size=200))
def test_a_flood_of_keys_never_makes_a_long_answer(digits: int, flood: str) -> None:
    keys = KeyCollector(digits=digits)
    answers = [answer for key in flood if (answer := keys.press(key)) is not None]
    assert all(1 <= len(answer) <= MAX_DIGITS for answer in answers)


def whole_number() -> KeyCollector:
    keys = KeyCollector(digits=2)
    keys.press("4")
    keys.press("2")
    return keys


def test_a_hash_after_a_whole_number_is_late_once_and_not_for_long() -> None:
    keys = KeyCollector(ended=whole_number())
    keys.wait(1.0)
    assert [keys.comes_late("#"), keys.comes_late("#")] == [True, False]
    keys = KeyCollector(ended=whole_number())
    keys.wait(LATE_SECONDS)
    assert not keys.comes_late("#")


def test_no_other_key_is_late_and_none_after_a_number_that_was_ended() -> None:
    keys = KeyCollector(ended=whole_number())
    assert [keys.comes_late("1"), keys.comes_late("#")] == [False, False]
    ended = KeyCollector(digits=4)
    ended.press("4")
    ended.press("#")
    assert not KeyCollector(ended=ended).comes_late("#")
    assert not KeyCollector(ended=KeyCollector()).comes_late("#")
