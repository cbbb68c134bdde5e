"""The diary as people see it: listed, found, exported, cancelled; and in the services' own calendars."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from flows.booking import BookSlot
from flows.reporting import RemindByText
from ivr.calls.agendas import AgendaLinks, icalendar_file
from ivr.calls.appointments import Appointments
from ivr.calls.visits import Visits, as_csv, as_json
from tests.ivr.calls.town import MONDAY, TOWN, claimed, diary_of, effects_on, opened

PARIS = ZoneInfo("Europe/Paris")
PHONE = "+33639980101"
ANNE = "anne@valmont.example"
THURSDAY = date(2026, 11, 26)


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def visits(connections):
    return Visits(TOWN, connections)


def book(connections, at="2026-11-26T14:00", kind="pacs", name="Anne Roux", replaces="", phone=PHONE):
    wanted = BookSlot(slot=f"{kind}/{at}", kind=kind, name=name, phone=phone, replaces=replaces)
    booked = Appointments(TOWN, connections).book(diary_of(), f"CA{at}{kind}", wanted, at=MONDAY.timestamp())
    assert booked.outcome == "booked"
    return booked.reference


def test_the_visits_of_some_days_are_listed_in_order(connections, visits):
    later = book(connections, "2026-12-01T14:00")
    second = book(connections, "2026-11-26T15:00")
    first = book(connections, "2026-11-26T09:00", "passeport")
    assert [visit.reference for visit in visits.between(THURSDAY, THURSDAY)] == [first, second]
    assert [visit.reference for visit in visits.between(THURSDAY, date(2026, 12, 1))] == [
        first,
        second,
        later,
    ]
    assert [visit.what for visit in visits.between(THURSDAY, THURSDAY, limit=1, offset=1)] == ["un Pacs"]
    assert len(visits.between(THURSDAY, THURSDAY, services=["etat-civil"])) == 2
    assert visits.between(THURSDAY, THURSDAY, services=["voirie"]) == []


def test_a_visit_that_was_changed_is_shown_on_request(connections, visits):
    first = book(connections)
    second = book(connections, "2026-12-01T14:00", replaces=first)
    assert visits.between(THURSDAY, THURSDAY) == []
    (given_back,) = visits.between(THURSDAY, THURSDAY, cancelled=True)
    assert (given_back.status, given_back.replaced_by) == ("changed", second)


@pytest.mark.parametrize("text", ["roux", "Anne Roux", "06 39 98 01 01", "+33639980101", "0639980101"])
def test_a_visit_is_found_by_name_or_number(connections, visits, text):
    reference = book(connections)
    book(connections, "2026-11-26T15:00", name="Jean 100%", phone="+33612345678")
    assert [visit.reference for visit in visits.search(text)] == [reference]
    assert [visit.reference for visit in visits.search(reference)] == [reference]
    assert [visit.name for visit in visits.search("%")] == ["Jean 100%"]
    assert visits.search("06") == []


def test_the_town_hall_cancels_once_writes_it_down_and_tells_whoever_agreed(connections, visits):
    reference = book(connections)
    effects_on(connections, lambda to, text: None)(claimed(1, "CA1", RemindByText(reference=reference)))
    assert visits.cancel(reference, who=ANNE, at=MONDAY.timestamp(), reason="agent malade")
    assert not visits.cancel(reference, who=ANNE, at=MONDAY.timestamp())
    assert visits.one(reference).status == "cancelled"
    assert [(done.what, done.who, done.text) for done in visits.history(reference)] == [
        ("cancelled", ANNE, "agent malade")
    ]
    (told,) = connections.get().table("outbox").rows
    assert json.loads(told["data"])["values"] == {"slot": "jeudi 26 novembre à 14 h", "what": "un Pacs"}
    book(connections, name="Paul")


def test_whoever_spoke_english_is_told_in_english_that_their_visit_is_cancelled(connections, visits):
    reference = book(connections)
    effects_on(connections, lambda to, text: None)(claimed(1, "CA1", RemindByText(reference=reference)))
    row = next(connections.get().table("appointments").rows_where("reference = ?", [reference]))
    call = {"id": row["call_id"], "channel": "stream", "started_at": 1.0, "seen_at": 1.0, "language": "en"}
    connections.get().table("calls").insert(call)
    visits.cancel(reference, who=ANNE, at=MONDAY.timestamp())
    (told,) = connections.get().table("outbox").rows
    deed = json.loads(told["data"])
    assert (deed["language"], deed["values"]["what"]) == ("en", "a civil partnership")


def test_whoever_did_not_agree_is_sent_nothing(connections, visits):
    visits.cancel(book(connections), who=ANNE, at=2.0)
    assert connections.get().table("outbox").count == 0


def test_the_csv_opens_in_a_french_spreadsheet_and_holds_no_formula(connections, visits):
    book(connections, name="=HYPERLINK(1)")
    text = as_csv(visits.between(THURSDAY, THURSDAY), TOWN)
    header, row = text.removeprefix("\ufeff").splitlines()
    assert header == "numéro;service;pour;début;fin;guichet;nom;téléphone;état;pris le"
    assert row.endswith(";pris;23/11/2026 10:00")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert row["nom"] == "'=HYPERLINK(1)"
    assert row["téléphone"] == "06 39 98 01 01"
    assert (row["service"], row["pour"]) == ("le service état civil", "un Pacs")
    assert (row["début"], row["fin"]) == ("26/11/2026 14:00", "26/11/2026 14:30")


def test_the_json_holds_the_same(connections, visits):
    reference = book(connections)
    (record,) = json.loads(as_json(visits.between(THURSDAY, THURSDAY), TOWN))
    assert (record["reference"], record["phone"], record["service"]) == (reference, PHONE, "etat-civil")


def test_the_calendar_file_is_read_back_as_it_was_written(connections, visits):
    reference = book(connections, name="Anne, Roux; l’aînée")
    file = icalendar_file(visits.between(THURSDAY, THURSDAY), "etat-civil", TOWN, MONDAY)
    calendar = Calendar.from_ical(file)
    assert calendar["version"] == "2.0"
    assert str(calendar["x-wr-calname"]) == "Service état civil – Valmont-sur-Isère"
    (event,) = calendar.walk("VEVENT")
    assert str(event["uid"]).startswith(f"{reference}@")
    assert event["dtstart"].dt == datetime(2026, 11, 26, 14, tzinfo=PARIS)
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=30)
    assert str(event["summary"]) == "Pacs – Anne, Roux; l’aînée"
    assert "06 39 98 01 01" in str(event["description"])
    assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Paris"
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert not file.replace(b"\r\n", b"").count(b"\n")


def test_a_visit_given_back_leaves_the_calendar(connections, visits):
    visits.cancel(book(connections), who=ANNE, at=2.0)
    shown = visits.between(THURSDAY, THURSDAY, cancelled=True)
    assert len(shown) == 1
    assert Calendar.from_ical(icalendar_file(shown, "etat-civil", TOWN, MONDAY)).walk("VEVENT") == []


def test_an_agenda_address_opens_its_service_until_it_is_taken_back(connections):
    links = AgendaLinks(connections)
    token = links.create("etat-civil", who=ANNE, at=1.0)
    assert links.service_of(token, at=10_000.0) == "etat-civil"
    assert links.service_of(f"{token}x", at=10_000.0) is None
    assert token not in str(list(connections.get().table("agenda_links").rows))
    (link,) = links.all("etat-civil")
    assert (link.created_by, link.read_at) == (ANNE, 10_000.0)
    assert links.revoke(link.id, at=2.0)
    assert not links.revoke(link.id, at=3.0)
    assert links.service_of(token, at=20_000.0) is None


def test_a_visit_for_several_files_says_which_wherever_it_is_shown(connections, visits):
    files = ("passeport", "carte-identite", "passeport")
    wanted = BookSlot(
        slot="passeport/2026-11-26T09:00", kind="passeport", name="Roux", phone=PHONE, files=files
    )
    Appointments(TOWN, connections).book(diary_of(), "CA1", wanted, at=MONDAY.timestamp())
    (visit,) = visits.between(THURSDAY, THURSDAY)
    assert visit.what == "un passeport × 2, une carte d'identité"
    assert (visit.start, visit.end) == ("2026-11-26T09:00", "2026-11-26T10:00")
    assert visit.what in as_json([visit], TOWN)
    (event,) = Calendar.from_ical(icalendar_file([visit], "etat-civil", TOWN, MONDAY)).walk("VEVENT")
    assert str(event["summary"]) == "Passeport × 2, carte d'identité – Roux"
