"""The board: a span beside the one before, its headlines, its breakdowns, its steps."""

from datetime import date, datetime, time

import pytest

from ivr.calls.indicators.board import Board, Headline, precision, read_board
from ivr.calls.indicators.figures import figures_of, total
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.rates import Share
from ivr.calls.indicators.spans import Span, week_of
from ivr.calls.reviews import Verdict
from tests.ivr.calls.indicators.made import BEGAN, DAY, HOUR, at, facts, keep_call
from tests.ivr.calls.town import TOWN, opened

MONDAY = date(2026, 11, 23)
TODAY = date(2026, 11, 25)


def board(calls=(), earlier=(), span=week_of(MONDAY)):  # noqa: B008 - a frozen value
    days = {}
    for call in calls:
        days.setdefault(date.fromisoformat(call.day), []).append(call)
    figures = {day: figures_of(found) for day, found in days.items()}
    return Board(
        span=span,
        compared=span.before(TODAY),
        days=figures,
        now=total(figures.values()),
        before=figures_of(earlier),
        reviewed=Share(9, 10),
        reviewed_before=Share(0, 0),
        minutes_per_call=4.0,
    )


def test_headlines_put_now_beside_before():
    made = board([facts(), facts(outcome="transferred")], [facts()])
    found = {one.key: one for one in made.headlines()}
    assert (found["interactions"].value, found["interactions"].before) == (2, 1)
    assert (found["containment"].value, found["containment"].before) == (0.5, 1.0)
    assert found["precision"].value == 0.9
    assert found["precision"].before is None
    assert found["saved"].value == 4.0


def test_changes_of_percentages_are_points_and_others_are_relative():
    assert Headline("containment", "percent", 0.8, 0.75).change == pytest.approx(0.05)
    assert Headline("interactions", "count", 150, 100).change == pytest.approx(0.5)
    assert Headline("interactions", "count", 150, 0).change is None
    assert Headline("interactions", "count", 5, 1).change is None, "five calls next to one"
    assert Headline("interactions", "count", 19_976, 14).change is None, "a year next to a day"
    assert Headline("interactions", "count", 0, 20).change == pytest.approx(-1)
    assert Headline("score", "score", 4.0, 3.2).change == pytest.approx(0.25)
    assert Headline("score", "score", None, 4.0).change is None


def test_a_change_differs_only_when_the_intervals_do_not_meet():
    def headline(now, then):
        return Headline("containment", "percent", now.rate, then.rate, now, then, "up")

    assert headline(Share(900, 1000), Share(700, 1000)).differs
    assert not headline(Share(9, 10), Share(7, 10)).differs
    assert not Headline("interactions", "count", 900, 100).differs


def test_a_service_has_no_peak_of_its_own():
    whole = board([facts()])
    assert "peak" in {one.key for one in whole.headlines()}
    some = Board(**{**vars(whole), "whole": False})
    assert "peak" not in {one.key for one in some.headlines()}


def test_what_is_too_long_is_summed_under_no_name():
    calls = [facts(topic=topic) for topic in "aaabbcd"]
    assert board(calls, [facts(topic="c")]).breakdown("topics", most=3) == [
        ("a", 3, 0),
        ("b", 2, 0),
        ("", 2, 1),
    ]


def test_codes_asked_for_are_there_with_their_zeros():
    assert board([facts(score=5)]).breakdown("scores", ["4", "5"]) == [("4", 0, 0), ("5", 1, 0)]


@pytest.mark.parametrize(
    ("span", "count", "longest"),
    [
        (week_of(MONDAY), 7, 1),
        (Span(date(2026, 9, 1), date(2026, 11, 30)), 13, 7),
        (Span(date(2025, 1, 1), date(2026, 11, 30)), 23, 31),
    ],
)
def test_steps_are_days_then_weeks_then_months_and_cover_the_span(span, count, longest):
    steps = board([facts()], span=span).steps()
    assert len(steps) == count
    assert max(step.days for step, _ in steps) == longest
    assert [day for step, _ in steps for day in step] == list(span)
    assert sum(figures.calls for _, figures in steps) == 1


def test_precision_is_over_answers_that_were_reviewed():
    verdicts = {Verdict.RIGHT: 2, Verdict.SHOULD_BE: 1, Verdict.WRONG: 4, Verdict.NOT_A_QUESTION: 8}
    assert precision(verdicts) == Share(2, 7)
    assert precision({}) == Share(0, 0)


def test_the_board_is_read_for_a_service_with_its_reviews(tmp_path):
    connections = opened(tmp_path)
    db = connections.get()
    for number, service in enumerate(("voirie", "etat-civil"), start=1):
        keep_call(db, id=f"CA{number}", outcome="message")
        message = {"deed": number, "call_id": f"CA{number}", "service": service, "text": "", "left_at": 0.0}
        db["messages"].insert(message)
        verdict = "right" if service == "voirie" else "wrong"
        row = {"call_id": f"CA{number}", "seq": 3, "verdict": verdict, "should_be": "", "by": "Marie"}
        told = {"text": "", "decision": "answer", "topic": "nid-de-poule", "asked_at": BEGAN + 5}
        db["reviews"].insert({**row, **told, "at": BEGAN + DAY})
    ledger = Ledger(TOWN, connections)
    ledger.keep(BEGAN + HOUR)
    read = {"now": datetime.combine(TODAY, time(23, 59), tzinfo=TOWN.zone), "minutes_per_call": 4.0}
    whole = read_board(ledger, db, week_of(MONDAY), **read)
    assert (whole.now.calls, whole.reviewed, whole.whole) == (2, Share(1, 2), True)
    roads = read_board(ledger, db, week_of(MONDAY), services=["voirie"], **read)
    assert (roads.now.calls, roads.reviewed, roads.whole) == (1, Share(1, 1), False)
    assert roads.span == Span(MONDAY, TODAY)
    last_week = read_board(ledger, db, week_of(date(2026, 11, 16)), **read)
    assert (last_week.now.calls, last_week.reviewed) == (0, Share(0, 0))


@pytest.mark.parametrize(("hour", "before"), [(9, 0), (11, 1), (23, 2)])
@pytest.mark.parametrize("services", [None, ["voirie"]])
def test_a_day_that_goes_on_is_compared_with_the_same_hours(tmp_path, hour, before, services):
    connections = opened(tmp_path)
    for number, moment in enumerate((at(10, day=18), at(15, day=18)), start=1):  # the Wednesday before
        db = connections.get()
        keep_call(db, id=f"CA{number}", started_at=moment, seen_at=moment + 90, ended_at=moment + 90)
        message = {"deed": number, "call_id": f"CA{number}", "service": "voirie", "text": "", "left_at": 0.0}
        db["messages"].insert(message)
    ledger = Ledger(TOWN, connections)
    ledger.keep(at(9, day=25))
    now = datetime.combine(TODAY, time(hour), tzinfo=TOWN.zone)
    read = read_board(
        ledger, connections.get(), week_of(TODAY), now=now, minutes_per_call=4.0, services=services
    )
    assert (read.before.calls, read.compared_until) == (before, time(hour))
    over = read_board(
        ledger,
        connections.get(),
        week_of(date(2026, 11, 18)),
        now=now,
        minutes_per_call=4.0,
        services=services,
    )
    assert (over.now.calls, over.compared_until) == (2, None)
