"""New code is put in service even when the old background worker does not listen."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ivr import serving
from ivr.loaded import Loaded
from ivr.serving import Processes
from ivr.settings import SettingsError, load_settings, put_in_service
from ivr.settings.served import SERVED
from tests.ivr.calls.town import PROJECT, TOWN, settings_with

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"


class Deaf(Processes):
    """Children that are told to stop and go on."""

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)  # noqa: S603 - our own
        assert child.stdout is not None
        child.stdout.readline()
        return child


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The town hall's own file, to be changed."""
    return Path(shutil.copy(PROJECT / "mairie.toml", tmp_path / "changed.toml"))


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, config: Path) -> Iterator[Deaf]:
    monkeypatch.setattr(serving, "GRACE_SECONDS", 0.2)
    env = {"STANDARDISTE_CONFIG": str(config)}
    processes = Deaf(settings_with(var=tmp_path), "127.0.0.1", 1, 1, env)
    yield processes
    for child in (processes._web, processes._worker):
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def test_a_worker_that_does_not_listen_is_replaced_all_the_same(processes: Deaf) -> None:
    old = processes._worker
    processes._web.kill()  # on its own: a reload tells the web server, and this one would die of it
    processes._web.wait()
    processes.reload(threading.Event())
    assert old.returncode is not None
    assert processes._worker is not old
    assert processes._worker.poll() is None
    assert old.stdout is not None
    old.stdout.close()


def test_nothing_is_left_behind_when_the_line_stops(processes: Deaf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "GRACE_SECONDS", -4.8)  # and the five seconds that `stop` adds
    began = time.monotonic()
    processes.stop()
    assert time.monotonic() - began < 5
    assert None not in (processes._web.poll(), processes._worker.poll())


def test_a_process_started_in_the_midst_of_changes_reads_the_settings_as_they_were_checked(
    processes: Deaf, config: Path
) -> None:
    config.write_text(config.read_text().replace("max_calls", "max_cal"))
    assert load_settings(environ=processes._environ).town.name == TOWN.town.name
    with pytest.raises(SettingsError, match=re.escape(f"{config}")):
        processes.reload(threading.Event())
    assert processes._worker.poll() is None
    assert load_settings(environ=processes._environ).town.name == TOWN.town.name


def test_a_reload_puts_the_new_settings_in_service(processes: Deaf, config: Path) -> None:
    config.write_text(config.read_text().replace(TOWN.town.name, "Montclair"))
    old = processes._worker
    processes._web.kill()
    processes._web.wait()
    processes.reload(threading.Event())
    assert load_settings(environ=processes._environ).town.name == "Montclair"
    assert old.stdout is not None
    old.stdout.close()


def test_where_the_disk_takes_no_copy_the_line_starts_on_the_file_and_does_not_reload(
    processes: Deaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> dict[str, str]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(serving, "put_in_service", full)
    assert processes._served() == {}
    with pytest.raises(SettingsError, match="No space left"):
        processes.reload(threading.Event())
    assert processes._worker.poll() is None


def test_settings_that_cannot_be_copied_leave_the_copy_before(tmp_path: Path, config: Path) -> None:
    with pytest.raises(OSError, match=SERVED):
        put_in_service(tmp_path / "missing", {"STANDARDISTE_CONFIG": str(config)})


def test_the_line_is_there_when_all_its_web_workers_are(
    processes: Deaf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    processes._workers = 2
    first, second = (Loaded(tmp_path, number) for number in (1, 2))
    first.here()
    asked: list[str] = []

    def health(url: str, timeout: float) -> SimpleNamespace:
        asked.append(url)
        if len(asked) == 3:
            second.here()
        return SimpleNamespace(json=lambda: {"status": "ok"})

    monkeypatch.setattr(serving.requests, "get", health)
    assert processes.wait_until_ready(threading.Event()) == {"status": "ok"}
    assert len(asked) == 3
    second.no_longer()
    monkeypatch.setattr(serving, "START_SECONDS", 0.5)
    assert processes.wait_until_ready(threading.Event()) == {"status": "ok"}  # one is better than none
    first.no_longer()


class Unlisted(Processes):
    """A web server on a system that does not list the children of a process."""

    def __init__(self, var: Path) -> None:
        self._workers, self._loaded = 2, Loaded(var)
        self.told: list[signal.Signals] = []

    def _web_workers(self) -> set[int]:
        return set()

    def _tell_web(self, number: signal.Signals, done: Callable[[], bool], stopping: threading.Event) -> None:
        self.told.append(number)


def test_the_old_web_workers_end_where_the_system_does_not_list_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serving, "RENEWED_SECONDS", 0.0)
    old = [Loaded(tmp_path, number) for number in (1, 2)]
    for one in old:
        one.here()
    line = Unlisted(tmp_path)
    line._renew_web(threading.Event())
    assert line.told == [signal.SIGTTIN] * 2 + [signal.SIGTTOU] * 2
    for one in old:
        one.no_longer()
