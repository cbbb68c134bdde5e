"""Stretches of days and what they are compared with."""

from datetime import date

import pytest

from ivr.calls.indicators.spans import Span, SpanError, month_of, read_span, week_of


def test_a_week_goes_from_monday_to_sunday():
    assert week_of(date(2026, 11, 25)) == Span(date(2026, 11, 23), date(2026, 11, 29))


def test_a_month_is_the_calendars():
    assert month_of(date(2028, 2, 10)) == Span(date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 31)).last == date(2026, 12, 31)


def test_a_week_that_runs_is_compared_with_as_much_of_the_last_one():
    assert week_of(date(2026, 11, 25)).before(date(2026, 11, 25)) == Span(
        date(2026, 11, 16), date(2026, 11, 18)
    )
    assert week_of(date(2026, 11, 10)).before(date(2026, 11, 25)) == week_of(date(2026, 11, 3))


def test_a_month_is_compared_with_the_one_before():
    assert month_of(date(2026, 10, 5)).before(date(2026, 11, 25)) == month_of(date(2026, 9, 1))
    assert month_of(date(2026, 3, 1)).before(date(2026, 3, 31)) == month_of(date(2026, 2, 1))
    assert month_of(date(2026, 11, 1)).before(date(2026, 11, 25)) == Span(
        date(2026, 10, 1), date(2026, 10, 25)
    )


def test_a_running_month_longer_than_the_last_stops_at_its_end():
    assert month_of(date(2026, 3, 1)).before(date(2026, 3, 30)) == month_of(date(2026, 2, 1))


def test_other_spans_go_back_by_whole_weeks():
    ten = Span(date(2026, 11, 9), date(2026, 11, 18))
    assert ten.before(date(2026, 11, 25)) == Span(date(2026, 10, 26), date(2026, 11, 4))


def test_days_are_read_in_either_order():
    assert read_span("2026-11-25", " 2026-11-23 ") == Span(date(2026, 11, 23), date(2026, 11, 25))


@pytest.mark.parametrize(("first", "last"), [("", ""), ("hier", "2026-11-25"), ("1900-01-01", "2026-11-25")])
def test_what_is_no_span_is_refused(first, last):
    with pytest.raises(SpanError):
        read_span(first, last)
