"""The calendar of a service: for the program that knows its address, until it is taken back."""

import sqlite3
from contextlib import closing

import pytest
from icalendar import Calendar

from flows.booking import BookSlot
from ivr.calls.agendas import AgendaLinks
from ivr.calls.appointments import Appointments
from tests.ivr.calls.town import MONDAY, diary_of
from tests.ivr.public.house import public_pages


@pytest.fixture
def public(tmp_path):
    return public_pages(tmp_path)


@pytest.fixture
def links(public):
    return AgendaLinks(public.connections)


def book(public, at=1.0):
    wanted = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="Anne Roux", phone="+33639980101")
    return Appointments(public.settings, public.connections).book(diary_of(), "CA1", wanted, at=at).reference


def test_it_gives_the_visits_of_its_service_alone(public, links):
    reference = book(public)
    token = links.create("etat-civil", who="anne@valmont.example", at=1.0)
    answer = public.client.get(f"/agenda/{token}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert reference in str(event["uid"])
    assert str(Calendar.from_ical(answer.data)["x-wr-calname"]).startswith("Service état civil – ")
    other = links.create("voirie", who="anne@valmont.example", at=1.0)
    assert Calendar.from_ical(public.client.get(f"/agenda/{other}.ics").data).walk("VEVENT") == []


def test_a_visit_is_never_stamped_before_it_was_booked(public, links):
    book(public, at=MONDAY.timestamp())
    token = links.create("etat-civil", who="anne@valmont.example", at=1.0)
    (event,) = Calendar.from_ical(public.client.get(f"/agenda/{token}.ics").data).walk("VEVENT")
    assert event["dtstamp"].dt >= event["created"].dt


def test_a_calendar_without_changes_is_not_sent_again(public, links):
    reference = book(public)
    token = links.create("etat-civil", who="anne@valmont.example", at=1.0)
    first = public.client.get(f"/agenda/{token}.ics")
    again = public.client.get(f"/agenda/{token}.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    books = Appointments(public.settings, public.connections)
    books.cancel(reference, "+33639980101", MONDAY.timestamp())
    changed = public.client.get(f"/agenda/{token}.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_an_address_taken_back_or_made_up_is_not_found(public, links):
    token = links.create("etat-civil", who="anne@valmont.example", at=1.0)
    links.revoke(links.all()[0].id, at=2.0)
    for path in (f"/agenda/{token}.ics", "/agenda/x.ics", f"/agenda/{token}"):
        assert public.client.get(path).status_code == 404


def test_a_calendar_is_given_while_somebody_else_writes(public, links, monkeypatch):
    token = links.create("etat-civil", who="anne@valmont.example", at=1.0)
    public.connections.get().execute("pragma busy_timeout = 50")
    monkeypatch.setattr("ivr.database.LOCK_SECONDS", 0.05)
    with closing(sqlite3.connect(public.connections.path)) as other:
        other.execute("begin immediate")
        assert public.client.get(f"/agenda/{token}.ics").status_code == 200
    assert links.all()[0].read_at is None
    assert public.client.get(f"/agenda/{token}.ics").status_code == 200
    assert links.all()[0].read_at == MONDAY.timestamp()
