"""The disk refuses: the call goes on, and everything is written later."""

import sqlite3
import time

import pytest

from flows.actions import TakeMessage
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard, HungUp, NoInput
from flows.town_hall import town_hall
from ivr.calls import backlog as backlog_module
from ivr.calls.backlog import Backlog
from ivr.calls.log import CallLog, Entry
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare


class FullDisk(Connections):
    """Connections whose disk is full when told so, by SQLite's own page limit."""

    def fill(self) -> None:
        database = self.get()
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")

    def free(self) -> None:
        self.get().execute("PRAGMA max_page_count = 1000000")


@pytest.fixture
def disk(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    connections = FullDisk(tmp_path / "calls.db")
    yield connections
    connections.free()


@pytest.fixture
def log(disk, monkeypatch):
    monkeypatch.setattr(backlog_module, "RETRY_SECONDS", 3600.0)
    return CallLog(disk)


def test_a_call_goes_on_while_the_disk_is_full_and_is_written_afterwards(disk, log):
    dialogue = log.resume("CA1", town_hall)
    log.step("CA1", "start", CallStarted(caller="+33612345678", channel="test"), dialogue)
    disk.fill()
    long_words = "je voudrais une carte d'identité " * 400  # more than the pages left can hold
    steady = Dialogue(town_hall)
    steady.handle(CallStarted(caller="+33612345678", channel="test"))
    for key in ("a", "b", "c"):
        event = Heard(text=long_words)
        assert log.step("CA1", key, event, dialogue) == steady.handle(event)
    assert log.backlog.waiting()
    assert log.step("CA1", "a", Heard(text=long_words), dialogue) == []  # a retry is known even then
    again = log.resume("CA1", town_hall)
    assert again.pending == dialogue.pending
    disk.free()
    log.backlog._tried = float("-inf")
    assert log.step("CA1", "d", NoInput(), dialogue) == steady.handle(NoInput())
    assert not log.backlog.waiting()
    assert [row["seq"] for row in log.rows("CA1")] == [1, 2, 3, 4, 5]


def test_the_waiting_room_is_bounded_and_says_what_it_lost(caplog):
    def refuse(items):
        raise sqlite3.OperationalError("database or disk is full")

    waiting = Backlog(refuse, max_waiting=2)
    for number in range(3):
        waiting.add(number, sqlite3.OperationalError("full"))
    waiting._timer.cancel()
    assert waiting.waiting() == [1, 2]
    assert waiting.lost == 1
    assert "lost" in caplog.text


def test_it_catches_up_by_itself(monkeypatch):
    monkeypatch.setattr(backlog_module, "RETRY_SECONDS", 0.01)
    written = []
    waiting = Backlog(written.extend)
    waiting.add("an event", sqlite3.OperationalError("locked"))
    waiting._timer.join(timeout=5)
    assert written == ["an event"]


def test_deeds_survive_when_another_worker_went_on_meanwhile(disk, log):
    dialogue = log.resume("CA1", town_hall)
    log.step("CA1", "start", CallStarted(caller="+33612345678", channel="test"), dialogue)
    taken = Entry(
        call_id="CA1",
        seq=2,
        key="left behind",
        event=HungUp(),
        actions=(TakeMessage(service="accueil", subject="", text="mon toit fuit"),),
        written_at=1.0,
    )
    log.step("CA1", "theirs", NoInput(), dialogue)
    log.write([taken])
    log.write([taken])
    assert [row["key"] for row in log.rows("CA1")] == ["start", "theirs"]
    assert [row["kind"] for row in disk.get()["outbox"].rows] == ["TakeMessage"]


def test_what_comes_just_as_the_rest_was_written_is_written_too(monkeypatch):
    monkeypatch.setattr(backlog_module, "RETRY_SECONDS", 0.01)
    written = []
    backlog: Backlog[str] = Backlog(written.extend)
    flush, late = backlog.flush, ["late"]

    def flush_and_be_overtaken():
        done = flush()
        if done and late:
            backlog.add(late.pop(), sqlite3.OperationalError("locked"))
        return done

    monkeypatch.setattr(backlog, "flush", flush_and_be_overtaken)
    backlog.add("early", sqlite3.OperationalError("locked"))
    deadline = time.monotonic() + 5.0
    while written != ["early", "late"]:
        assert time.monotonic() < deadline
        time.sleep(0.01)
