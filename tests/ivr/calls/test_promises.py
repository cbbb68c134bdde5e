"""No promise lost: when things are due, what is late, who is reminded."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback, BookSlot
from flows.reporting import RemindByText
from ivr.calls.appointments import Appointments
from ivr.calls.due import end_of_opening_day
from ivr.calls.following_up import FollowingUp, Kind, history
from ivr.calls.lateness import give_due_dates, notice_late
from ivr.calls.reminders import remind
from tests.ivr.calls.town import MONDAY, TOWN, calendar_of, claimed, diary_of, effects_on, opened

PARIS = ZoneInfo("Europe/Paris")
PHONE = "+33639980101"


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


def promised(connections):
    return [row["call_id"] for row in connections.get().table("outbox").rows]


@pytest.mark.parametrize(
    ("left", "days", "due"),
    [
        ("2026-11-23T10:00", 1, "2026-11-24T17:30"),
        ("2026-11-27T20:00", 2, "2026-11-30T17:30"),  # the town hall opens on Saturdays too
        ("2026-12-23T10:00", 1, "2026-12-28T17:30"),  # closed for the holidays, then a Sunday
    ],
)
def test_what_is_left_is_due_at_closing_time_some_opening_days_later(left, days, due):
    now = datetime.fromisoformat(left).replace(tzinfo=PARIS)
    assert end_of_opening_day(calendar_of(), "accueil", now, days) == datetime.fromisoformat(due).replace(
        tzinfo=PARIS
    )


def test_a_service_that_is_not_there_makes_nothing_due():
    assert end_of_opening_day(calendar_of(), "fanfare", MONDAY, 1) is None


def test_a_callback_is_late_once_its_window_has_passed_and_its_service_is_reminded_once(connections):
    effects = effects_on(connections, send_text=lambda to, text: None)
    asked = AskCallback(
        service="voirie", subject="", phone=PHONE, start="2026-11-24T09:00", end="2026-11-24T12:00"
    )
    effects(claimed(7, "CA1", asked))
    noon = datetime(2026, 11, 24, 12, tzinfo=PARIS).timestamp()
    assert notice_late(connections, noon) == 0
    assert notice_late(connections, noon + 1) == 1
    assert notice_late(connections, noon + 9999) == 0
    assert promised(connections) == ["house/late/callback/7"]
    assert [done.what for done in history(connections.get(), Kind.CALLBACK, 7)] == ["late"]


def test_what_was_done_in_time_is_never_late(connections):
    effects = effects_on(connections, send_text=lambda to, text: None)
    effects(claimed(7, "CA1", TakeMessage(service="voirie", subject="", text="x")))
    connections.get().execute("update messages set due_at = 50")
    connections.get().conn.commit()
    FollowingUp(connections).close(Kind.MESSAGE, 1, "rappelé", who="anne@valmont.example", at=40.0)
    assert notice_late(connections, 1e9) == 0


def visit(connections, slot="2026-11-26T14:00", agreed=True, booked=MONDAY):
    books = Appointments(TOWN, connections)
    wanted = BookSlot(slot=f"pacs/{slot}", kind="pacs", name="", phone=PHONE)
    reference = books.book(diary_of(), f"CA{slot}", wanted, at=booked.timestamp()).reference
    if agreed:
        effects_on(connections, lambda to, text: None)(claimed(1, "CA1", RemindByText(reference=reference)))
    return reference


WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=PARIS)


def test_whoever_agreed_is_reminded_the_day_before_once(connections):
    reference = visit(connections)
    visit(connections, "2026-11-26T15:00", agreed=False)
    visit(connections, "2026-12-01T14:00")
    assert remind(TOWN, connections, WEDNESDAY - timedelta(days=1)) == 0
    assert remind(TOWN, connections, WEDNESDAY) == 1
    assert remind(TOWN, connections, WEDNESDAY + timedelta(hours=1)) == 0
    assert promised(connections) == [f"house/reminder/{reference}"]


@pytest.mark.parametrize(
    ("language", "slot", "what"),
    [
        ("fr", "jeudi 26 novembre à 14 h", "un Pacs"),
        ("en", "Thursday 26 November at 2 pm", "a civil partnership"),
        ("de", "jeudi 26 novembre à 14 h", "un Pacs"),
    ],
)
def test_a_reminder_is_in_the_language_of_whoever_booked(connections, language, slot, what):
    reference = visit(connections)
    call = {"id": "CA2026-11-26T14:00", "channel": "stream", "started_at": 1.0, "seen_at": 1.0}
    connections.get().table("calls").insert({**call, "language": language})
    remind(TOWN, connections, WEDNESDAY)
    (deed,) = connections.get().table("outbox").rows
    told = json.loads(deed["data"])
    assert told["values"] == {"slot": slot, "what": what, "reference": reference}
    assert told.get("language", "fr") == ("en" if language == "en" else "fr")


@pytest.mark.parametrize("hour", [3, 8, 19, 23])
def test_nobody_is_reminded_at_night(connections, hour):
    visit(connections)
    assert remind(TOWN, connections, WEDNESDAY.replace(hour=hour)) == 0


def test_a_cancelled_visit_is_not_reminded_of(connections):
    reference = visit(connections)
    Appointments(TOWN, connections).cancel(reference, PHONE, 1.0)
    assert remind(TOWN, connections, WEDNESDAY) == 0


def test_a_visit_booked_today_for_tomorrow_was_confirmed_a_moment_ago(connections):
    visit(connections, booked=WEDNESDAY)
    assert remind(TOWN, connections, WEDNESDAY) == 0


def test_what_was_left_before_there_were_due_dates_is_late_from_its_promise_and_nobody_is_written_to(
    connections,
):
    effects = effects_on(connections, send_text=lambda to, text: None)
    window = {"start": "2026-11-24T09:00", "end": "2026-11-24T12:00"}
    effects(claimed(7, "CA1", AskCallback(service="voirie", subject="", phone=PHONE, **window)))
    effects(claimed(8, "CA1", TakeMessage(service="voirie", subject="", text="x")))
    effects(claimed(9, "CA1", TakeMessage(service="fanfare", subject="", text="y")))
    db = connections.get()
    db.execute("update messages set due_at = null")
    db.execute("update callbacks set due_at = null")
    db.conn.commit()
    noon = datetime(2026, 11, 24, 12, tzinfo=PARIS).timestamp()

    def due_date(service, at):
        return noon + 3600 if service == "voirie" else None

    assert give_due_dates(connections, PARIS, due_date, noon + 60) == 2
    assert db.execute("select due_at, late_at from callbacks").fetchall() == [(noon, noon + 60)]
    messages = db.execute("select due_at, late_at from messages order by deed").fetchall()
    assert messages == [(noon + 3600, None), (None, None)]
    assert notice_late(connections, noon + 60) == 0
    assert promised(connections) == []
    assert give_due_dates(connections, PARIS, due_date, noon + 60) == 0
