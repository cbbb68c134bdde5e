"""Addresses of the services' calendars: given out once, taken back, by administrators."""

import re

import pytest

from ivr.calls.agendas import AgendaLinks


@pytest.mark.parametrize("who", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, who):
    browser = console.signed_in(who)
    assert browser.get("/console/agendas/").status_code == 403
    assert browser.post("/console/agendas/creer", {"service": "etat-civil"}).status_code == 403


def test_an_address_is_shown_once_opens_its_service_and_is_taken_back(console):
    browser, links = console.signed_in("admin"), AgendaLinks(console.office.calls)
    page = browser.post("/console/agendas/creer", {"service": "etat-civil"}).text
    found = re.search(r"/agenda/([\w-]+)\.ics", page)
    assert found
    assert links.service_of(found[1], at=1.0) == "etat-civil"
    again = browser.get("/console/agendas/").text
    assert found[1] not in again
    assert "Retirer" in again
    browser.post(f"/console/agendas/{links.all()[0].id}/retirer", {})
    assert links.service_of(found[1], at=1.0) is None
    assert "Retirée" in browser.get("/console/agendas/").text


def test_a_service_without_visits_has_no_calendar(console):
    assert console.signed_in("admin").post("/console/agendas/creer", {"service": "voirie"}).status_code == 422
