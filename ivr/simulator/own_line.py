"""A line started for the occasion, when none answers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from types import TracebackType
from urllib.parse import urlsplit

import requests

from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message

START_SECONDS = 600.0
"""The first start renders every sentence the line knows in advance."""
STOP_SECONDS = 40.0
LAST_LINES = 10
"""Of the line's log, told when it does not start."""


def answers(url: str) -> bool:
    """Does a line answer there?"""
    try:
        with requests.Session() as http:
            http.trust_env = False
            return http.get(f"{url}/health", timeout=3).status_code == 200
    except requests.RequestException:
        return False


class OwnLine:
    """`standardiste serve` as a child process; a context manager."""

    def __init__(self, url: str, environ: Mapping[str, str]) -> None:
        """`url`: http://127.0.0.1:port, where it will answer. `environ`: added to our own."""
        self.url = url
        self._environ = {**os.environ, **environ}

    def __enter__(self) -> OwnLine:
        # What the line writes: told when it does not start, kept out of the conversation otherwise.
        self._log = tempfile.TemporaryFile()
        port = urlsplit(self.url).port or 80
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "ivr.cli", "serve", "--port", str(port), "--workers", "1"],
            env=self._environ,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.url):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._stop()
                raise SimulatorError(message("call.cannot_start", log=self._last_words()))
            time.sleep(0.3)
        return self

    @property
    def process_id(self) -> int:
        """Process number of the line; its workers are among its children."""
        return self._process.pid

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()
        self._log.close()

    def _stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _last_words(self) -> str:
        with self._log:
            self._log.seek(0)
            written = self._log.read().decode("utf-8", errors="replace")
        return "\n".join(written.splitlines()[-LAST_LINES:])
