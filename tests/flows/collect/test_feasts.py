"""Feasts that move with Easter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.date import parse_when
from flows.collect.feasts import FIXED, FROM_EASTER, coming, easter


@pytest.mark.parametrize(
    "sunday", ["2000-04-23", "2019-04-21", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"]
)
def test_easter_is_where_calendars_have_it(sunday):
    day = date.fromisoformat(sunday)
    assert easter(day.year) == day


@given(st.sampled_from([*FIXED, *FROM_EASTER]), st.dates(date(1990, 1, 1), date(2099, 1, 1)))
def test_a_coming_feast_is_within_thirteen_months(feast, today):
    assert today <= coming(feast, today) <= today + timedelta(days=400)


@pytest.mark.parametrize(
    "said",
    [
        "le volet de la salle des fêtes est cassé rappelez-moi demain matin",
        "pour le comité des fêtes demain matin",
        "je reviens de vacances demain matin",
    ],
)
def test_a_feast_that_is_no_date_leaves_the_day_that_was_said(said):
    when = parse_when(said, date(2026, 11, 24))
    assert when is not None
    assert (when.first, when.problem) == (date(2026, 11, 25), "")
