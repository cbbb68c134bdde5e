"""When, as English speakers say it, and as it is written to be read back."""

from datetime import date, datetime, time

import pytest

from flows.collect.when import When
from flows.english.when import parse_when
from flows.english.written import written_day, written_habit, written_moment, written_time, written_window

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("tomorrow please", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("on thursday", date(2026, 11, 26)),
        ("next monday", date(2026, 11, 30)),
        ("thursday next week", date(2026, 12, 3)),
        ("the third of december", date(2026, 12, 3)),
        ("december the twenty first", date(2026, 12, 21)),
        ("december 3rd", date(2026, 12, 3)),
        ("in two weeks", date(2026, 12, 7)),
        ("in three days", date(2026, 11, 26)),
        ("in two and a half months", date(2027, 2, 7)),
        ("in a month and a half", date(2027, 1, 7)),
        ("in a year", date(2027, 11, 23)),
        ("on the fifth", date(2026, 12, 5)),
        ("easter monday", date(2027, 3, 29)),
        ("on christmas eve", date(2026, 12, 24)),
        ("the day after christmas", date(2026, 12, 26)),
        ("new year's day", date(2027, 1, 1)),
        ("monday week", date(2026, 12, 7)),
        ("a week on friday", date(2026, 12, 4)),
        ("the first monday of march", date(2027, 3, 1)),
        ("the last friday of the month", date(2026, 11, 27)),
        ("thursday the third", date(2026, 12, 3)),
        ("the fourth of december before the holidays", date(2026, 12, 4)),
    ],
)
def test_a_day_is_read(said: str, day: date):
    when = parse_when(said, TODAY)
    assert when is not None
    assert (when.day, when.problem) == (day, "")


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("at half past two", time(14, 30)),
        ("half past nine in the morning", time(9, 30)),
        ("quarter to ten", time(9, 45)),
        ("quarter past four", time(16, 15)),
        ("nine thirty a m", time(9, 30)),
        ("at eleven o'clock", time(11)),
        ("two p m", time(14)),
        ("at noon", time(12)),
        ("at ten", time(10)),
    ],
)
def test_an_hour_is_read(said: str, at: time):
    when = parse_when(said, TODAY)
    assert when is not None
    assert when.at == at


def test_a_day_and_an_hour_go_together():
    assert parse_when("on tuesday the twenty fourth of november at half past two", TODAY) == When(
        first=date(2026, 11, 24), last=date(2026, 11, 24), at=time(14, 30)
    )


def test_parts_of_the_day_and_bounds_are_read():
    assert parse_when("tomorrow morning", TODAY) == When(
        first=date(2026, 11, 24), last=date(2026, 11, 24), latest=time(12)
    )
    assert parse_when("after four p m", TODAY) == When(earliest=time(16))
    assert parse_when("next week", TODAY) == When(first=date(2026, 11, 30), last=date(2026, 12, 6))
    assert parse_when("on tuesdays or fridays", TODAY) == When(weekdays=(1, 4))
    assert parse_when("after thursday", TODAY) == When(first=date(2026, 11, 27))
    assert parse_when("before thursday", TODAY) == When(first=TODAY, last=date(2026, 11, 25))
    assert parse_when("before christmas", TODAY) == When(first=TODAY, last=date(2026, 12, 24))


def test_a_day_that_is_refused_is_not_taken():
    assert parse_when("any day but monday", TODAY) == When(weekdays=(1, 2, 3, 4, 5, 6))
    assert parse_when("not on thursday", TODAY) == When(weekdays=(0, 1, 2, 4, 5, 6))
    assert parse_when("not tomorrow", TODAY) == When(first=date(2026, 11, 25))
    assert parse_when("not next week", TODAY) == When(first=date(2026, 12, 7))

    assert parse_when("any day but tomorrow", TODAY) == When(first=date(2026, 11, 25))
    assert parse_when("anything except this week", TODAY) == When(first=date(2026, 11, 30))
    assert parse_when("i can't do monday", TODAY) == When(weekdays=(1, 2, 3, 4, 5, 6))


@pytest.mark.parametrize(
    "words",
    [
        "yes but tomorrow",
        "but tomorrow is fine",
        "next week but tomorrow is also possible",
        "why not tomorrow",
        "yes but tuesday",
        "why not on tuesday",
    ],
)
def test_a_day_asked_for_after_a_but_is_that_day(words):
    assert parse_when(words, TODAY) == When(first=date(2026, 11, 24), last=date(2026, 11, 24))


def test_not_before_a_day_begins_with_it():
    assert parse_when("not before tomorrow", TODAY) == When(first=date(2026, 11, 24))
    assert parse_when("not until next week", TODAY) == When(first=date(2026, 11, 30))


def test_no_matter_when_is_an_answer_and_anything_else_is_none():
    assert parse_when("any time is fine", TODAY) == When()
    assert parse_when("i would like a passport", TODAY) is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("yesterday", "past"),
        ("the thirty first of february", "impossible"),
        ("friday the third", "mismatch"),
        ("tuesday the third", "past"),
        ("bank holiday monday", "vague"),
        ("the monday after easter", "vague"),
        ("after the school holidays", "vague"),
        ("not the third", "vague"),
    ],
)
def test_a_day_that_cannot_be_taken_says_why(said: str, problem: str):
    when = parse_when(said, TODAY)
    assert when is not None
    assert when.problem == problem


def test_moments_are_written_in_english():
    at = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001 (a moment of the town's own)
    assert written_day(date(2027, 7, 2), TODAY) == "Friday 2 July 2027"
    assert written_day(date(2027, 1, 1), TODAY) == "Friday 1 January"
    assert [written_time(time(hour)) for hour in (9, 12, 18)] == ["9 am", "midday", "6 pm"]
    assert written_moment(at, TODAY) == "Tuesday 24 November at 2.30 pm"
    assert written_window(at, at.replace(hour=16, minute=0), TODAY) == (
        "on Tuesday 24 November between 2.30 pm and 4 pm"
    )


def test_hours_at_which_somebody_cannot_come_are_not_those_wished_for():
    assert parse_when("i can't come in the morning", TODAY).earliest == time(12)
    assert parse_when("in the morning", TODAY).latest == time(12)


def test_what_happens_every_week_is_written():
    assert written_habit((5,), "", "") == "on Saturday"
    assert written_habit((5,), "", "12:00") == "on Saturday mornings"
    assert written_habit((), "12:00", "") == "in the afternoon"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("thursday in two weeks", date(2026, 12, 10)),
        ("in forty-eight hours", date(2026, 11, 25)),
        ("tuesday no wednesday", date(2026, 11, 25)),
        ("next wednesday not this one", date(2026, 12, 2)),
        ("tomorrow morning no rather the afternoon", date(2026, 11, 24)),
    ],
)
def test_a_day_corrected_or_counted_is_read(said: str, day: date):
    when = parse_when(said, TODAY)
    assert when is not None
    assert (when.day, when.problem) == (day, "")


@pytest.mark.parametrize(
    ("said", "at", "earliest", "latest"),
    [
        ("two thirty", time(14, 30), None, None),
        ("when you open", None, None, time(10)),
        ("after school", None, time(16, 30), None),
        ("tomorrow morning no rather the afternoon", None, time(12), None),
    ],
)
def test_an_hour_in_few_words(said: str, at: time | None, earliest: time | None, latest: time | None):
    when = parse_when(said, TODAY)
    assert when is not None
    assert (when.at, when.earliest, when.latest) == (at, earliest, latest)


def test_not_before_a_month():
    when = parse_when("not before january", TODAY)
    assert when is not None
    assert (when.first, when.last) == (date(2027, 1, 1), None)
