"""Numbers and days that no database and no calendar holds: refused, and never a breakdown."""

from __future__ import annotations

import pytest

from ivr.console.asked import asked_day
from ivr.web.numbers import LARGEST, whole_number

HUGE = "9" * 25
PLACES = [
    "/console/comptes/{}",
    "/console/fiches/carte-identite/historique/{}",
    "/console/essais/{}",
    "/console/essais/{}/etat",
]
GESTURES = [
    "/console/alertes/{}/arreter",
    "/console/horaires/{}/retirer",
    "/console/agendas/{}/retirer",
    "/console/compte/sessions/{}/fermer",
    "/console/comptes/{}/desactiver",
    "/console/comptes/{}/fermer-les-sessions",
    "/console/comptes/invitations/{}/annuler",
    "/console/fiches/carte-identite/historique/{}/reprendre",
    "/console/essais/{}/publier",
    "/console/relecture/appel/CA1/questions/{}",
]


@pytest.fixture
def admin(console):
    return console.signed_in("admin")


@pytest.mark.parametrize("number", [HUGE, str(LARGEST + 1), "9" * 5000])
@pytest.mark.parametrize("place", PLACES)
def test_there_is_no_page_of_a_number_that_no_database_holds(admin, place, number):
    assert admin.get(place.format(number)).status_code == 404


def test_gestures_on_a_number_that_no_database_holds_are_refused(admin):
    refused = {path: admin.post(path.format(HUGE)).status_code for path in GESTURES}
    assert refused == dict.fromkeys(GESTURES, 404)


def test_the_largest_number_is_merely_unknown(admin):
    assert admin.get(PLACES[0].format(LARGEST)).status_code == 404
    assert admin.post(GESTURES[0].format(LARGEST)).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        f"/console/a-traiter/?page={HUGE}",
        "/console/a-traiter/?page=-3",
        f"/console/journal/?avant={HUGE}",
        f"/console/journal/?qui={HUGE}",
        "/console/journal/?du=0001-01-01&au=9999-12-31",
        "/console/rendez-vous/?jour=9999-12-31",
        "/console/rendez-vous/?jour=0001-01-01",
        "/console/relecture?du=0001-01-01&au=9999-12-31",
        "/console/horaires?jour=9999-12-31",
        "/console/indicateurs?du=0001-01-01&au=0001-01-31",
        "/console/indicateurs?du=9999-12-01&au=9999-12-31",
        f"/console/fiches?page={HUGE}",
        f"/console/relecture?ecoute={HUGE}&page={HUGE}",
    ],
)
def test_a_list_asked_for_beyond_its_end_is_shown_all_the_same(admin, path):
    assert admin.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1999-12", "2026-13"])
def test_there_is_no_report_of_a_month_beyond_the_calendar(admin, month):
    assert admin.get(f"/console/indicateurs/rapport?mois={month}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "gesture"),
    [("report", "confier"), ("report", "etat"), ("message", "confier"), ("message", "traiter")],
)
def test_an_inbox_form_with_a_revision_that_cannot_be_changes_nothing(admin, kind, gesture):
    page = admin.get(f"/console/a-traiter/?kind={kind}").text
    item = page.split(f'href="/console/a-traiter/{kind}/')[1].split('"')[0]
    fields = {"revision": HUGE, "to": "claire.fontaine@valmont.example", "text": "Fait.", "status": "done"}
    answer = admin.post(f"/console/a-traiter/{kind}/{item}/{gesture}", fields)
    assert answer.status_code in (409, 422)
    assert admin.get(f"/console/a-traiter/message/{HUGE}").status_code == 404


@pytest.mark.parametrize("number", [HUGE, "x", "-1"])
def test_a_letter_that_cannot_be_is_not_taken_for_all_of_them(admin, number):
    assert admin.post("/console/envois/retenter", {"id": number}).status_code == 404


def test_an_article_is_not_deleted_by_a_revision_that_cannot_be(admin, console):
    assert admin.post("/console/fiches/carte-identite/supprimer", {"revision": HUGE}).status_code == 302
    assert console.office.knowledge.article("carte-identite") is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("7", 7), ("007", 7), (str(LARGEST), LARGEST), (str(LARGEST + 1), None), ("9" * 5000, None)],
        *[("", None), (None, None), ("-1", None), ("1 ", None), ("٣", None)],
    ],
)
def test_a_whole_number_is_one_that_a_database_holds(text, expected):
    assert whole_number(text) == expected


@pytest.mark.parametrize("text", ["", "demain", "1999-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_count_from_is_none(text):
    assert asked_day(text) is None
