"""What a process answers while the line is still being loaded in it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask, request
from werkzeug.test import Client

from ivr.loaded import Loaded
from ivr.waking import BOOT_ERROR, DRAIN, HUNG, MOST_ROUNDS, PAGES_WAITING, SAID_EVERY, Waking

ROOT = Path(__file__).parents[2]
ANOTHER = 2**22 + 1
"""A number that no process has."""


class Slow:
    """A line that is loaded when it is told to be."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.taken: list[tuple[str, str]] = []
        self.loaded = threading.Event()
        self.drained = threading.Event()

    def build(self) -> Flask:
        assert self.loaded.wait(10)
        app = Flask(__name__)
        app.extensions[DRAIN] = self.drained.set

        @app.post("/voice/<path:rest>")
        def webhook(rest: str) -> str:
            self.taken.append((rest, request.form.get("RecordingUrl", "")))
            return f"{rest} {request.full_path}"

        @app.post("/sms")
        def text() -> str:
            self.taken.append(("sms", request.form["Body"]))
            return ""

        @app.get("/console/")
        def page() -> str:
            return "la console"

        @app.get("/health")
        def health() -> str:
            return "ok"

        return app


@pytest.fixture
def slow(tmp_path):
    slow = Slow(tmp_path)
    yield slow
    slow.loaded.set()


def waking(slow: Slow, **settings) -> Waking:
    brief = {"patience_seconds": 0.05, "longest_seconds": 0.05}
    return Waking(slow.build, loaded=Loaded(slow.var), switchboard="+33465710000", **{**brief, **settings})


def wait_for(what, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def verbs(answer) -> list[tuple[str, str]]:
    assert answer.mimetype == "text/xml"
    return [(verb.tag, verb.text or "") for verb in ElementTree.fromstring(answer.data)]  # noqa: S314 - our own


def test_a_caller_is_told_to_wait_and_the_same_is_asked_again(slow):
    client = Client(waking(slow))
    first = client.post("/voice/resume?lost=1", data={"CallSid": "CA1", "From": "+33639980101"})
    assert verbs(first) == [
        ("Say", "Un instant, s'il vous plaît."),
        ("Pause", ""),
        ("Redirect", "/voice/resume?lost=1&waking=1"),
    ]
    again = client.post("/voice/resume?lost=1&waking=1", data={"CallSid": "CA1"})
    assert verbs(again) == [("Pause", ""), ("Redirect", "/voice/resume?lost=1&waking=2")]


def test_what_is_told_once_is_carried_to_the_next_time(slow):
    client = Client(waking(slow))
    form = {
        "CallSid": "CA1",
        "Digits": "12#",
        "From": "+33639980101",
        "RecordingUrl": "https://a.test/RE1?x=<&",
    }
    told = verbs(client.post("/voice/turn?step=4", data=form))[-1][1]
    assert (
        told
        == "/voice/turn?step=4&Digits=12%23&RecordingUrl=https%3A%2F%2Fa.test%2FRE1%3Fx%3D%3C%26&waking=1"
    )
    once_more = verbs(client.post(told, data={"CallSid": "CA1"}))[-1][1]
    assert once_more == told.replace("waking=1", "waking=2")


def test_the_line_answers_as_soon_as_it_is_there(slow):
    client = Client(waking(slow, patience_seconds=10))
    threading.Timer(0.1, slow.loaded.set).start()
    assert client.post("/voice/turn?step=4").text == "turn /voice/turn?step=4"
    assert client.get("/health").text == "ok"


def test_a_caller_is_told_again_to_wait_and_reaches_the_switchboard_in_the_end(slow):
    client = Client(waking(slow))
    again = verbs(client.post(f"/voice/turn?waking={SAID_EVERY}"))
    assert again[0] == ("Say", "Un instant, s'il vous plaît.")
    last = verbs(client.post(f"/voice/turn?waking={MOST_ROUNDS}"))
    assert [tag for tag, _ in last] == ["Say", "Dial"]
    assert last[1] == ("Dial", "+33465710000")
    assert verbs(client.post(f"/voice/whisper?waking={MOST_ROUNDS}")) == [("Hangup", "")]


def test_what_comes_once_only_is_taken_by_the_line_once_it_is_there(slow):
    client = Client(waking(slow))
    hung_up = {"CallSid": "CA1", "Digits": "hangup", "RecordingUrl": "https://a.test/RE1"}
    assert client.post("/voice/turn?step=4", data=hung_up).status_code == 204
    assert client.post("/voice/status", data={"CallStatus": "completed"}).status_code == 204
    assert client.post("/sms", data={"Body": "STOP"}).status_code == 204
    assert slow.taken == []
    slow.loaded.set()
    wait_for(lambda: slow.taken == [("turn", "https://a.test/RE1"), ("status", ""), ("sms", "STOP")])


def test_a_page_waits_for_the_line_to_be_there(slow):
    client = Client(waking(slow, longest_seconds=10))
    threading.Timer(0.1, slow.loaded.set).start()
    assert client.get("/console/").text == "la console"


def test_few_pages_wait_and_none_in_the_place_of_a_webhook(slow):
    line = waking(slow, patience_seconds=10, longest_seconds=10, most_waiting=PAGES_WAITING + 1)
    pages = [threading.Thread(target=Client(line).get, args=("/console/",)) for _ in range(PAGES_WAITING)]
    for page in pages:
        page.start()
    wait_for(lambda: not line._pages_may_wait._value)
    assert Client(line).get("/console/").status_code == 503
    threading.Timer(0.1, slow.loaded.set).start()
    assert Client(line).post("/voice/turn?step=4").text.startswith("turn")
    for page in pages:
        page.join()


def test_few_requests_may_wait_and_whoever_asks_how_things_are_does_not(slow):
    client = Client(waking(slow, patience_seconds=10, longest_seconds=10, most_waiting=0))
    began = time.monotonic()
    assert client.get("/console").status_code == 503
    assert client.get("/audio/x.wav").status_code == 503
    patient = Client(waking(slow, longest_seconds=10))
    assert [patient.get(probe).status_code for probe in ("/health", "/metrics")] == [503, 503]
    assert verbs(client.post("/voice/turn"))[-1][0] == "Redirect"
    assert time.monotonic() - began < 5


def test_a_process_takes_no_request_before_it_is_loaded_while_another_is(slow):
    other, made = Loaded(slow.var, ANOTHER), threading.Event()
    other.here()
    threading.Thread(target=lambda: (waking(slow), made.set()), daemon=True).start()
    assert not made.wait(0.5)
    slow.loaded.set()
    assert made.wait(5)


def test_a_process_takes_requests_as_soon_as_no_other_is_loaded_any_more(slow):
    other, made = Loaded(slow.var, ANOTHER), threading.Event()
    other.here()
    threading.Thread(target=lambda: (waking(slow), made.set()), daemon=True).start()
    assert not made.wait(0.5)
    other.no_longer()
    assert made.wait(5)
    assert not slow.loaded.is_set()


def test_a_line_whose_loading_hangs_ends_its_process_for_another_to_start(slow):
    given_up: list[int] = []
    waking(slow, build_seconds=0.1, give_up=given_up.append)
    wait_for(lambda: given_up == [HUNG])


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", "/health", {}),
        ("GET", "/media", {}),
        ("POST", "/voice/../console", {}),
        ("GET", "/sms", {}),
    ],
)
def test_what_cannot_be_asked_to_come_again_is_told_that_nobody_is_there_yet(slow, method, path, form):
    answer = Client(waking(slow)).open(path, method=method, data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


def test_what_changes_nothing_is_taken_note_of_at_once(slow):
    told = Client(waking(slow)).post("/voice/stream", data={"StreamEvent": "stream-error"})
    assert (told.status_code, told.data) == (204, b"")


@pytest.mark.parametrize("form", [{"Digits": "1" * 70_000}, {"CallSid": "\udcff"}, {}])
def test_a_strange_form_is_answered_too(slow, form):
    data = "&".join(f"{name}={value}" for name, value in form.items()).encode("utf-8", "surrogateescape")
    assert verbs(Client(waking(slow)).post("/voice", data=data))[-1] == ("Redirect", "/voice?waking=1")


def test_a_line_that_cannot_be_loaded_ends_its_process_as_gunicorn_expects(tmp_path):
    given_up: list[int] = []

    def broken() -> Flask:
        raise SystemExit("no settings")

    Waking(broken, loaded=Loaded(tmp_path), switchboard="", give_up=given_up.append)
    wait_for(lambda: given_up == [BOOT_ERROR])


def test_a_line_that_cannot_be_loaded_beside_another_leaves_that_one_its_calls(tmp_path):
    given_up: list[int] = []
    other = Loaded(tmp_path, ANOTHER)
    other.here()

    def broken() -> Flask:
        raise sqlite3.OperationalError("database is locked")

    def give_up(status: int) -> None:
        given_up.append(status)
        other.no_longer()

    Waking(broken, loaded=Loaded(tmp_path), switchboard="", again_seconds=0.01, give_up=give_up)
    wait_for(lambda: given_up == [HUNG])


def test_the_signal_to_stop_drains_the_line_and_then_does_what_it_did(slow):
    told = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda number, frame: told.set())
    try:
        client = Client(waking(slow, patience_seconds=10))
        os.kill(os.getpid(), signal.SIGTERM)
        assert told.wait(5.0)
        assert not slow.drained.is_set()
        slow.loaded.set()
        assert client.post("/voice/turn").text.startswith("turn")
        os.kill(os.getpid(), signal.SIGTERM)
        assert slow.drained.wait(5.0)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_it_is_imported_without_anything_that_takes_time():
    told = "import sys, ivr.waking; print(*sorted(m.split('.')[0] for m in sys.modules))"
    modules = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "ivr" in modules
    assert not {"flask", "pydantic", "numpy", "vosk", "twilio", "sqlite_utils"} & set(modules)
