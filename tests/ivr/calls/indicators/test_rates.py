"""The indicators, on cases made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.calls.indicators import rates
from ivr.calls.indicators.figures import figures_of
from ivr.calls.indicators.rates import Share
from tests.ivr.calls.indicators.made import facts


def test_containment_counts_what_was_settled_for_good():
    ten = (
        [facts()] * 6 + [facts(called_again=1)] * 2 + [facts(outcome="message"), facts(outcome="transferred")]
    )
    apart = [facts(outcome="emergency"), facts(outcome="abandoned", turns=0)]
    figures = figures_of(ten + apart)
    assert rates.containment(figures) == Share(6, 10)
    assert rates.resolution(figures) == Share(8, 10)


def test_abandons_transfers_and_unanswered_are_shares_of_all_calls():
    outcomes = ["abandoned", "abandoned", "transferred", "unanswered", "answered"]
    figures = figures_of(facts(outcome=outcome) for outcome in outcomes)
    assert rates.abandons(figures) == Share(2, 5)
    assert rates.transferred(figures) == Share(1, 5)
    assert rates.unanswered(figures) == Share(1, 5)


def test_reached_counts_closed_doors_too():
    results = ["answered", "answered", "busy", "closed"]
    figures = figures_of([*(facts(reason="asked", result=one) for one in results), facts()])
    assert rates.reached(figures) == Share(2, 4)


def test_satisfaction_comes_with_how_many_answered():
    asked = [facts(asked=1, score=score) for score in (5, 4, 2, 0, 0)]
    figures = figures_of([*asked, facts()])
    assert rates.satisfaction(figures) == Share(2, 3)
    assert rates.responses(figures) == Share(3, 5)
    assert rates.mean_score(figures) == pytest.approx(11 / 3)


def test_notes_without_a_trace_of_the_question_never_make_more_than_all():
    assert rates.responses(figures_of([facts(score=5)])) == Share(1, 1)


def test_means_are_over_what_there_was():
    figures = figures_of(
        [facts(seconds=60, heard=2, confidence=1.8), facts(seconds=120, heard=1, confidence=0.3)]
    )
    assert rates.mean_seconds(figures) == 90
    assert rates.mean_confidence(figures) == pytest.approx(0.7)


def test_minutes_saved_are_the_contained_calls_at_the_towns_rate():
    assert rates.minutes_saved(figures_of([facts(), facts(), facts(called_again=1)]), 4.5) == 9.0


def test_of_nothing_nothing_is_said():
    none = figures_of([])
    assert rates.containment(none).rate is None
    assert rates.containment(none).interval is None
    assert (rates.mean_score(none), rates.mean_seconds(none), rates.mean_confidence(none)) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(95, 100, 0.888, 0.978), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (1, 2, 0.095, 0.905)],
)
def test_wilsons_interval_is_the_published_one(count, of, low, high):
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_rate_and_stays_within_bounds(part):
    share = Share(*part)
    low, high = share.interval
    assert 0.0 <= low <= share.rate + 1e-12
    assert share.rate - 1e-12 <= high <= 1.0
