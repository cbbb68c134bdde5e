"""The whole line in this process: dialogue, knowledge, ears, databases and channels. Only the voice murmurs.

Making real speech costs a third of a second of processor for each second said. A murmur as long as the
sentence would be costs nothing, and callers wait for it, speak over it and time it all the same.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import numpy as np
from flask import Flask
from werkzeug.serving import make_server

from flows.actions import Say
from ivr.channels.install import LineMouth, install
from ivr.house import House, prepare_databases
from ivr.settings import Settings, load_settings
from ivr.simulator.account import Account
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.rehearsal import Rehearsal, Transcribe
from speech.audio import PHONE_RATE, from_float, mulaw_encode, to_bytes
from speech.polyglot import ManyEars
from speech.recogniser import VoskEars
from tests.ivr.simulator.tiny_line import ACCOUNT_SID, TOKEN, Quiet

PROJECT = Path(__file__).parents[3]
OPEN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""A Tuesday morning without a holiday: the town hall is open."""
CLOSED = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
"""The Sunday after it."""
CHARACTERS_PER_SECOND = 20.0
"""Brisk, to keep the tests short, and still below what callers take for a sentence cut short."""


class Murmur:
    """A mouth that hums each sentence for as long as saying it would take."""

    def __init__(self) -> None:
        self._hummed: dict[str, bytes] = {}

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        """One sound for the whole text, mu-law at 8 kHz."""
        yield self.read(self.digests(text, slow)[0])

    def cached(self, text: str, slow: bool = False) -> bool:
        return True

    def digests(self, text: str, slow: bool = False) -> list[str]:
        """The name of its only sound."""
        digest = hashlib.sha256(f"{slow} {text}".encode()).hexdigest()
        seconds = max(0.4, len(text) / CHARACTERS_PER_SECOND) * (1.3 if slow else 1.0)
        moments = np.arange(round(seconds * PHONE_RATE)) / PHONE_RATE
        hum = 0.15 * np.sin(2 * np.pi * 180 * moments) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * moments))
        self._hummed[digest] = mulaw_encode(to_bytes(from_float(hum)))
        return [digest]

    def read(self, digest: str) -> bytes:
        return self._hummed[digest]


class WholeLine:
    """Serves one line on a loopback port; a context manager."""

    def __init__(
        self,
        var: Path,
        ears: VoskEars,
        mode: str = "stream",
        now: datetime = OPEN,
        mouth: LineMouth | None = None,
        config: Path = PROJECT / "mairie.toml",
    ) -> None:
        self._app = Flask(__name__)
        self._server = make_server("127.0.0.1", 0, self._app, threaded=True, request_handler=Quiet)
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.port}"
        self.settings = self._settings(config, var, mode, now)
        # Training the matcher takes ten seconds: what it has learnt is kept beside the installed models.
        var.mkdir(parents=True, exist_ok=True)
        (var / "matcher").symlink_to(shared_folder("matcher"))
        prepare_databases(self.settings)
        house = House(self.settings)
        self.desk = house.desk
        self.desk.unheard = house.settings.line.others
        self._live = install(self._app, house.desk, house.connections, ManyEars(ears, {}), mouth or Murmur())
        self._app.get("/health")(lambda: {"status": "ok"})
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def _settings(self, config: Path, var: Path, mode: str, now: datetime) -> Settings:
        environ = {
            "STANDARDISTE_PUBLIC_URL": self.url,
            "STANDARDISTE_MODE": mode,
            "STANDARDISTE_VAR": str(var),
            "STANDARDISTE_NOW": now.isoformat(),
            "STANDARDISTE_TWILIO_AUTH_TOKEN": TOKEN,
            "STANDARDISTE_TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        }
        return load_settings(config, environ)

    def rehearsal(
        self, speed: float, transcribe: Transcribe | None = None, habits: ProviderHabits | None = None
    ) -> Rehearsal:
        """How to call this line. Murmurs are not transcribed: leave `transcribe` out."""
        return Rehearsal(
            account=Account(sid=ACCOUNT_SID, auth_token=TOKEN),
            url=self.url,
            town=self.settings.town.name,
            database=self.settings.var / "calls.db",
            speed=speed,
            transcribe=transcribe,
            habits=habits or ProviderHabits(),
        )

    def sentence(self, prompt: str) -> str:
        """What this line says for a prompt without values."""
        return self.desk.voice_text(Say(prompt=prompt))

    def __enter__(self) -> WholeLine:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.drain()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def shared_folder(name: str) -> Path:
    """What is costly to make and the same for every run, beside the installed models."""
    shared = PROJECT / "var" / name
    shared.mkdir(parents=True, exist_ok=True)
    return shared
