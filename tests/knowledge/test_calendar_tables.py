"""Opening hours computed exactly: clock changes, leap days, moving feasts, year ends, zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bank_holidays import ZONES, bank_holidays
from knowledge.located import InputError
from knowledge.opening import OpeningHours
from knowledge.school_holidays import break_on, next_break, school_breaks
from knowledge.town import DAY_MINUTES, Closure, Span, TownFacts, WeeklyHours, day_of
from tests.knowledge.valmont import MONDAY, TOWN, at

HOURS = OpeningHours(TOWN)

EASTER = {
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
    2032: date(2032, 3, 28),
    2033: date(2033, 4, 17),
    2034: date(2034, 4, 9),
    2035: date(2035, 3, 25),
}
"""Easter Sundays, from the published tables."""


@pytest.mark.parametrize(("year", "easter"), EASTER.items())
def test_it_knows_the_eleven_bank_holidays_of_each_year(year, easter):
    fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    moving = [easter + timedelta(days=days) for days in (1, 39, 50)]
    expected = sorted({*(date(year, month, day) for month, day in fixed), *moving})
    assert sorted(bank_holidays("Métropole", year)) == expected


@pytest.mark.parametrize(("year", "easter"), EASTER.items())
def test_it_adds_good_friday_and_saint_stephen_in_alsace_moselle(year, easter):
    alsace = set(bank_holidays("Alsace-Moselle", year))
    added = alsace - set(bank_holidays("Métropole", year))
    assert added == {easter - timedelta(days=2), date(year, 12, 26)}


@pytest.mark.parametrize(
    ("zone", "abolition"),
    [
        ("Mayotte", (4, 27)),
        ("Martinique", (5, 22)),
        ("Guadeloupe", (5, 27)),
        ("Guyane", (6, 10)),
        ("La Réunion", (12, 20)),
    ],
)
def test_it_knows_the_abolition_of_slavery_overseas(zone, abolition):
    assert date(2027, *abolition) in bank_holidays(zone, 2027)
    assert date(2027, *abolition) not in bank_holidays("Métropole", 2027)


def test_every_zone_has_bank_holidays_with_french_names():
    for zone in ZONES:
        assert bank_holidays(zone, 2026)[date(2026, 12, 25)] == "Noël"


@pytest.mark.parametrize("year", EASTER)
def test_the_town_hall_is_closed_on_every_bank_holiday(year):
    for day in bank_holidays("Métropole", year):
        assert HOURS.hours_on("mairie", day) == ()


def test_leap_day_is_a_day_like_another():
    assert HOURS.hours_on("mairie", date(2028, 2, 29)) == HOURS.usual("mairie", date(2028, 2, 22))
    assert HOURS.is_open("mairie", at("2028-02-29 09:00"))
    assert HOURS.next_opening("mairie", at("2028-02-28 18:00")) == at("2028-02-29 08:30")


@pytest.mark.parametrize(
    ("saturday", "monday_in_utc"),
    [("2026-03-28 12:00", "2026-03-30 06:30"), ("2026-10-24 12:00", "2026-10-26 07:30")],
)
def test_doors_open_at_the_same_hour_after_the_clocks_change(saturday, monday_in_utc):
    opens = HOURS.next_opening("mairie", at(saturday))
    assert opens is not None
    assert (opens.hour, opens.minute) == (8, 30)
    assert opens.astimezone(UTC) == datetime.fromisoformat(monday_in_utc).replace(tzinfo=UTC)


def night_town() -> OpeningHours:
    night = WeeklyHours.parse({"saturday": ["20:00-24:00"], "sunday": ["00:00-05:00"]})
    return OpeningHours(TownFacts(name="Nuit", hours={"mairie": night}))


def test_midnight_does_not_close_a_place_that_goes_on():
    night = night_town()
    assert night.next_closing("mairie", at("2026-11-28 21:00")) == at("2026-11-29 05:00")
    assert night.next_closing("mairie", at("2026-11-29 00:30")) == at("2026-11-29 05:00")
    assert night.is_open("mairie", at("2026-11-29 00:00"))


@pytest.mark.parametrize(("night", "hours_open"), [("2026-03-28", 8), ("2026-10-24", 10), ("2026-11-28", 9)])
def test_a_night_lasts_one_hour_less_in_spring_and_one_more_in_autumn(night, hours_open):
    opens = night_town().next_opening("mairie", at(f"{night} 12:00"))
    assert opens is not None
    closes = night_town().next_closing("mairie", opens)
    assert closes is not None
    assert closes.astimezone(UTC) - opens.astimezone(UTC) == timedelta(hours=hours_open)


def test_an_opening_the_spring_change_skips_happens_just_after():
    early = WeeklyHours.parse({"sunday": ["02:30-06:00"]})
    hours = OpeningHours(TownFacts(name="Nuit", hours={"mairie": early}))
    opens = hours.next_opening("mairie", at("2026-03-28 12:00"))
    assert opens is not None
    assert opens.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert (opens.hour, opens.minute) == (3, 30)


def test_both_hours_of_the_autumn_night_are_inside_the_same_span():
    twice = at("2026-10-25 02:30")
    night = night_town()
    assert night.is_open("mairie", twice.replace(fold=0))
    assert night.is_open("mairie", twice.replace(fold=1))


def test_one_minute_before_the_new_year_it_opens_on_the_second_of_january():
    assert HOURS.next_opening("mairie", at("2026-12-31 23:59")) == at("2027-01-02 09:00")


def test_a_moment_in_another_zone_is_read_in_the_towns():
    assert HOURS.is_open("mairie", datetime(2026, 11, 23, 7, 30, tzinfo=UTC))
    assert not HOURS.is_open("mairie", datetime(2026, 11, 23, 7, 29, tzinfo=UTC))


def test_an_overseas_town_lives_in_its_own_time():
    town = replace(TOWN, time_zone="Indian/Reunion", holiday_zone="La Réunion", closures=())
    hours = OpeningHours(town)
    assert hours.is_open("mairie", datetime(2026, 11, 23, 4, 30, tzinfo=UTC))
    assert hours.hours_on("mairie", date(2027, 12, 20)) == ()


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        HOURS.is_open("mairie", datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 (the fault itself)


def test_a_service_that_keeps_no_hours_is_unknown():
    with pytest.raises(KeyError):
        HOURS.hours_on("patinoire", date(2026, 11, 23))


def test_doors_close_at_the_minute_said():
    assert HOURS.is_open("mairie", at("2026-11-23 11:59"))
    assert not HOURS.is_open("mairie", at("2026-11-23 12:00"))
    assert HOURS.next_closing("mairie", MONDAY) == at("2026-11-23 12:00")
    assert HOURS.next_closing("mairie", at("2026-11-23 12:30")) is None


def test_a_place_that_never_opens_has_no_next_opening():
    assert HOURS.next_opening("musee", MONDAY) is None


def test_a_closure_closes_only_what_it_names():
    closed = [Closure(service="urbanisme", first=date(2026, 11, 25), last=date(2026, 11, 25))]
    hours = OpeningHours(TOWN, closed)
    assert hours.hours_on("urbanisme", date(2026, 11, 25)) == ()
    assert hours.hours_on("mairie", date(2026, 11, 25)) != ()


def test_a_closure_everywhere_closes_everything():
    hours = OpeningHours(TOWN, [Closure(first=date(2026, 11, 25), last=date(2026, 11, 25))])
    assert all(hours.hours_on(table, date(2026, 11, 25)) == () for table in TOWN.hours)


def test_the_most_particular_closure_wins():
    wednesday = date(2026, 11, 25)
    kept = day_of([Span.parse("09:00-10:00")])
    closures = [
        Closure(service="etat-civil", first=wednesday, last=wednesday, hours=kept),
        Closure(service="mairie", first=wednesday, last=wednesday),
    ]
    hours = OpeningHours(TOWN, closures)
    assert hours.hours_on("etat-civil", wednesday) == kept
    assert hours.hours_on("mairie", wednesday) == ()


def test_exceptional_hours_open_even_on_a_bank_holiday():
    armistice = date(2026, 11, 11)
    kept = day_of([Span.parse("10:00-12:00")])
    hours = OpeningHours(TOWN, [Closure(service="mairie", first=armistice, last=armistice, hours=kept)])
    assert hours.hours_on("mairie", armistice) == kept


def test_holiday_hours_hold_during_the_school_holidays_only():
    in_holiday, in_term = date(2026, 10, 19), date(2026, 11, 23)
    assert HOURS.hours_on("piscine", in_holiday) == (Span.parse("10:00-20:00"),)
    assert HOURS.hours_on("piscine", in_term) == ()


def test_school_holidays_are_known_by_zone():
    found = next_break("A", date(2026, 11, 23))
    assert found is not None
    assert (found.name, found.first, found.last) == ("vacances de Noël", date(2026, 12, 19), date(2027, 1, 3))
    assert break_on("A", date(2026, 12, 25)) == found
    assert break_on("A", date(2026, 12, 18)) is None
    assert break_on("", date(2026, 12, 25)) is None
    assert {breaks.name for breaks in school_breaks("B")} >= {"vacances d'hiver", "vacances d'été"}


def test_the_three_zones_do_not_share_their_winter_holidays():
    starts = {zone: next_break(zone, date(2027, 1, 10), "vacances d'hiver") for zone in "ABC"}
    assert len({found.first for found in starts.values() if found}) == 3


@pytest.mark.parametrize("text", ["8h30-12h", "12:00-08:30", "09:00-09:00", "25:00-26:00", "24:00-24:30", ""])
def test_a_wrong_span_is_refused_with_an_example(text):
    with pytest.raises(InputError, match="08:30-12:00"):
        Span.parse(text)


def test_overlapping_spans_are_refused_and_touching_ones_joined():
    with pytest.raises(InputError, match="chevauchent"):
        day_of([Span.parse("08:00-12:00"), Span.parse("11:00-13:00")])
    joined = day_of([Span.parse("12:00-14:00"), Span.parse("08:00-12:00")])
    assert joined == (Span.parse("08:00-14:00"),)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("time_zone", "Europe/Lyon", "Europe/Lyon"),
        ("school_zone", "D", "« D »"),
        ("holiday_zone", "Bretagne", "Bretagne"),
        ("closures", (Closure(service="gare", first=date(2026, 1, 1), last=date(2026, 1, 1)),), "gare"),
    ],
)
def test_a_town_that_contradicts_itself_is_refused(field, value, told):
    with pytest.raises(InputError, match=told):
        replace(TOWN, **{field: value})


def test_a_closure_cannot_end_before_it_begins():
    with pytest.raises(InputError, match="précède"):
        Closure(first=date(2026, 12, 26), last=date(2026, 12, 24))


spans = st.lists(
    st.tuples(st.integers(0, DAY_MINUTES - 1), st.integers(1, DAY_MINUTES)).filter(
        lambda span: span[0] < span[1]
    ),
    max_size=3,
)


@settings(max_examples=60)
@given(
    days=st.lists(spans, min_size=7, max_size=7),
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)),  # noqa: DTZ001 (the zone comes below)
)
def test_next_opening_and_closing_agree_with_being_open(days, moment):
    week = []
    for day in days:
        try:
            week.append(day_of(Span(*span) for span in day))
        except InputError:
            week.append(())
    hours = OpeningHours(TownFacts(name="Hasard", hours={"mairie": WeeklyHours(tuple(week))}))
    now = moment.replace(tzinfo=UTC)
    opens, closes = hours.next_opening("mairie", now), hours.next_closing("mairie", now)
    assert (closes is not None) == hours.is_open("mairie", now)
    if opens is not None:
        assert opens > now
        assert hours.is_open("mairie", opens)
    if closes is not None:
        assert not hours.is_open("mairie", closes)
        assert hours.is_open("mairie", closes - timedelta(minutes=1))
