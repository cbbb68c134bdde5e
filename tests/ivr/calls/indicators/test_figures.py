"""Sums over calls, on cases made by hand."""

from hypothesis import given
from hypothesis import strategies as st

from ivr.calls.indicators.figures import Figures, figures_of, peak, total
from tests.ivr.calls.indicators.made import BEGAN, facts

CALLS = st.lists(
    st.builds(
        facts,
        started_at=st.integers(0, 10_000).map(float),
        seconds=st.integers(1, 2000).map(float),
        outcome=st.sampled_from(["answered", "abandoned", "transferred", "emergency", ""]),
        turns=st.integers(0, 3),
        called_again=st.integers(0, 1),
        heard=st.integers(0, 3),
        confidence=st.integers(0, 3).map(float),
        score=st.integers(0, 5),
    ),
    max_size=8,
)


def test_a_settled_request_is_contained_unless_they_call_again():
    counted = figures_of(
        [facts(), facts(called_again=1), facts(outcome="message"), facts(outcome="transferred")]
    )
    assert (counted.calls, counted.requests, counted.resolved, counted.contained) == (4, 4, 2, 1)


def test_a_call_without_a_word_and_an_emergency_are_no_requests():
    counted = figures_of([facts(turns=0, outcome="abandoned"), facts(outcome="emergency")])
    assert (counted.requests, counted.unspoken, counted.calls) == (0, 1, 2)


def test_hidden_numbers_are_counted_apart():
    assert figures_of([facts(hidden=1), facts(hidden=1, outcome="message"), facts()]).hidden == 1


def test_hours_are_of_the_weekday():
    assert figures_of([facts(day="2026-11-29", hour=9)]).hours == {"6/9": 1}


def test_a_call_of_exactly_a_minute_is_in_the_second_class():
    counted = figures_of([facts(seconds=59.9), facts(seconds=60.0), facts(seconds=3600.0)])
    assert counted.durations == {"0": 1, "1": 1, "5": 1}


def test_the_peak_is_the_most_calls_at_once():
    assert peak([(0, 10), (5, 10), (9, 1), (20, 5)]) == (3, 9)
    assert peak([(0, 10), (10, 10)]) == (1, 0)
    assert peak([]) == (0, 0.0)


def test_the_peak_of_two_days_is_the_higher_not_the_sum():
    first = figures_of([facts(), facts()])
    second = figures_of([facts(started_at=BEGAN + 86_400)])
    assert (total([second, first]).peak, (second + first).peak) == (2, 2)
    assert (second + first).peak_at == BEGAN


@given(CALLS, CALLS)
def test_adding_figures_is_counting_the_calls_together(some, others):
    together = figures_of(some + others)
    for added in (figures_of(some) + figures_of(others), total([figures_of(some), figures_of(others)])):
        added.peak, added.peak_at = together.peak, together.peak_at
        assert added == together


@given(CALLS)
def test_figures_are_read_as_they_were_written(calls):
    figures = figures_of(calls)
    assert Figures.from_json(figures.to_json()) == figures


def test_fields_of_another_version_are_forgotten():
    assert Figures.from_json('{"calls": 2, "gone": 1}') == Figures(calls=2)
