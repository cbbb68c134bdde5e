"""Exceptions declared on a calendar are told to callers at once, and taken back as fast."""

from __future__ import annotations

import contextlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.console.month import month_of, parsed_month
from ivr.console.written_hours import SPANS, parsed_hours
from knowledge.calendar import OpeningCalendar
from knowledge.located import InputError
from knowledge.town import Closure, Span
from tests.ivr.console.town import NOW
from tests.knowledge.valmont import TOWN

PATH = "/console/horaires"


def fields(**changes):
    day = "2026-11-26"
    return {"place": "mairie", "first": day, "last": "", "hours": "", "reason": "travaux", **changes}


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, key):
    browser = console.signed_in(key)
    assert browser.get(PATH).status_code == 403
    assert browser.post(PATH, fields()).status_code == 403
    assert browser.post(f"{PATH}/1/retirer").status_code == 403


def test_a_closure_is_said_at_the_next_call_and_taken_back(console):
    browser, librarian = console.signed_in("admin"), console.office.librarian
    tomorrow = date(2026, 11, 26)
    assert librarian.calendar(NOW).hours_on("mairie", tomorrow)
    answer = browser.post(PATH, fields())
    assert answer.status_code == 302
    assert librarian.calendar(NOW).hours_on("mairie", tomorrow) == ()
    said = librarian.find("vous êtes ouverts demain", now=NOW).responses[0].spoken
    assert "fermée pour travaux" in said
    page = browser.get(answer.location).text
    assert said in page.replace("&#39;", "'")
    ((number, _),) = console.office.knowledge.notices.closures()
    browser.post(f"{PATH}/{number}/retirer")
    assert librarian.calendar(NOW).hours_on("mairie", tomorrow)
    assert actions(console)[:2] == ["closure.removed", "closure.declared"]


def test_a_closure_that_cannot_be_read_is_listed_and_taken_back_and_the_others_hold(console):
    store, browser = console.office.knowledge, console.signed_in("admin")
    browser.post(PATH, fields())
    with store.connections.writing() as database:
        bad = {"service": "mairie", "first": "2026-11-27", "last": "bientôt", "reason": "<b>", "hours": "[]"}
        number = database.table("closures").insert({**bad, "who": "Claire"}).last_pk
    assert console.office.librarian.calendar(NOW).hours_on("mairie", date(2026, 11, 26)) == ()
    page = browser.get(PATH)
    assert "Illisibles" in page.text
    assert "bientôt, &lt;b&gt;" in page.text
    browser.post(f"{PATH}/{number}/retirer")
    assert "Illisibles" not in browser.get(PATH).text


@pytest.mark.parametrize("first", [date.max, date(9999, 12, 30), date(3000, 1, 1), date.min])
def test_a_closure_at_the_end_of_time_does_not_take_the_calendar_away(console, first):
    closure = Closure(service="mairie", first=first, last=date.max, reason="travaux")
    number = console.office.knowledge.notices.add_closure(closure, who="autrefois")
    browser = console.signed_in("admin")
    for month in ("2026-11", "2100-12", ""):
        assert f"{PATH}/{number}/retirer" in browser.get(f"{PATH}?mois={month}").text


def test_an_exception_that_began_already_may_go_on(console):
    answer = console.signed_in("admin").post(PATH, fields(first="2026-11-20", last="2026-11-27"))
    assert answer.status_code == 302


def test_contradictory_exceptions_are_told_with_the_one_that_wins(console):
    browser, librarian = console.signed_in("admin"), console.office.librarian
    first = browser.get(browser.post(PATH, fields(reason="travaux")).location).text
    assert "une autre exception porte sur les mêmes jours" not in first
    assert "Ne compte pas" not in first
    again = browser.get(browser.post(PATH, fields(hours="9h-12h", reason="inventaire")).location).text
    assert "une autre exception porte sur les mêmes jours" in again
    assert again.count("Ne compte pas") == 1
    beaten, winning = again.split("Ne compte pas")[1].split("</small>")[0], librarian.calendar(NOW)
    assert "9 h" in beaten.replace("\u00a0", " ")
    assert "inventaire" in beaten
    assert "déclarée après" in beaten
    assert winning.hours_on("mairie", date(2026, 11, 26)) == (Span(540, 720),)
    everywhere = browser.get(browser.post(PATH, fields(place="", last="2026-11-28")).location).text
    assert "une autre exception porte sur les mêmes jours" in everywhere
    assert everywhere.count("qui a sa propre exception") == 2


def test_other_hours_are_kept_on_those_days(console):
    browser = console.signed_in("admin")
    browser.post(PATH, fields(hours="9h-12h, 14 h à 16h30", last="2026-11-27", place=""))
    ((_, closure),) = console.office.knowledge.notices.closures()
    assert closure.hours == (Span(540, 720), Span(840, 990))
    assert (closure.service, closure.last) == ("", date(2026, 11, 27))


@pytest.mark.parametrize(
    "changes",
    [
        {"first": ""},
        {"first": "demain"},
        {"first": "2026-11-26", "last": "2026-11-25"},
        {"first": "2026-11-26", "last": "2030-11-25"},
        {"first": "9999-12-31"},
        {"first": "2030-11-26"},
        {"first": "0001-01-01"},
        {"first": "2026-11-24"},
        {"hours": "neuf heures"},
        {"hours": "12h-9h"},
        {"hours": "9h-12h, 11h-14h"},
        {"hours": "9h-25h"},
        {"reason": "a" * 121},
        {"reason": "bip\x00"},
        {"reason": "les {travaux}"},
        {"reason": "des <b>travaux</b>"},
        {"reason": "travaux 🚧"},
        {"reason": "a" * 119},
        {"reason": "travaux, voir www.valmont.example ou valmont.fr"},
        {"reason": "https://x.example"},
        {"reason": "1234567890" * 10},
        {"reason": "en raison de travaux"},
        {"reason": "Pour suite à une panne"},
        {"reason": "parce qu'il neige"},
        {"place": "nulle-part"},
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_declared(console, changes):
    answer = console.signed_in("admin").post(PATH, fields(**changes))
    assert answer.status_code == 422
    assert "À corriger" in answer.text
    assert console.office.knowledge.notices.closures() == []


def test_all_faults_are_told_at_once_and_the_first_one_has_the_focus(console):
    wrong = fields(last="2026-11-25", hours="neuf heures", reason="en raison de travaux")
    page = console.signed_in("admin").post(PATH, wrong).text
    assert page.count("À corriger") == 3
    assert "Rien n’est encore déclaré" in page
    assert re.findall(r"<input [^>]*autofocus[^>]* id=\"(\w+)\"", page) == ["last"]


@pytest.mark.parametrize(
    "query",
    [
        "mois=2026-13",
        "mois=0001-01",
        "mois=9999-12",
        "mois=%00",
        "lieu=%27--",
        "jour=x",
        "mois=2026-12&lieu=piscine",
    ],
)
def test_any_address_shows_a_month(console, query):
    page = console.signed_in("admin").get(f"{PATH}?{query}")
    assert page.status_code == 200
    assert page.text.count("<td class=") >= 28


def test_bank_and_school_holidays_are_shown(console):
    page = console.signed_in("admin").get(f"{PATH}?mois=2026-12").text
    assert "Férié\u00a0: Noël" in page
    assert "Vacances de Noël" in page


def test_scripts_are_only_text(console):
    """Refused where they are typed; declared from elsewhere, they are shown for what they are."""
    browser, script = console.signed_in("admin"), "<script>alert(1)</script>"
    refused = browser.post(PATH, fields(reason=script))
    day = date(2026, 11, 26)
    closure = Closure(service="mairie", first=day, last=day, reason=script)
    console.office.knowledge.notices.add_closure(closure, who="autrefois")
    for page in (refused.text, browser.get(f"{PATH}?mois=2026-11").text):
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pour travaux", "fermée pour travaux."),
        ("Pour  pour les fêtes de fin d'année.", "fermée pour les fêtes de fin d'année."),
        ("pour cause de grève", "fermée pour cause de grève."),
        ("pourparlers", "fermée pour pourparlers."),
        ("carnaval, fermeture annuelle", "fermée pour carnaval, fermeture annuelle."),
        ("pour", "fermée."),
    ],
)
def test_the_reason_is_said_after_one_pour_alone(console, typed, said):
    browser, librarian = console.signed_in("admin"), console.office.librarian
    assert browser.post(PATH, fields(reason=typed)).status_code == 302
    assert said in librarian.find("vous êtes ouverts demain", now=NOW).responses[0].spoken


# A month, and hours as people write them: pure.


def test_a_month_is_whole_weeks_with_what_decides_each_day():
    closure = Closure(service="mairie", first=date(2026, 11, 26), last=date(2026, 11, 26), reason="travaux")
    month = month_of(date(2026, 11, 1), "accueil", OpeningCalendar(TOWN, [closure]))
    days = {cell.day: cell for week in month.weeks for cell in week}
    assert {len(week) for week in month.weeks} == {7}
    assert (min(days), max(days)) == (date(2026, 10, 26), date(2026, 12, 6))
    assert days[date(2026, 11, 26)].hours.why == "closure"
    assert days[date(2026, 11, 26)].closures == (closure,)
    assert days[date(2026, 11, 11)].bank_holiday == "Armistice"
    assert days[date(2026, 11, 11)].hours.spans == ()
    assert (month.before, month.after) == ("2026-10", "2026-12")
    assert not days[date(2026, 10, 31)].inside


@pytest.mark.parametrize("text", ["", "2026", "2026-00", "1500-01", "9999-01", "2026-1", "x" * 50])
def test_a_month_that_is_none_is_todays(text):
    assert parsed_month(text, date(2026, 11, 25)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("9h-12h", (Span(540, 720),)),
        ("9 h 30 - 12 h", (Span(570, 720),)),
        ("09:00-12:00; 14-16h30", (Span(540, 720), Span(840, 990))),
        ("9h–12h,", (Span(540, 720),)),
        ("de 9 h à 12 h", (Span(540, 720),)),
        ("De 9h à midi et de 14h à 17h30.", (Span(540, 720), Span(840, 1050))),
        ("entre 9h et 12h et entre 14h et 17h", (Span(540, 720), Span(840, 1020))),
        ("9h-12h et 14h-17h", (Span(540, 720), Span(840, 1020))),
        ("9h-12h 14h-17h", (Span(540, 720), Span(840, 1020))),
        ("9h-12h / 14h-17h puis 20h-minuit", (Span(540, 720), Span(840, 1020), Span(1200, 1440))),
        ("8h30 12h", (Span(510, 720),)),
        ("8h30 12h15 14h 17h", (Span(510, 735), Span(840, 1020))),
        ("9 h 12 h", (Span(540, 720),)),
        ("9h5-12h", (Span(545, 720),)),
        ("8.30-12", (Span(510, 720),)),
        ("9 heures 30 → 12 heures", (Span(570, 720),)),
        ("9H\u00a0-\u00a012H", (Span(540, 720),)),
        ("8h-9h,9h-10h,10h-11h,11h-12h,12h-13h", (Span(480, 780),)),
    ],
)
def test_hours_are_read_as_people_write_them(text, expected):
    assert parsed_hours(text) == expected


@pytest.mark.parametrize("text", ["9h", "à", "9h-", "a-b", "9h-12h-14h", "<b>", "9:0:0-10:0:0"])
def test_hours_that_are_none_are_told(text):
    with pytest.raises(InputError):
        parsed_hours(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("neuf heures", "neuf heures"),
        ("9h-12h et 17 H - 14 H", "17 H - 14 H"),
        ("9h-12h, 25h-26h", "25h-26h"),
        ("9h-12h75", "9h-12h75"),
        ("9 12", "9 12"),
        ("9h-12h, 14h et", "14h"),
        ("9h-12h et", "9h-12h et"),
        ("9h 12h-14h 17h", "9h 12h-14h 17h"),
        ("8.5-12", "8.5-12"),
        (" , ", ","),
    ],
)
def test_hours_that_are_none_are_quoted_as_they_were_typed(text, quoted):
    with pytest.raises(InputError, match=f"« {re.escape(quoted)} »"):
        parsed_hours(text)


def test_more_stretches_than_are_kept_are_told_rather_than_dropped():
    four = "8h-9h, 10h-11h, 12h-13h, 14h-15h"
    assert len(parsed_hours(four)) == 4
    with pytest.raises(InputError, match="5 plages"):
        parsed_hours(f"{four}, 16h-17h")
    with pytest.raises(InputError, match="7 plages"):
        parsed_hours(f"{four}, 16h-17h, 18h-19h, 20h-21h")


@given(st.text(alphabet="0123456789hH:.-–à ,;/etdpuismn'", max_size=80))
def test_any_hours_are_read_or_refused(text):
    with contextlib.suppress(InputError):
        assert len(parsed_hours(text)) <= SPANS


def test_places_are_named_with_their_accents(console):
    page = console.signed_in("admin").get("/console/horaires").text
    assert ">Déchèterie</option>" in page
    assert ">Médiathèque</option>" in page
    assert "Decheterie" not in page
