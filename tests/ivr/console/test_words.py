"""How things are written on screens: numbers stay beside what they count; the menu says where one is."""

import pytest

from ivr.console.words import day, duration, grouped, hour, moment
from knowledge.school_holidays import school_breaks


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(None, ""), (42, "42_s"), (185, "3_min_05_s"), (3599, "59_min_59_s"), (25690, "7_h_08")],
)
def test_a_duration_is_one_word(seconds, written):
    assert duration(seconds) == written.replace("_", "\u00a0")


def test_long_dates_break_after_the_name_of_the_day_alone_and_short_ones_after_the_year(
    console,
):
    with console.app.app_context():
        assert day("2026-12-01") == "mardi 1er_décembre_2026".replace("_", "\u00a0")
        assert moment("2026-12-11T09:05") == "ven._11_déc._2026, 9_h_05".replace("_", "\u00a0")
        assert [hour("2026-12-11T09:00"), hour("2026-12-11T17:30")] == ["9\u00a0h", "17\u00a0h\u00a030"]
    assert grouped(24206) == "24\u202f206"


def test_the_calendar_breaks_no_time_and_names_holidays_as_french_does(console):
    page = console.signed_in("admin").get("/console/horaires?mois=2026-10").text
    assert "Vacances de la Toussaint" in page
    assert "13\u00a0h\u00a030" in page
    assert "13 h 30" not in page.replace('value="', "")


def test_the_holidays_are_known_before_the_calendar_is_opened(console):
    assert school_breaks.cache_info().currsize


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/console/fiches", "Fiches"),
        ("/console/fiches/carte-identite", "Fiches"),
        ("/console/fiches/carte-identite/historique", "Fiches"),
        ("/console/appels/{call}", "En direct"),
    ],
)
def test_the_menu_says_where_one_is(console, path, name):
    (call,) = console.office.calls.get().execute("select id from calls").fetchone()
    answer = console.signed_in("admin").get(path.format(call=call), follow_redirects=True)
    assert answer.status_code == 200
    assert f'aria-current="page">{name}<' in answer.text
