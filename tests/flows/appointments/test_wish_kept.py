"""A wish said in two breaths: what the second leaves open is as the first said it."""

from datetime import date, time

import pytest

from flows.booking import Period
from flows.collect.moments import read_when
from flows.collect.wished_periods import narrowed, period_of, when_of
from tests.flows.reopened import ReopenedCall

MONDAY = date(2026, 11, 23)


def wished(*said: str, language: str = "fr") -> Period:
    period = Period()
    for words in said:
        period = narrowed(period, period_of(read_when(language, words, MONDAY)), words)
    return period


@pytest.mark.parametrize(
    ("said", "first", "last", "weekdays"),
    [
        (("un mardi de janvier",), "2027-01-01", "2027-01-31", (1,)),
        (("les samedis de décembre",), "2026-12-01", "2026-12-31", (5,)),
        (("en janvier un mardi",), "2027-01-01", "2027-01-31", (1,)),
        (("en janvier", "un mardi"), "2027-01-01", "2027-01-31", (1,)),
        (("en janvier", "mardi"), "2027-01-01", "2027-01-31", (1,)),
        (("en janvier", "mardi prochain"), "2026-11-24", "2026-11-24", ()),
        (("en janvier", "un autre jour un mardi"), "", "", (1,)),
        (("dans trois semaines", "un mercredi"), "2026-12-14", "", (2,)),
        (("le quinze décembre", "mercredi"), "2026-12-16", "2026-12-16", ()),
        (("le quinze décembre", "mercredi prochain"), "2026-11-25", "2026-11-25", ()),
        (("vendredi", "mercredi"), "2026-11-25", "2026-11-25", ()),
        (("n'importe quand sauf demain",), "2026-11-25", "", ()),
        (("pas cette semaine",), "2026-11-30", "", ()),
        (("j'ai mes enfants le mercredi",), "", "", (0, 1, 3, 4, 5, 6)),
        (("je garde les petits le jeudi",), "", "", (0, 1, 2, 4, 5, 6)),
        (("le premier mardi de janvier",), "2027-01-05", "2027-01-05", ()),
    ],
)
def test_the_days_of_a_wish_are_kept(said, first, last, weekdays):
    assert wished(*said) == Period(first=first, last=last, weekdays=weekdays)


@pytest.mark.parametrize(
    ("said", "first", "last", "weekdays"),
    [
        (("a tuesday in january",), "2027-01-01", "2027-01-31", (1,)),
        (("any day but tomorrow",), "2026-11-25", "", ()),
        (("in january", "tuesday"), "2027-01-01", "2027-01-31", (1,)),
        (("the fifteenth of december", "wednesday"), "2026-12-16", "2026-12-16", ()),
    ],
)
def test_the_days_of_a_wish_are_kept_in_english(said, first, last, weekdays):
    assert wished(*said, language="en") == Period(first=first, last=last, weekdays=weekdays)


def test_the_hours_of_a_wish_are_kept_by_a_day_said_after_them():
    assert wished("le matin", "jeudi") == Period(first="2026-11-26", last="2026-11-26", latest="12:00")
    assert wished("le matin", "jeudi peu importe l'heure") == Period(first="2026-11-26", last="2026-11-26")


@pytest.mark.parametrize("words", ["un mardi de janvier", "jeudi à quinze heures", "le matin"])
def test_a_period_is_the_wish_it_was_made_of(words):
    when = read_when("fr", words, MONDAY)
    assert when_of(period_of(when)) == when


def offered(words: str) -> ReopenedCall:
    call = ReopenedCall()
    call.says("un rendez-vous pour un passeport")
    call.says(words)
    return call


def test_late_in_the_day_is_no_late_date():
    call = offered("le plus tard possible dans la journée")
    assert "16 h" in str(call.dialogue.waiting_for.values)


def test_another_week_is_none_of_the_week_offered():
    call = offered("une autre semaine")
    assert "décembre" in str(call.dialogue.waiting_for.values)
    assert "novembre" not in str(call.dialogue.waiting_for.values)


def test_an_hour_that_one_day_alone_lacks_is_not_said_to_be_nowhere():
    call = ReopenedCall()
    call.services.never = True
    call.says("un rendez-vous pour un passeport")
    said = call.says("jeudi à quinze heures")
    assert said[0] == "appointment.never_at_then"
    assert call.last[0].values == {"when": "le jeudi", "time": "15 h"}


def test_days_that_came_to_nothing_are_not_wished_for_any_more():
    call = ReopenedCall()
    call.services.never = True
    call.says("un rendez-vous pour un passeport")
    assert call.says("dimanche")[0] == "appointment.never_then"
    assert "appointment.never_then" not in call.says("l'après-midi")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("je travaille jusqu'à seize heures", "fr"),
        ("je finis à seize heures", "fr"),
        ("je suis au travail jusqu'à seize heures", "fr"),
        ("i work until four pm", "en"),
    ],
)
def test_whoever_is_busy_until_an_hour_comes_after_it(words, language):
    assert read_when(language, words, MONDAY).earliest == time(16)
    assert read_when(language, words, MONDAY).latest is None


@pytest.mark.parametrize("words", ["trop tôt", "c'est trop tôt pour moi"])
def test_too_early_is_for_later_slots(words):
    call = offered(words)
    assert "9 h" not in str(call.dialogue.waiting_for.values["slot_1"])


def test_too_late_is_for_earlier_ones():
    call = offered("trop tard")
    assert "appointment.first_ones" in [getattr(action, "prompt", "") for action in call.done]


def test_an_hour_that_should_have_been_another_is_moved_at_the_name():
    call = ReopenedCall()
    for said in ("un rendez-vous pour un passeport", "le premier", "oui"):
        call.says(said)
    call.says("non c'est pas ça je voulais jeudi")
    assert call.asked in ("appointment.offer_1", "appointment.confirm")


@pytest.mark.parametrize(
    ("words", "slot", "last"),
    [
        ("jeudi", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
        ("plutôt jeudi après-midi", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
        ("jeudi à quatorze heures", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
        ("mardi le matin", "mardi 1er décembre à 11 h", "mardi 24 novembre"),
        ("ce jeudi", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
        ("jeudi prochain", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
        ("jeudi qui vient", "jeudi 3 décembre à 14 h", "jeudi 26 novembre"),
    ],
)
def test_a_weekday_whose_coming_one_is_full_is_the_next_that_has_any(words, slot, last):
    call = having_nothing_before("2026-11-27")
    call.says("un rendez-vous pour un passeport")
    assert call.says(words)[0] == "appointment.none_that_day"
    assert call.last[0].values["day"] == last
    assert str(call.dialogue.waiting_for.values["slot_1"]) == slot


def test_an_hour_that_a_weekday_never_has_is_refused_and_not_the_weekday():
    call = having_nothing_before("2026-11-27")
    call.services.never_at = True
    call.says("un rendez-vous pour un passeport")
    assert call.says("jeudi à neuf heures")[0] == "appointment.never_at_then"
    assert call.last[0].values == {"when": "le jeudi", "time": "9 h"}
    assert str(call.dialogue.waiting_for.values["slot_1"]) == "jeudi 3 décembre à 14 h"


def test_those_after_the_slots_of_a_later_thursday_are_on_thursdays_too():
    call = having_nothing_before("2026-11-27")
    call.services.diary += ["2026-12-04T09:00", *(f"2026-12-{day}T10:00" for day in (10, 17, 24))]
    call.says("un rendez-vous pour un passeport")
    call.says("jeudi")
    assert "appointment.none_that_day" not in call.says("plus tard"), (
        "that was told, and some were offered since"
    )
    assert "vendredi" not in str(call.dialogue.waiting_for.values)


def test_a_weekday_wished_for_at_once_is_the_next_that_has_any():
    call = having_nothing_before("2026-11-27")
    said = call.says("un rendez-vous pour un passeport jeudi")
    assert said[-2] == "appointment.none_that_day"
    assert "jeudi 3 décembre" in str(call.dialogue.waiting_for.values)


@pytest.mark.parametrize("words", ["jeudi 26", "dans trois jours", "le 26"])
def test_a_day_told_apart_from_the_others_of_its_name_is_that_day_alone(words):
    call = having_nothing_before("2026-11-27")
    call.says("un rendez-vous pour un passeport")
    assert call.says(words)[0] == "appointment.none_then"
    assert "vendredi 27 novembre" in str(call.dialogue.waiting_for.values["slot_1"])


def having_nothing_before(day: str) -> ReopenedCall:
    call = ReopenedCall()
    call.services.diary = [at for at in call.services.diary if at >= day]
    return call


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        (("à partir de quinze heures", "avant seize heures"), "15:00", "16:00"),
        (("avant seize heures", "à partir de quinze heures"), "15:00", "16:00"),
        (("à partir de quinze heures", "avant dix heures"), "", "10:00"),
        (("le matin", "l'après-midi"), "12:00", ""),
        (("à partir de quinze heures", "le matin"), "", "12:00"),
    ],
)
def test_a_second_bound_keeps_the_first_where_both_can_be(said, earliest, latest):
    period = wished(*said)
    assert (period.earliest, period.latest) == (earliest, latest)


def test_later_in_the_month_is_none_of_the_week_offered():
    call = offered("plus tard dans le mois")
    assert "décembre" in str(call.dialogue.waiting_for.values)
