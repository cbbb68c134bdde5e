"""The indicators' screens: who sees what, any period, any service, the export, the charts, the report."""

import re

import pytest

from ivr.calls.indicators.ledger import Ledger
from tests.ivr.console.town import NOW, STAFF

PAGES = (
    "/console/indicateurs",
    "/console/indicateurs/rapport",
    "/console/indicateurs/export.csv",
    "/console/indicateurs/graphiques/jours.svg",
)


@pytest.fixture
def counted(console):
    """The console, its past calls measured."""
    Ledger(console.office.settings, console.office.calls).keep(NOW.timestamp())
    return console


def figure(page, name):
    """What stands under an indicator's name."""
    found = re.search(rf"<dt>{name}</dt>\s*<dd>\s*<span class=\"figure\">([^<]*)</span>", page.text)
    assert found, name
    return found[1]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("key", [person.key for person in STAFF])
def test_everybody_who_signs_in_sees_figures(counted, key, path):
    assert counted.signed_in(key).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_them_without_signing_in(counted, path):
    answer = counted.visitor().get(path)
    assert answer.status_code == 302
    assert "/console/connexion" in answer.location


def test_an_agent_of_two_services_sees_those_and_no_other(counted):
    browser = counted.signed_in("scoped")
    page = browser.get("/console/indicateurs?du=2026-11-01&au=2026-11-25")
    assert "Vos services" in page.text
    assert "Voirie" not in page.text
    assert browser.get("/console/indicateurs?service=voirie").status_code == 403
    assert browser.get("/console/indicateurs/export.csv?service=voirie").status_code == 403
    assert browser.get("/console/indicateurs/graphiques/sujets.svg?service=voirie").status_code == 403
    assert browser.get("/console/indicateurs/rapport?service=voirie").status_code == 403
    whole = counted.signed_in("admin").get("/console/indicateurs?du=2026-11-01&au=2026-11-25")
    assert int(figure(page, "Appels")) < int(figure(whole, "Appels"))
    assert figure(whole, "Appels en même temps, au plus")
    assert "en même temps" not in page.text


def test_a_page_counts_the_calls_of_its_days(counted):
    db = counted.office.calls.get()
    (expected,) = db.execute(
        "select count(*) from call_facts where day between '2026-11-16' and '2026-11-22'"
    ).fetchone()
    assert expected
    page = counted.signed_in("viewer").get("/console/indicateurs?du=2026-11-16&au=2026-11-22")
    assert figure(page, "Appels") == str(expected)
    assert "du 16 au 22 novembre 2026" in page.text


def test_without_days_it_is_this_week_beside_the_last(counted):
    page = counted.signed_in("admin").get("/console/indicateurs")
    assert "Indicateurs du 23 au 25 novembre 2026" in page.text
    assert "comparé à la période du 16 au 18 novembre 2026" in page.text


@pytest.mark.parametrize("query", ["du=hier&au=demain", "du=1900-01-01&au=2026-11-25", "du=2026-13-01"])
def test_days_that_are_none_are_told_and_this_week_is_shown(counted, query):
    page = counted.signed_in("admin").get(f"/console/indicateurs?{query}")
    assert page.status_code == 200
    assert "Ces dates ne peuvent pas être affichées" in page.text
    assert "23 au 25 novembre" in page.text


def test_what_is_no_service_no_chart_and_no_month_is_not_found(counted):
    browser = counted.signed_in("admin")
    assert browser.get("/console/indicateurs?service=astronomie").status_code == 404
    assert browser.get("/console/indicateurs/graphiques/etoiles.svg").status_code == 404
    assert browser.get("/console/indicateurs/rapport?mois=brumaire").status_code == 404
    assert browser.get("/console/indicateurs?service=%27%20or%201=1%20--").status_code == 404


def test_a_day_without_a_call_says_so(counted):
    page = counted.signed_in("admin").get("/console/indicateurs?du=2024-01-01&au=2024-01-07")
    assert figure(page, "Appels") == "0"
    assert "pas encore de quoi le calculer" in page.text


def test_the_export_is_a_file_and_is_noted(counted):
    answer = counted.signed_in("admin").get("/console/indicateurs/export.csv?du=2026-11-01&au=2026-11-30")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="indicateurs-2026-11-01-2026-11-30.csv"'
    )
    assert answer.data.startswith("\ufeffIndicateur;".encode())
    assert "Réglés sans agent" in answer.text
    assert "indicators.exported" in [entry.action for entry in counted.accounts.audit.page()]


def test_charts_are_images_that_can_run_nothing(counted):
    browser = counted.signed_in("admin")
    for name in ("jours", "sujets", "issues", "notes", "durees"):
        answer = browser.get(f"/console/indicateurs/graphiques/{name}.svg?du=2026-11-01&au=2026-11-30")
        assert answer.mimetype == "image/svg+xml"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert b"<script" not in answer.data


def test_pages_hold_no_inline_script_nor_style(counted):
    for path in PAGES[:2]:
        page = counted.signed_in("admin").get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style", page)


def test_a_months_report_names_its_month_and_offers_the_thirteen_last(counted):
    page = counted.signed_in("admin").get("/console/indicateurs/rapport?mois=2026-10")
    assert "La ligne téléphonique en octobre 2026" in page.text
    months = re.findall(r'<option value="(\d{4}-\d{2})"', page.text)
    assert months[0] == "2026-11"
    assert months[-1] == "2025-11"
    assert len(months) == len(set(months)) == 13


def test_another_years_month_is_the_one_the_list_shows(counted):
    page = counted.signed_in("admin").get("/console/indicateurs/rapport?mois=2024-02").text
    assert re.findall(r'<option value="(\d{4}-\d{2})" selected', page) == ["2024-02"]
    assert page.index('"2025-11"') < page.index('"2024-02"')


def test_one_day_is_told_as_one_day_and_compared_with_one(counted):
    page = counted.signed_in("admin").get("/console/indicateurs?du=2026-11-05&au=2026-11-05").text
    assert "Indicateurs du 5 novembre 2026</h1>" in page
    assert "comparé à la journée du 29 octobre 2026." in page
    today = counted.signed_in("admin").get("/console/indicateurs?du=2026-11-25").text
    assert "à la journée du 18 novembre 2026, jusqu’à la même heure" in today


def test_days_to_come_keep_their_name_and_say_that_nothing_can_be_counted(counted):
    page = counted.signed_in("admin").get("/console/indicateurs?du=2026-12-31&au=2027-01-01").text
    assert "Indicateurs du 31 décembre 2026 au 1er janvier 2027</h1>" in page
    assert "encore à venir" in page
    assert "encore à venir" not in counted.signed_in("admin").get("/console/indicateurs").text


def test_a_title_with_a_script_in_it_is_shown_as_text(counted):
    db = counted.office.calls.get()
    db.execute("update call_facts set topic = '<script>alert(1)</script>', day = '2026-11-25'")
    db.execute("delete from indicator_days")
    page = counted.signed_in("admin").get("/console/indicateurs")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
