"""The line's processes: web workers, the background worker, and whoever keeps them alive."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import requests

from ivr.loaded import Loaded
from ivr.messages import message
from ivr.settings import Settings, SettingsError, put_in_service

log = logging.getLogger(__name__)

GRACE_SECONDS = 25
"""What running calls get to be handed on when the line is stopped or updated."""
SPARE_THREADS = 20
"""Threads a worker keeps free of calls, so that webhooks, audio and health always answer."""
START_SECONDS = 60.0
RESTARTS = 5
"""Background workers that may die young, one after the other, before giving up; the line goes on without."""
TOLD_SECONDS = 10.0
"""What the web server gets to do what a signal tells it, before the next."""
RENEWED_SECONDS = 300.0
"""What new web workers get to be loaded before the old ones are ended all the same."""
HEALTHY_SECONDS = 600.0
"""A background worker that lasted so long did not die young."""


class CannotServe(Exception):
    """The line cannot start; the text says why and what to do."""


def local_token(settings: Settings, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Variables that let the line run without a provider's account: a random token, kept in var.

    Empty when a token is set. Raises CannotServe when the line has a public address and no token.
    """
    if settings.provider.auth_tokens:
        return {}
    if not settings.line.is_local:
        raise CannotServe(message("settings.production_token"))
    path = settings.var / "demonstration-token"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(16))
    return {
        "STANDARDISTE_TWILIO_AUTH_TOKEN": path.read_text().strip(),
        "STANDARDISTE_TWILIO_ACCOUNT_SID": environ.get("STANDARDISTE_TWILIO_ACCOUNT_SID") or "AC" + "0" * 32,
    }


def check_port(host: str, port: int) -> None:
    """Raise CannotServe when something already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotServe(f"{host}:{port} : {error.strerror}.") from error
            raise CannotServe(message("serve.port_in_use", port=port, host=host, next=port + 1)) from error


class Processes:
    """The web server and the background worker as children; stopped together.

    The line's folder `var` tells which web workers are loaded. All of them read the settings as they were
    last checked. Raises SettingsError when these are wrong.
    """

    def __init__(self, settings: Settings, host: str, port: int, workers: int, env: dict[str, str]) -> None:
        self.url = f"http://{host}:{port}"
        self._given, self._var = {**os.environ, **env}, settings.var
        self._environ = {**self._given, **self._served()}
        self._workers = workers
        self._loaded = Loaded(settings.var)
        self._web = self._start(
            "-m",
            "gunicorn",
            "--bind",
            f"{host}:{port}",
            "--worker-class",
            "ivr.web_worker.GatheringWorker",
            "--workers",
            str(workers),
            "--threads",
            str(settings.line.max_calls + SPARE_THREADS),
            "--graceful-timeout",
            str(GRACE_SECONDS),
            "--timeout",
            "60",
            "--log-level",
            "warning",
            "--no-control-socket",
            "wsgi:app",
        )
        self._worker = self._start_worker()
        self._restarts = 0

    def _served(self) -> dict[str, str]:
        """The variables by which processes read the settings; none where a full disk takes no copy of these:
        they then read the file itself.
        """
        try:
            return put_in_service(self._var, self._given)
        except OSError as error:
            log.warning("The settings could not be copied: %s.", error)
            return {}

    @property
    def web_pid(self) -> int:
        """Process number of the web server's master."""
        return self._web.pid

    def wait_until_ready(self, stopping: threading.Event) -> dict[str, Any]:
        """What /health says once all web workers are loaded; nothing when told to stop meanwhile.

        When time runs out, what the loaded ones say. Raises CannotServe when there is none, or the server
        gives up.
        """
        deadline, answer = time.monotonic() + START_SECONDS, None
        while time.monotonic() < deadline:
            if stopping.wait(0.2):
                return {}
            if self._web.poll() is not None:
                raise CannotServe(message("serve.died", code=self._web.returncode))
            with contextlib.suppress(requests.RequestException, ValueError):
                answer = dict(requests.get(f"{self.url}/health", timeout=2).json())
            if answer is not None and len(self._loaded.elsewhere()) >= self._workers:
                return answer
        if answer is not None:
            return answer
        raise CannotServe(message("serve.too_slow", seconds=int(START_SECONDS)))

    def watch(self) -> str | None:
        """Look after the children once; a sentence when something had to be done."""
        if self._web.poll() is not None:
            raise CannotServe(message("serve.died", code=self._web.returncode))
        code = self._worker.poll()
        if time.monotonic() - self._worker_began > HEALTHY_SECONDS:
            self._restarts = 0
        if code is None or self._restarts > RESTARTS:
            return None
        self._restarts += 1
        if self._restarts > RESTARTS:
            return message("serve.worker_gave_up")
        self._worker = self._start_worker()
        return message("serve.worker_stopped", code=code)

    def reload(self, stopping: threading.Event) -> None:
        """Put new code and settings in service: once new web workers are loaded, the old ones hand over.

        Left as it is when told to stop meanwhile. Raises SettingsError when the settings are wrong: the line
        goes on with the old ones.
        """
        try:
            put_in_service(self._var, self._given)
        except OSError as error:
            raise SettingsError(str(error)) from error
        if self._web.poll() is None:
            self._renew_web(stopping)
        if self._worker.poll() is None:
            self._worker.send_signal(signal.SIGTERM)
            _end(self._worker, GRACE_SECONDS)
        if not stopping.is_set():
            self._worker = self._start_worker()

    def _renew_web(self, stopping: threading.Event) -> None:
        """As many workers more; when they are loaded, as many less: the web server ends the oldest first.

        Its own way to reload ends the old ones at once, and callers would wait for the new to be loaded.
        """
        # Loaded or still starting: all are to go. Some systems do not list a process's children.
        old = self._web_workers() or self._loaded.elsewhere()
        for more in range(len(old) + 1, len(old) + self._workers + 1):
            self._tell_web(signal.SIGTTIN, partial(self._has_started, more), stopping)
        _wait_until(lambda: len(self._loaded.elsewhere() - old) >= self._workers, RENEWED_SECONDS, stopping)
        for fewer in range(len(old) - 1, -1, -1):
            self._tell_web(signal.SIGTTOU, partial(self._has_ended, old, fewer), stopping)

    def _tell_web(self, number: signal.Signals, done: Callable[[], bool], stopping: threading.Event) -> None:
        self._web.send_signal(number)
        _wait_until(done, TOLD_SECONDS, stopping)

    def _has_started(self, many: int) -> bool:
        return len(self._web_workers()) >= many

    def _has_ended(self, old: set[int], fewer: int) -> bool:
        return len(old & self._loaded.elsewhere()) <= fewer

    def _web_workers(self) -> set[int]:
        """Process numbers of gunicorn's workers."""
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{self._web.pid}/task/{self._web.pid}/children").read_text()
            return {int(child) for child in children.split()}
        return set()

    def stop(self) -> None:
        """End both, letting running calls be handed on; never leaves a child behind."""
        children = (self._web, self._worker)
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in children:
            _end(child, GRACE_SECONDS + 5)

    def _start_worker(self) -> subprocess.Popen[bytes]:
        self._worker_began = time.monotonic()
        return self._start("-m", "ivr.cli", "worker")

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl+C reaches the parent, which stops its children in order.
        return subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            [sys.executable, *arguments], env=self._environ, start_new_session=True, cwd=Path.cwd()
        )


def _end(child: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait for a child that was told to stop; one that does not listen is killed."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _wait_until(done: Callable[[], bool], seconds: float, stopping: threading.Event) -> None:
    """A moment passes in any case: two signals one on the other would be one."""
    deadline = time.monotonic() + seconds
    while not stopping.wait(0.1) and not done() and time.monotonic() < deadline:
        pass
