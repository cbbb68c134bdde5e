"""Which slots are offered: the desk's hours, notice, horizon, bank holidays and closures."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest

from flows.booking import Period
from ivr.calls.callbacks import windows
from ivr.calls.periods import best
from tests.ivr.calls.town import MONDAY, TOWN, calendar_of, diary_of

CARD = TOWN.appointments["carte-identite"]
WEDDING = TOWN.appointments["mariage"]


def first(kind, count, now=MONDAY):
    return [f"{start:%a %d %H:%M}" for start in islice(diary_of(now=now).starts(kind), count)]


def test_the_first_slots_come_after_the_notice():
    assert first(CARD, 3) == ["Tue 24 10:00", "Tue 24 10:20", "Tue 24 10:40"]


def test_a_visit_ends_before_the_desk_closes():
    starts = [start for start in diary_of().starts(CARD) if start.date() == date(2026, 11, 25)]
    assert f"{starts[0]:%H:%M}" == "09:00"
    assert {f"{start:%H:%M}" for start in starts} >= {"11:40", "14:00", "16:40"}
    assert not {f"{start:%H:%M}" for start in starts} & {"12:00", "17:00"}


def test_each_kind_has_its_own_length_notice_and_hours():
    assert first(WEDDING, 5) == [
        *("Thu 26 14:00", "Thu 26 14:45", "Thu 26 15:30", "Thu 26 16:15"),
        "Tue 01 14:00",
    ]


def test_nothing_is_offered_beyond_the_horizon():
    last = max(diary_of().starts(CARD))
    assert last.date() <= MONDAY.date() + timedelta(days=CARD.horizon_days)


def test_bank_holidays_and_the_closures_of_the_service_are_left_out():
    # Valmont's town hall closes from 24 to 26 December 2026; 1 January is a Friday, when the desk receives.
    days = {start.date() for start in diary_of().starts(CARD)}
    assert date(2026, 12, 23) in days
    assert not days & {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}


def test_only_a_slot_of_the_diary_is_offered():
    diary = diary_of()
    assert diary.offers(CARD, datetime(2026, 11, 25, 9, 20))  # noqa: DTZ001 - the town's wall clock
    for wrong in (
        "2026-11-25T09:10",
        "2026-11-25T12:00",
        "2026-11-23T15:00",
        "2026-11-30T09:00",
        "2028-01-04T09:00",
    ):
        assert not diary.offers(CARD, datetime.fromisoformat(wrong)), wrong


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), ["24 10:00", "24 10:20", "24 10:40"]),
        (Period(first="2026-11-26"), ["26 09:00", "26 09:20", "26 09:40"]),
        (Period(weekdays=(4,)), ["27 09:00", "27 09:20", "27 09:40"]),
        (Period(earliest="14:00"), ["24 14:00", "24 14:20", "24 14:40"]),
        (Period(first="2026-11-25", latest="09:30"), ["25 09:00", "25 09:20", "26 09:00"]),
        (Period(at="14:30", last="2026-11-24"), ["24 14:00", "24 14:20", "24 14:40"]),
        (Period(at="14:40"), ["24 14:40", "25 14:40", "26 14:40"]),
        (Period(after="2026-11-24T16:40"), ["25 09:00", "25 09:20", "25 09:40"]),
        (Period(first="2026-11-30", last="2026-11-30"), []),
    ],
)
def test_a_wish_picks_the_slots_that_fit_it_best(period, expected):
    found = best(diary_of().starts(CARD), period, 3)
    assert [f"{start:%d %H:%M}" for start in found] == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), ["11-23T10:30/11-23T12:00", "11-23T13:30/11-23T17:30", "11-24T08:30/11-24T12:00"]),
        (Period(first="2026-11-24", last="2026-11-24", latest="12:00"), ["11-24T08:30/11-24T12:00"]),
        (Period(first="2026-11-24", last="2026-11-24", earliest="14:00"), ["11-24T14:00/11-24T17:30"]),
        (Period(first="2026-11-24", last="2026-11-24", at="15:00"), ["11-24T15:00/11-24T16:00"]),
        (Period(first="2026-11-29", last="2026-11-29"), []),
    ],
)
def test_a_service_rings_back_within_its_opening_hours(period, expected):
    found = windows(calendar_of(), "etat-civil", period, MONDAY)
    assert [f"{window.start[5:]}/{window.end[5:]}" for window in found][:3] == expected
