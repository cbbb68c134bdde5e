"""The background work: what fails waits and is tried again, and the rest goes on."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

from flows.actions import SendText
from ivr.calls import worker as module
from ivr.calls import worker as worker_module
from ivr.calls.erasure import erase_old
from ivr.calls.outbox import promise
from ivr.calls.worker import DEEDS_SECONDS, ERASE_SECONDS, ROUND_SECONDS, Worker
from tests.ivr.calls.town import TOWN, opened

NOW = 1_800_000_000.0


class Stop(threading.Event):
    """Waits in no time, each wait bringing the clock forward; stops after so many."""

    def __init__(self, passes: int) -> None:
        super().__init__()
        self.passes = passes
        self.now = NOW

    def wait(self, timeout: float | None = None) -> bool:
        self.now += timeout or 0.0
        self.passes -= 1
        if self.passes <= 0:
            self.set()
        return self.is_set()


@dataclass
class Desk:
    """A desk whose calls may refuse to be ended."""

    connections: Any
    gone: list[str] = field(default_factory=list)
    fault: Exception = field(default_factory=lambda: RuntimeError("the flow loops"))
    closed: list[str] = field(default_factory=list)
    settings: Any = TOWN
    practised: list[bool] = field(default_factory=list)

    def practise(self, *, looking_up: bool = True) -> None:
        self.practised.append(looking_up)

    def vanished(self) -> list[str]:
        return [one for one in self.gone if one not in self.closed]

    def resume(self, call_id: str) -> Any:
        raise self.fault

    def close(self, call_id: str) -> None:
        self.closed.append(call_id)

    def live_streams(self) -> int:
        return 0

    def screen_text(self, action: Any) -> str:
        return action.prompt


@pytest.fixture
def town(tmp_path):
    connections = opened(tmp_path)
    stop, sent = Stop(passes=5), []
    desk = Desk(connections)
    worker = Worker(
        name="w",
        desk=desk,
        connections=connections,
        others=(),
        send_text=lambda to, text: sent.append(to),
        sentences=list,
        mouth=None,
        clock=lambda: stop.now,
        photo_link=str,
    )
    return SimpleNamespace(worker=worker, desk=desk, connections=connections, stop=stop, sent=sent)


def note(town, monkeypatch, *names):
    """The names of what is done, in order."""
    done = []
    for name in names:
        monkeypatch.setattr(town.worker, name, lambda now, name=name: done.append(name))
    return done


def test_a_call_that_cannot_be_ended_is_closed_and_the_next_one_too(town):
    town.desk.gone = ["CA1", "CA2"]
    assert town.worker.sweep() == 2
    assert town.desk.closed == ["CA1", "CA2"]


def test_a_call_is_not_closed_because_the_file_is_busy(town):
    town.desk.gone = ["CA1"]
    town.desk.fault = sqlite3.OperationalError("database is locked")
    with pytest.raises(sqlite3.OperationalError):
        town.worker.sweep()
    assert town.desk.closed == []


@pytest.mark.parametrize("fails", ["sweep", "keep_promises", "keep_figures", "erase", "back_up"])
@pytest.mark.parametrize("error", [sqlite3.OperationalError("locked"), OSError("full"), KeyError("row")])
def test_whatever_fails_the_rest_is_done(town, monkeypatch, fails, error):
    names = ["keep_promises", "keep_figures", "erase", "back_up"]
    done = note(town, monkeypatch, *names)

    def failing(*_):
        raise error

    monkeypatch.setattr(town.worker, fails, failing)
    town.worker.run(town.stop)
    assert done == [name for name in names if name != fails]


def test_an_index_that_fails_holds_up_neither_texts_nor_promises(town, monkeypatch):
    def failing(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(module, "index_due", failing)
    done = note(town, monkeypatch, "keep_promises", "keep_figures", "erase", "back_up")
    with town.connections.writing() as db:
        promise(db, "one", SendText(to="+33639980001", text="bonjour"), NOW)
    town.worker.run(town.stop)
    assert town.sent == ["+33639980001"]
    assert done == ["keep_promises", "keep_figures", "erase", "back_up"]


def test_it_practises_a_call_before_it_does_anything(town, monkeypatch):
    monkeypatch.setattr(module, "index_due", lambda *_: town.desk.practised.append("indexed"))
    town.worker.run(town.stop)
    assert town.desk.practised[:2] == [False, "indexed"]


def test_what_failed_is_tried_again_at_the_next_round_and_not_before(town, monkeypatch):
    tried = []

    def failing(now):
        tried.append(now)
        raise OSError("full")

    monkeypatch.setattr(town.worker, "back_up", failing)
    note(town, monkeypatch, "keep_promises", "keep_figures", "erase")
    town.stop.passes = 2 * int(ROUND_SECONDS) + 2  # half a second each
    town.worker.run(town.stop)
    assert tried == [NOW, NOW + ROUND_SECONDS]


def test_erasing_is_tried_again_until_it_is_done_then_once_a_day(town, monkeypatch):
    days = []
    faults: list[Exception] = [sqlite3.OperationalError("database is locked")]

    def erase_files(settings, connections, now):
        if faults:
            raise faults.pop()
        days.append(now)

    monkeypatch.setattr(module, "erase_files", erase_files)
    with pytest.raises(sqlite3.OperationalError):
        town.worker.erase(NOW)
    for later in (30.0, 60.0, 30.0 + ERASE_SECONDS):
        town.worker.erase(NOW + later)
    assert days == [NOW + 30.0, NOW + 30.0 + ERASE_SECONDS]


def test_a_worker_that_starts_again_erases_no_sooner_than_a_day_after_the_last_time(town, monkeypatch):
    erased = []
    monkeypatch.setattr(module, "erase_files", lambda settings, connections, now: erased.append(now))
    for at in (NOW, NOW + 60.0, NOW + ERASE_SECONDS - 60.0, NOW + ERASE_SECONDS):
        replace(town.worker).erase(at)
    assert erased == [NOW, NOW + ERASE_SECONDS]
    erase_old(town.connections.get(), TOWN.retention, NOW + 2 * ERASE_SECONDS - 60.0, by="Ana")
    replace(town.worker).erase(NOW + 2 * ERASE_SECONDS)
    assert len(erased) == 2


def test_deeds_that_take_long_let_the_rest_have_its_turn(town, monkeypatch):
    done = note(town, monkeypatch, "keep_promises", "keep_figures", "erase", "back_up")

    def send_slowly(to, text):
        town.stop.now += 0.6 * DEEDS_SECONDS
        done.append("text")

    town.worker.send_text = send_slowly
    town.stop.passes = 2
    with town.connections.writing() as db:
        for number in range(3):
            promise(db, f"{number}", SendText(to=f"+3363998{number:04}", text="bonjour"), NOW)
    town.worker.run(town.stop)
    assert done == ["text", "text", "keep_promises", "keep_figures", "erase", "back_up", "text"]


def test_told_to_stop_it_leaves_the_deeds_that_remain(town):
    with town.connections.writing() as db:
        for number in range(20):
            promise(db, f"{number}", SendText(to=f"+3363998{number:04}", text="bonjour"), NOW)
    town.worker.send_text = lambda to, text: (town.sent.append(to), town.stop.set())
    town.worker.run(town.stop)
    assert len(town.sent) == 1
    assert town.connections.get()["outbox"].count_where("done_at is null") == 19


def test_a_long_sentence_being_rendered_keeps_no_worker_from_ending(town, monkeypatch):
    spoken = threading.Event()
    rendering = threading.Thread(target=spoken.wait, daemon=True)
    rendering.start()
    monkeypatch.setattr(town.worker, "_start_rendering", lambda stop: rendering)
    monkeypatch.setattr(worker_module, "RENDERING_SECONDS", 0.05)
    note(town, monkeypatch, "keep_promises", "keep_figures", "erase", "back_up")
    town.worker.run(town.stop)
    assert rendering.is_alive()
    spoken.set()
