"""A report counts, and bears its date, from the moment its caller was told so."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.actions import Deed, TakeMessage
from flows.codec import encode
from flows.reporting import JoinReport, OpenReport
from ivr.calls.outbox import Outbox
from ivr.calls.promised import promised_reports
from ivr.calls.reports import Reports
from tests.ivr.calls.town import effects_on, opened

PARIS = ZoneInfo("Europe/Paris")
TOLD = datetime(2026, 11, 24, 17, 30, tzinfo=PARIS).timestamp()
DONE = datetime(2026, 11, 26, 9, 0, tzinfo=PARIS).timestamp()
LAMP = OpenReport(reference="471290", kind="eclairage", service="voirie", street="rue Pasteur", number="12")


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def reports(connections):
    return Reports(connections, PARIS)


def told(connections, *deeds: Deed) -> None:
    """The calls that promised them are over, and the worker has not come yet."""
    with connections.writing() as db:
        for n, deed in enumerate(deeds):
            kind, data = encode(deed)
            event = {"call_id": "CA1", "seq": n + 1, "key": f"{n}", "type": "NoInput", "data": "{}"}
            db.table("call_events").insert({**event, "actions": kind, "written_at": TOLD})
            due = {"call_id": "CA1", "seq": n + 1, "n": 0, "kind": kind, "data": data, "due_at": TOLD}
            db.table("outbox").insert(due)


def done(connections) -> None:
    effects = effects_on(connections, send_text=lambda to, text: None, now=DONE)
    outbox = Outbox(connections, "worker")
    while outbox.run_one(effects, DONE):
        pass


def test_a_report_just_promised_is_found_by_its_number(connections, reports):
    told(connections, LAMP)
    status = reports.status("471290")
    assert (status.status, status.opened) == ("new", "2026-11-24")
    assert reports.status("999999") is None


def test_a_report_just_promised_is_one_like_a_second_one(connections, reports):
    told(connections, LAMP)
    (similar,) = reports.similar("eclairage", "rue Pasteur", "14")
    assert similar.reference == "471290"
    assert reports.similar("eclairage", "rue Pasteur", "80") == ()
    assert reports.similar("chaussee", "rue Pasteur", "12") == ()


def test_once_it_is_opened_it_is_found_once(connections, reports):
    told(connections, LAMP)
    done(connections)
    assert promised_reports(connections.get()) == []
    assert len(reports.similar("eclairage", "rue Pasteur", "12")) == 1


def test_who_joins_a_report_that_waits_to_be_opened_is_not_lost(connections, reports):
    told(connections, JoinReport(reference="471290", phone="+33639980001"), LAMP)
    for at in (DONE, DONE + 3600):
        outbox = Outbox(connections, "worker")
        while outbox.run_one(effects_on(connections, send_text=lambda to, text: None, now=at), at):
            pass
    assert len(reports.witnesses("471290")) == 1


def test_what_callers_leave_bears_the_date_of_their_call(connections, reports):
    told(connections, LAMP, TakeMessage(service="voirie", subject="", text="un trou", phone=""))
    done(connections)
    db = connections.get()
    assert reports.status("471290").opened == "2026-11-24"
    assert db.execute("select left_at from messages").fetchone() == (TOLD,)


def test_a_report_that_cannot_be_read_hides_no_other(connections, reports):
    told(connections, LAMP)
    with connections.writing() as db:
        row = {"call_id": "CA2", "seq": 1, "n": 0, "kind": "OpenReport", "data": "?", "due_at": TOLD}
        db.table("outbox").insert(row)
    assert [found.deed for found in promised_reports(connections.get())] == [LAMP]
