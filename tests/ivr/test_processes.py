"""The line as it is served: real web workers, real ears, real voice; and a worker killed in mid-call."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Container
from pathlib import Path

import pytest
import requests

from ivr.database import Connections
from ivr.house import House, prepare_databases
from ivr.serving import CannotServe, Processes, check_port, local_token
from ivr.settings import load_settings
from ivr.simulator.account import Account
from ivr.simulator.rehearsal import Rehearsal, Rehearsed
from ivr.simulator.script import load_script

ROOT = Path(__file__).parents[2]
TUESDAY_MORNING = "2026-11-24T10:00:00+01:00"
KILLED = """
title: Ce qui écoute est tué pendant la question ; l'appel est repris
mode: stream
real_time: true
alerts: [31921]
steps:
  - asks: main.question
  - says: "Bonjour, je voudrais refaire ma carte d'identité."
  - asks: answer.which_2
  - says: "C'est pour un adulte."
  - answers: carte-identite
  - hangs_up: {after: 1.5}
  - ends: answered
"""

ASKED_AGAIN = KILLED.replace(
    "  - asks: answer.which_2\n",
    "  - asks: answer.which_2\n  - silence: 15\n  - asks: answer.which_2.no_input.1\n",
)
"""The same, by a caller who was told to wait, heard the question again, and answers when it is asked anew."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def settings(tmp_path_factory, model_store):
    """The demonstration commune, with the project's models and sentences, and databases of its own."""
    var = tmp_path_factory.mktemp("var")
    for shared in ("models", "voice", "matcher"):
        (ROOT / "var" / shared).mkdir(parents=True, exist_ok=True)
        (var / shared).symlink_to(ROOT / "var" / shared)
    environ = {
        "STANDARDISTE_VAR": str(var),
        "STANDARDISTE_PUBLIC_URL": f"http://127.0.0.1:{free_port()}",
        "STANDARDISTE_NOW": TUESDAY_MORNING,
    }
    environ["SLOW_START"] = str(var / "slow-start")
    environ |= local_token(load_settings(ROOT / "mairie.toml", environ), {})
    settings = load_settings(ROOT / "mairie.toml", environ)
    prepare_databases(settings)
    house = House(settings)
    house.open_mouth().render_ahead(house.first_sentences(["carte-identite"]))
    return settings, environ


@pytest.fixture(scope="module")
def line(settings):
    settings, environ = settings
    port = int(settings.line.public_url.rsplit(":", 1)[1])
    path = f"{ROOT / 'tests' / 'ivr' / 'slow_start'}:{ROOT}"
    processes = Processes(settings, "127.0.0.1", port, workers=2, env=environ | {"PYTHONPATH": path})
    try:
        health = processes.wait_until_ready(threading.Event())
        assert health["status"] == "ok", health
        yield processes
    finally:
        processes.stop()


def web_workers(processes: Processes) -> list[int]:
    """Process numbers of gunicorn's workers."""
    master = processes.web_pid
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return [int(child) for child in children]


def wait_until(what, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def holder_of_a_connection(processes: Processes, port: int) -> int:
    """The web worker that holds an established connection to the line's port: the one with the call."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    established = {f"socket:[{row[9]}]" for row in rows if row[3] == "01" and row[1].endswith(f":{port:04X}")}
    for worker in web_workers(processes):
        held = set()
        for descriptor in Path(f"/proc/{worker}/fd").iterdir():
            with contextlib.suppress(OSError):
                held.add(os.readlink(descriptor))
        if held & established:
            return worker
    raise AssertionError("no worker holds the call")


def play_killing(settings, script: Path, steps: str, kill) -> Rehearsed:
    """Play a call; `kill` is done in the middle of its question."""
    script.write_text(steps, encoding="utf-8")
    asked = threading.Event()
    rehearsal = Rehearsal(
        account=Account(sid=settings.provider.account_sid, auth_token=settings.provider.tokens()[0]),
        url=settings.line.public_url,
        town=settings.town.name,
        database=settings.var / "calls.db",
        told=lambda row: asked.set() if getattr(row, "key", "") == "answer.which_2" else None,
    )

    def wait_and_kill() -> None:
        assert asked.wait(60)
        time.sleep(0.5)  # in the middle of the question
        kill()

    killer = threading.Thread(target=wait_and_kill)
    killer.start()
    played = rehearsal.play(load_script(script))
    killer.join()
    assert played.went_well, [str(failure) for failure in played.failures]
    return played


def assert_nothing_lost(settings, call_id: str, taken_up: Container[int] = (1,)) -> None:
    """Every event of the call is there, once, and it was taken up as often as that."""
    events = Connections(settings.var / "calls.db").get().table("call_events")
    rows = list(events.rows_where("call_id = ?", [call_id], order_by="seq"))
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["key"] for row in rows}) == len(rows)
    kinds = [row["type"] for row in rows]
    assert kinds.count("CallStarted") == kinds.count("AnswersFound") == 1
    assert kinds.count("Resumed") in taken_up
    assert kinds.count("Heard") == 2


@pytest.mark.enable_socket
@pytest.mark.timeout(180, func_only=True)  # what has to be rendered before takes a busy machine minutes
def test_a_worker_killed_in_mid_call_costs_the_caller_nothing_but_an_apology(settings, line, tmp_path):
    settings, _ = settings
    killed = []

    def kill() -> None:
        killed.append(holder_of_a_connection(line, int(settings.line.public_url.rsplit(":", 1)[1])))
        os.kill(killed[0], signal.SIGKILL)

    played = play_killing(settings, tmp_path / "killed.yaml", KILLED, kill)
    assert killed
    assert killed[0] not in web_workers(line)
    assert_nothing_lost(settings, played.call.record.sid)


@pytest.mark.enable_socket
@pytest.mark.timeout(180, func_only=True)
def test_every_worker_killed_in_mid_call_costs_the_caller_a_wait_while_others_are_loaded(
    settings, line, tmp_path
):
    """The provider waits fifteen seconds for an answer; a busy machine takes longer to load the line."""
    settings, environ = settings
    slow = Path(environ["SLOW_START"])
    slow.write_text("17")
    killed = web_workers(line)

    def kill() -> None:
        for worker in killed:
            os.kill(worker, signal.SIGKILL)

    try:
        played = play_killing(settings, tmp_path / "killed.yaml", ASKED_AGAIN, kill)
    finally:
        slow.unlink()
    assert len(killed) == 2
    assert not set(killed) & set(web_workers(line))
    assert played.journal.longest_silence.seconds < 8
    assert_nothing_lost(settings, played.call.record.sid)


@pytest.mark.enable_socket
@pytest.mark.timeout(180, func_only=True)
def test_new_settings_are_put_in_service_in_mid_call_and_the_caller_goes_on(settings, line, tmp_path):
    """One of the old workers is still starting: it goes as well."""
    settings, environ = settings
    slow = Path(environ["SLOW_START"])
    before: set[int] = set()

    def reload() -> None:
        holder = holder_of_a_connection(line, int(settings.line.public_url.rsplit(":", 1)[1]))
        slow.write_text("3")
        idle = next(worker for worker in web_workers(line) if worker != holder)
        os.kill(idle, signal.SIGKILL)
        wait_until(lambda: len(set(web_workers(line)) - {idle}) == 2)
        before.update(web_workers(line))
        line.reload(threading.Event())

    try:
        played = play_killing(settings, tmp_path / "reloaded.yaml", KILLED, reload)
    finally:
        slow.unlink()
    assert len(before) == 2
    wait_until(lambda: not before & set(web_workers(line)), seconds=60)
    assert len(web_workers(line)) == 2
    assert_nothing_lost(settings, played.call.record.sid, taken_up={0, 1})


@pytest.mark.enable_socket
@pytest.mark.timeout(180, func_only=True)
def test_a_worker_killed_costs_nobody_a_wait_while_another_is_loaded(settings, line):
    _, environ = settings
    slow = Path(environ["SLOW_START"])
    slow.write_text("12")
    killed = web_workers(line)[0]
    try:
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(set(web_workers(line)) - {killed}) == 2)
        time.sleep(2)  # the new one would take requests by then
        answers = [requests.get(f"{line.url}/health", timeout=10).status_code for _ in range(40)]
    finally:
        slow.unlink()
    assert answers == [200] * 40


@pytest.mark.enable_socket
def test_a_port_in_use_is_told_with_a_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=rf"{port} est déjà pris.*--port {port + 1}"):
            check_port("127.0.0.1", port)


def test_a_public_address_without_a_token_does_not_start(tmp_path):
    environ = {"STANDARDISTE_PUBLIC_URL": "https://voix.valmont.example", "STANDARDISTE_VAR": str(tmp_path)}
    with pytest.raises(CannotServe, match="STANDARDISTE_TWILIO_AUTH_TOKEN"):
        local_token(load_settings(ROOT / "mairie.toml", environ), environ)


def test_the_local_token_is_random_kept_and_private(tmp_path):
    settings = load_settings(ROOT / "mairie.toml", {"STANDARDISTE_VAR": str(tmp_path)})
    first, second = local_token(settings, {}), local_token(settings, {})
    assert first == second
    assert re.fullmatch("[0-9a-f]{32}", first["STANDARDISTE_TWILIO_AUTH_TOKEN"])
    assert (tmp_path / "demonstration-token").stat().st_mode & 0o077 == 0


def test_the_command_tells_what_is_wrong_with_the_settings(tmp_path):
    broken = tmp_path / "mairie.toml"
    broken.write_text((ROOT / "mairie.toml").read_text().replace('mode = "stream"', 'mode = "strem"'))
    told = subprocess.run(
        [sys.executable, "-m", "ivr.cli", "serve"],
        env={**os.environ, "STANDARDISTE_CONFIG": str(broken), "STANDARDISTE_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert told.returncode == 2
    assert re.search(r"ligne \d+, line\.mode : 'strem' n'est pas admis", told.stderr)
