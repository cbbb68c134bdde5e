"""Which of several exceptions wins, told as the calendar decides."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ivr.console.closure_conflicts import contradicted, winners
from knowledge.opening import OpeningHours
from knowledge.town import EVERYWHERE, Closure
from tests.knowledge.valmont import TOWN

MONDAY = date(2026, 11, 23)
PLACES = [EVERYWHERE, *TOWN.hours, *TOWN.services]
days = st.integers(0, 4).map(lambda n: MONDAY + timedelta(days=n))
exceptions = st.builds(
    lambda place, ends: Closure(service=place, first=min(ends), last=max(ends)),
    st.sampled_from(PLACES),
    st.tuples(days, days),
)


@given(st.lists(exceptions, min_size=1, max_size=5), st.sampled_from(list(TOWN.services)), days)
def test_what_the_calendar_follows_is_beaten_by_none_of_those_that_concern_the_place(declared, place, day):
    hours = OpeningHours(TOWN, declared)
    followed = hours._closure(place, day)
    concerned = [
        one
        for one in declared
        if one.service in (EVERYWHERE, place, TOWN.table_of(place)) and one.first <= day <= one.last
    ]
    for one in concerned:
        beating = [winner.closure for winner in winners(one, hours.closures, TOWN)]
        assert any(other is followed for other in beating) == (one is not followed)
        assert contradicted(one, hours.closures, TOWN) >= (len(concerned) > 1)


def test_exceptions_of_other_days_or_places_contradict_nothing():
    one = Closure(service="mairie", first=MONDAY, last=MONDAY)
    later = Closure(service="mairie", first=MONDAY + timedelta(1), last=MONDAY + timedelta(2))
    assert winners(one, [one, later], TOWN) == []
    assert not contradicted(one, [one, later], TOWN)
