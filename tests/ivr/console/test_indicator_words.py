"""Indicators as they are written: numbers, changes, periods, the file, the charts, the hours."""

import csv
import io
import tomllib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ivr.calls.indicators.board import Headline
from ivr.calls.indicators.rates import Share
from ivr.calls.indicators.spans import Span
from ivr.console.indicator_charts import CHARTS
from ivr.console.indicator_csv import written
from ivr.console.indicator_heat import heat
from ivr.console.indicator_words import busiest, change, named, number, percent, period, tone, value, words
from tests.ivr.calls.indicators.made import facts
from tests.ivr.calls.indicators.test_board import board

SVG = "{http://www.w3.org/2000/svg}"
CALLS = [
    facts(score=5, asked=1, heard=2, confidence=1.7, reason="asked", result="busy"),
    facts(outcome="abandoned", topic="", hour=9, channel="turns", seconds=20.0),
    facts(day="2026-11-24", topic="passeport", service="etat-civil", called_again=1),
]
TITLES = {"carte-identite": "Carte d’identité <b>", "passeport": "=1+1", "etat-civil": "État civil"}


def test_numbers_are_written_as_french_readers_expect_them():
    assert number(12345.678, 1) == "12\u202f345,7"
    assert (percent(0.876), percent(None)) == ("87,6\u00a0%", "–")


@pytest.mark.parametrize(
    ("unit", "shown", "expected"),
    [
        ("percent", 0.5, "50\u00a0%"),
        ("seconds", 42.4, "42\u00a0s"),
        ("seconds", 65, "1\u00a0min\u00a005\u00a0s"),
        ("minutes", 59, "59\u00a0min"),
        ("minutes", 125, "2\u00a0h\u00a005"),
        ("score", 4.256, "4,26"),
        ("count", 1234, "1\u202f234"),
        ("count", None, "–"),
    ],
)
def test_each_unit_has_its_form(unit, shown, expected):
    assert value(Headline("x", unit, shown, None)) == expected


@pytest.mark.parametrize(
    ("unit", "now", "then", "expected"),
    [
        ("percent", 0.80, 0.75, "+5 points"),
        ("percent", 0.75, 0.761, "−1,1 point"),
        ("percent", 0.75, 0.75, "stable"),
        ("count", 88, 100, "−12\u00a0%"),
        ("count", 88, 0, ""),
    ],
)
def test_changes_are_said_in_points_or_in_percent(unit, now, then, expected):
    assert change(Headline("x", unit, now, then)) == expected


def test_a_tone_needs_a_good_way_and_more_than_chance():
    def shared(better, now=900, then=700, of=1000):
        return Headline("x", "percent", now / of, then / of, Share(now, of), Share(then, of), better)

    assert (tone(shared("up")), tone(shared("down")), tone(shared(""))) == ("good", "bad", "neutral")
    assert tone(shared("up", 8, 7, 10)) == "neutral"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "du 1er au 30 novembre 2026"),
        (date(2026, 10, 26), date(2026, 11, 1), "du 26 octobre au 1er novembre 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "du 29 décembre 2025 au 4 janvier 2026"),
        (date(2026, 11, 23), date(2026, 11, 23), "du 23 novembre 2026"),
    ],
)
def test_periods_are_told_without_repeating_the_month(first, last, expected):
    assert period(Span(first, last)) == expected


def test_what_has_no_name_yet_is_shown_by_its_code():
    assert named("outcomes", "answered", {}) == "Réglé par la ligne"
    assert named("outcomes", "booked_by_owl", {}) == "booked_by_owl"
    assert named("topics", "passeport", {"passeport": "Passeport"}) == "Passeport"
    assert named("topics", "", {}) == "Autres"
    assert named("confidences", "9", {}) == "90 – 100 %"


def test_every_headline_has_its_words():
    catalogue = tomllib.loads(Path("ivr/console/indicators_fr.toml").read_text(encoding="utf-8"))
    keys = {one.key for one in board(CALLS).headlines()}
    assert keys == set(catalogue["headline"]) == set(catalogue["meaning"])


def test_the_file_opens_in_a_french_spreadsheet_and_runs_nothing():
    text = written(board(CALLS, CALLS), TITLES)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {len(row) for row in rows} <= {4, 8}
    assert rows[1][:4] == ["Appels", "tous les appels terminés", "3", "appels"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert "'=1+1" in {cell for row in rows for cell in row}


def test_every_count_of_the_board_is_in_the_file():
    rows = list(csv.reader(io.StringIO(written(board(CALLS), {})), delimiter=";"))
    tables = {row[0] for row in rows}
    assert {words("table", name) for name in ("outcomes", "topics", "handovers", "hours", "days")} <= tables
    assert ["Heures d’affluence", "lundi 9 h", "1"] in [row[:3] for row in rows]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_title_a_description_and_no_script(name):
    image = ElementTree.fromstring(CHARTS[name](board(CALLS, CALLS), TITLES))  # noqa: S314 - our own image
    assert [element.tag for element in image][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert "3 appels" in image.findtext(f"{SVG}desc")
    assert not list(image.iter(f"{SVG}script"))
    names = {name.lower() for element in image.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_nothing_says_so_and_does_not_fail(name):
    assert b"<svg" in CHARTS[name](board(), {})


def test_a_chart_escapes_the_titles_of_articles():
    image = CHARTS["sujets"](board(CALLS), TITLES)
    assert b"<b>" not in image
    assert "Carte d’identité &lt;b&gt;".encode() in image


def test_the_fullest_hour_is_the_darkest_and_every_call_is_in_the_table():
    made = heat(board([*CALLS, facts()]))
    monday = dict(zip(made.hours, made.rows[0], strict=True))
    assert (monday[10].count, monday[10].level) == (2, 5)
    assert (monday[9].count, monday[9].level, monday[8].level) == (1, 3, 0)
    assert made.busiest == [(0, 10)]
    assert sum(cell.count for row in made.rows for cell in row) == 4


def test_hours_out_of_the_usual_day_widen_the_table():
    assert heat(board([facts(hour=3)])).hours[0] == 3
    assert heat(board([facts(hour=22)])).hours[-1] == 22
    empty = heat(board())
    assert (empty.hours[0], empty.hours[-1], empty.busiest) == (8, 18, [])


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([], ""),
        ([10], "Le plus d’appels : le lundi entre 10 h et 11 h."),
        ([10, 10, 9], "Le plus d’appels : le lundi entre 10 h et 11 h."),
        ([10, 9], "Le plus d’appels : le lundi entre 9 h et 10 h et le lundi entre 10 h et 11 h."),
        ([8, 9, 10, 11], "Aucune heure ne se détache : 4 comptent autant d’appels, le plus de la période."),
    ],
)
def test_hours_that_have_as_many_calls_are_told_together(hours, told):
    made = heat(board([facts(hour=hour) for hour in hours]))
    assert busiest(made.busiest).replace("\u00a0", " ") == told
