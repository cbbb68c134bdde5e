"""Days that are refused, and days of which each has its own part, said on Tuesday 24 November 2026."""

from datetime import date, datetime, time

import pytest

from flows.booking import Period
from flows.collect.moments import parse_when
from flows.collect.when import When
from flows.collect.wished_periods import narrowed, nearest_periods, period_of, when_of
from ivr.calls.periods import allows

TODAY = date(2026, 11, 24)
NOON = time(12)
THE_20TH, THE_23RD = date(2026, 12, 20), date(2026, 12, 23)


def heard(words: str) -> When:
    when = parse_when(words, TODAY)
    assert when is not None
    return when


def on(month: int, day: int, hour: int) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour))


@pytest.mark.parametrize(
    "words",
    [
        "n'importe quel jour sauf le vingt ou le vingt-trois",
        "pas le vingt ni le vingt-trois",
        "ni le vingt ni le vingt-trois",
        "quand vous voulez hormis le vingt et le vingt-trois",
        "excepté le vingt et le vingt-trois décembre",
        "à part le vingt, le vingt-trois",
        "en dehors du vingt et du vingt-trois",
        "à l'exception du vingt et du vingt-trois",
        "je ne suis pas disponible le vingt ni le vingt-trois",
        "je ne suis pas là le vingt et le vingt-trois décembre",
        "je travaille le vingt et le vingt-trois",
        "évitez le vingt et le vingt-trois",
        "le vingt et le vingt-trois je ne peux pas",
        "le vingt et le vingt-trois, ça ne va pas",
    ],
)
def test_neither_of_two_days_refused_is_taken_for_the_one_wanted(words):
    assert heard(words) == When(but=(THE_20TH, THE_23RD))


@pytest.mark.parametrize(
    ("words", "free"),
    [
        ("en dehors du mardi", (0, 2, 3, 4, 5, 6)),
        ("n'importe quel jour à part mercredi", (0, 1, 3, 4, 5, 6)),
        ("hormis le vendredi", (0, 1, 2, 3, 5, 6)),
        ("ni lundi ni mardi", (2, 3, 4, 5, 6)),
        ("le lundi je peux pas", (1, 2, 3, 4, 5, 6)),
        ("lundi je peux pas mardi non plus", (2, 3, 4, 5, 6)),
        ("le lundi je peux pas le mardi je peux pas non plus", (2, 3, 4, 5, 6)),
        ("mardi ça ne m'arrange pas trop", (0, 2, 3, 4, 5, 6)),
        ("je travaille du lundi au jeudi", (4, 5, 6)),
        ("pas du lundi au mercredi", (3, 4, 5, 6)),
        ("tous les jours sauf le week-end et le lundi", (1, 2, 3, 4)),
    ],
)
def test_days_of_the_week_are_refused_in_any_words(words, free):
    assert heard(words) == When(weekdays=free)


@pytest.mark.parametrize(
    ("words", "first", "last", "weekdays", "but"),
    [
        ("la semaine prochaine sauf le mardi", (11, 30), (12, 6), (0, 2, 3, 4, 5, 6), ()),
        ("en décembre sauf le vingt", (12, 1), (12, 31), (), (THE_20TH,)),
    ],
)
def test_what_is_refused_of_a_stretch_is_left_out_of_it(words, first, last, weekdays, but):
    assert heard(words) == When(first=date(2026, *first), last=date(2026, *last), weekdays=weekdays, but=but)


@pytest.mark.parametrize(
    "words",
    [
        "pas le vingt mais le vingt-deux",
        "pas le vingt, le vingt-deux",
        "le vingt-deux mais pas le vingt-trois",
    ],
)
def test_a_day_said_beside_one_that_is_refused_is_wanted(words):
    assert heard(words) == heard("le vingt-deux")


@pytest.mark.parametrize(
    "words", ["pas le vingt du tout", "pas demain ni le vingt", "pas du vingt au vingt-deux"]
)
def test_no_refused_day_is_ever_wished_for(words):
    when = heard(words)
    assert THE_20TH in when.but
    assert when.first is None


@pytest.mark.parametrize(
    "words", ["pourquoi pas le vingt", "le vingt pourquoi pas", "je sais pas le vingt décembre"]
)
def test_a_not_that_is_not_about_the_day_refuses_nothing(words):
    assert heard(words) == When(first=THE_20TH, last=THE_20TH)


@pytest.mark.parametrize(
    "words", ["je sais pas lundi", "je ne sais pas lundi peut-être", "n'est-ce pas lundi"]
)
def test_whoever_does_not_know_refuses_no_day_of_the_week(words):
    assert heard(words) == heard("lundi")


@pytest.mark.parametrize(
    "words",
    ["je ne travaille pas le lundi", "je suis en congé le lundi", "mercredi je peux pas le lundi je peux"],
)
def test_a_day_off_is_free(words):
    assert heard(words) == When(weekdays=(0,))


@pytest.mark.parametrize(
    "words",
    ["je travaille le lundi jusqu'à seize heures", "je travaille du lundi au jeudi jusqu'à seize heures"],
)
def test_whoever_works_until_some_hour_is_free_after_it(words):
    assert heard(words) == When(earliest=time(16))


def test_the_day_of_a_visit_that_somebody_cannot_come_to_is_still_told():
    assert heard("j'ai rendez-vous jeudi, je ne peux pas venir").day == date(2026, 11, 26)


def test_a_morning_refused_leaves_the_afternoon_of_that_day():
    wished = period_of(heard("pas le lundi matin"))
    allowed = {(day, hour) for day in (7, 8) for hour in (9, 15) if allows(wished, on(12, day, hour))}
    assert allowed == {(7, 15), (8, 9), (8, 15)}


@pytest.mark.parametrize(
    "words",
    [
        "lundi matin ou mardi après-midi",
        "mardi après-midi ou lundi matin",
        "je suis libre lundi matin et mardi après-midi",
        "soit lundi matin soit mardi après-midi",
        "j'ai besoin d'un rendez-vous lundi matin ou mardi après-midi",
        "j'ai le lundi matin ou le mardi après-midi",
        "lundi matin ou mardi après-midi aussi",
    ],
)
def test_the_part_of_the_day_said_with_each_day_stays_with_it(words):
    when = heard(words)
    assert when_of(period_of(when)) == when
    allowed = {
        (day, hour)
        for day in (30, 1, 2)
        for hour in (9, 15)
        if allows(period_of(when), on(11 if day == 30 else 12, day, hour))
    }
    assert allowed == {(30, 9), (1, 15)}


def test_a_part_said_with_the_first_day_alone_is_not_that_of_the_other():
    when = heard("lundi matin ou mardi")
    assert [(part.day, part.latest) for part in when.parts] == [
        (date(2026, 11, 30), NOON),
        (date(2026, 12, 1), None),
    ]


def test_each_day_may_have_an_hour_of_its_own():
    wished = period_of(heard("lundi à dix heures ou mardi à quatorze heures trente"))
    allowed = {
        (day, hour)
        for day in (30, 1)
        for hour in range(8, 18)
        if allows(wished, on(11 if day == 30 else 12, day, hour).replace(minute=45))
    }
    assert allowed == {(30, 10), (1, 14)}


def test_the_hour_of_the_day_that_follows_is_that_of_a_day_without_one():
    when = heard("mardi à dix heures ou mercredi ou jeudi à quatorze heures")
    assert [part.earliest for part in when.parts] == [time(10), time(14), time(14)]


def test_where_no_day_has_its_hour_free_the_nearest_hours_of_each_come_first():
    around = nearest_periods(period_of(heard("lundi à dix heures ou mardi à quatorze heures")))[0]
    allowed = [
        (day, hour)
        for day in (30, 1)
        for hour in (7, 9, 11, 13, 16, 17)
        if allows(around, on(11 if day == 30 else 12, day, hour))
    ]
    assert allowed == [(30, 9), (30, 11), (1, 13), (1, 16)]


@pytest.mark.parametrize("again", ["à la même heure", "aussi", "pareil"])
def test_two_days_at_the_same_hour_are_at_that_hour(again):
    days = {"first": date(2026, 11, 30), "last": date(2026, 12, 1), "weekdays": (0, 1)}
    assert heard(f"lundi à dix heures ou mardi {again}") == When(at=time(10), **days)


def test_days_that_are_taken_are_no_parts_to_choose_from():
    assert heard("j'ai kiné lundi à dix heures et jeudi à onze heures").parts == ()


def test_an_hour_said_once_for_both_days_is_that_of_both():
    assert heard("mardi ou jeudi à dix heures") == When(
        first=date(2026, 11, 25), weekdays=(1, 3), at=time(10)
    )


def test_a_part_said_once_for_both_days_is_that_of_both():
    assert heard("mardi ou jeudi matin") == When(first=date(2026, 11, 25), weekdays=(1, 3), latest=NOON)


@pytest.mark.parametrize("day", [20, 23])
def test_the_diary_never_offers_a_day_refused(day):
    wished = period_of(heard("pas le vingt ni le vingt-trois"))
    assert not allows(wished, on(12, day, 9))
    assert allows(wished, on(12, 22, 9))
    assert all(not allows(wider, on(12, day, 9)) for wider in nearest_periods(wished))


def test_a_part_of_each_day_is_kept_when_one_of_them_is_refused():
    before = period_of(heard("lundi matin ou mardi après-midi"))
    wished = narrowed(before, period_of(heard("non pas lundi")), "non pas lundi")
    allowed = {(day, hour) for day in (1, 2) for hour in (9, 15) if allows(wished, on(12, day, hour))}
    assert allowed == {(1, 15)}
    assert not allows(wished, on(11, 30, 9))


@pytest.mark.parametrize(
    ("first", "then", "free"),
    [
        ("la semaine prochaine sauf le mardi", "non pas le mercredi non plus", (0, 3, 4, 5, 6)),
        ("pas le lundi", "pas le mardi", (2, 3, 4, 5, 6)),
        ("pas le lundi", "plutôt le lundi ou le mardi", (0, 1)),
    ],
)
def test_a_day_of_the_week_refused_before_stays_so_until_it_is_wished_for(first, then, free):
    before = period_of(heard(first))
    wished = narrowed(before, period_of(heard(then)), then)
    assert (wished.first, wished.last, wished.weekdays) == (before.first, before.last, free)


def test_whoever_will_not_have_tomorrow_is_offered_nothing_today():
    wished = period_of(heard("mais pas demain ni jeudi"))
    assert [day for day in range(24, 31) if allows(wished, on(11, day, 15))] == [27, 28, 29, 30]


def test_a_day_refused_stays_so_when_the_hours_are_changed():
    before = Period(first="2026-12-01", last="2026-12-31", but=("2026-12-20",))
    assert narrowed(before, Period(earliest="12:00"), "plutôt l'après-midi") == Period(
        first="2026-12-01", last="2026-12-31", earliest="12:00", but=("2026-12-20",)
    )


def test_the_day_wished_for_and_then_refused_is_wished_for_no_more():
    before = Period(first="2026-12-20", last="2026-12-20")
    wished = narrowed(before, period_of(heard("pas le vingt")), "pas le vingt")
    assert not allows(wished, on(12, 20, 9))
    assert allows(wished, on(12, 21, 9))
