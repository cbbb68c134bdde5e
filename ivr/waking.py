"""A process that has just started answers at once: its callers wait a moment while the line is loaded.

Loading the ears, the voice and what the town knows takes seconds, and more on a busy machine. The provider
gives a webhook fifteen seconds; should every process of the line die together, its callers would be lost.
So webhooks are told "one moment" and to come again, until the line is there; after so long, a person is rung.
While another process is loaded, a starting one takes no request: the other answers better.
Only what is quick to import is imported here.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape, quoteattr

from flows.prompts import Catalogue
from ivr.channels.provider_voice import FALLBACK_VOICE, TOLD_ONCE
from ivr.loaded import Loaded

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask import Flask

log = logging.getLogger(__name__)

DRAIN = "drain"
"""Extension of the application: what ends its streams in good order."""
ONE_MOMENT = "line.one_moment"
TROUBLE = "line.trouble"
PATIENCE_SECONDS = 2.0
"""Silence granted to a caller before they are told to wait."""
LONGEST_WAIT_SECONDS = 8.0
"""For what cannot be asked to come again; the provider gives up after fifteen."""
PAUSE_SECONDS = 2
"""Between two questions whether the line is there."""
SAID_EVERY = 3
"""Every so many rounds, about twelve seconds, the caller is told again to wait."""
MOST_ROUNDS = 15
"""About a minute: then the switchboard is rung."""
RING_SECONDS = 30
MOST_WAITING = 16
"""Requests that may wait at a time: whoever asks without being the provider must not hold every thread."""
PAGES_WAITING = 4
"""Pages that may wait at a time, in no place of the telephone's."""
MOST_KEPT = 200
"""Webhooks kept for the line, of those that nobody sends twice."""
MOST_FORM_BYTES = 65_536
SIBLING_SECONDS = 45.0
"""How long a process is loaded before it takes requests; gunicorn kills one that is silent for sixty."""
BUILD_SECONDS = 300.0
"""A line that is not loaded by then never will be."""
BOOT_ERROR = 3
"""The status by which gunicorn knows that a worker cannot start: it stops, rather than start it for ever."""
HUNG = 1
"""The status of a process whose loading hangs, or fails while another is loaded: gunicorn starts another."""
AGAIN_SECONDS = 10.0
"""Before another is started where this one could not be loaded: calls have the processor meanwhile."""
_ROUNDS = "waking"
"""In the address: how many times the caller was asked to wait."""
_WEBHOOK = re.compile(r"/voice(?:/[a-z]+)?", re.ASCII)
_TELEPHONE = re.compile(r"/(?:voice|media|audio|sms)(?:/.*)?", re.ASCII | re.DOTALL)
_PROBES = ("/health", "/metrics")
"""Asked by machines that come again by themselves, and want to know how things are now."""
_UNANSWERED = ("/voice/status", "/sms")
"""Webhooks whose answer changes nothing for anybody; they are kept, for the provider does not repeat them."""
_UNIMPORTANT = ("/voice/stream",)
"""And those that change nothing: told again, in better words, by whatever follows."""
_AGENTS = ("/voice/whisper", "/voice/accept")
"""What an agent's telephone asks, not the caller's."""


class Waking:
    """The application that `build` makes, made beside the requests that wait for it.

    It is made before this returns while another process is loaded, as `loaded` tells.
    `switchboard`: E.164 number that is rung when the line is not loaded after MOST_ROUNDS.
    `patience_seconds`: how long a request waits that may come again; `longest_seconds`: one that may not.
    `give_up`: ends this process when the line cannot be loaded, or not within `build_seconds`;
    after `again_seconds` where another process is loaded.
    """

    def __init__(
        self,
        build: Callable[[], Flask],
        *,
        loaded: Loaded,
        switchboard: str,
        patience_seconds: float = PATIENCE_SECONDS,
        longest_seconds: float = LONGEST_WAIT_SECONDS,
        build_seconds: float = BUILD_SECONDS,
        again_seconds: float = AGAIN_SECONDS,
        most_waiting: int = MOST_WAITING,
        give_up: Callable[[int], object] = os._exit,
    ) -> None:
        self._build = build
        self._loaded = loaded
        self._switchboard = switchboard
        self._patience_seconds = patience_seconds
        self._longest_seconds = longest_seconds
        self._build_seconds = build_seconds
        self._again_seconds = again_seconds
        self._give_up = give_up
        prompts = Catalogue.load()
        self._one_moment, self._trouble = prompts.voice(ONE_MOMENT, {}), prompts.voice(TROUBLE, {})
        self._awake, self._stopping = threading.Event(), threading.Event()
        self._may_wait = threading.Semaphore(most_waiting)
        self._pages_may_wait = threading.Semaphore(min(most_waiting, PAGES_WAITING))
        self._keeping = threading.Lock()
        self._kept: list[WSGIEnvironment] = []
        self._app: Flask | None = None
        self._drain_on_sigterm()
        threading.Thread(target=self._load, name="waking", daemon=True).start()
        self._leave_it_to_others()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: as the line does once it is loaded, by asking to come again until then."""
        if self._app is not None:
            return self._app(environ, start_response)
        path, posted = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"] == "POST"
        if posted and path in _UNIMPORTANT:
            start_response("204 No Content", [])
            return []
        if path in _PROBES:
            return _unavailable(start_response)
        if _TELEPHONE.fullmatch(path) is None:
            self._wait(self._longest_seconds, self._pages_may_wait)
            return self._as_it_is_now(environ, start_response)
        may_come_again = posted and _WEBHOOK.fullmatch(path) is not None
        form = _form(environ) if may_come_again or path in _UNANSWERED else {}
        comes_once = path in _UNANSWERED or form.get("Digits") == "hangup"
        if posted and comes_once and form and self._keep(environ):
            start_response("204 No Content", [])
            return []
        may_come_again = may_come_again and not comes_once
        self._wait(self._patience_seconds if may_come_again else self._longest_seconds, self._may_wait)
        if self._app is not None or not may_come_again:  # else nobody is there to be asked to wait
            return self._as_it_is_now(environ, start_response)
        document = self._come_again(path, dict(parse_qsl(environ.get("QUERY_STRING", ""))), form)
        headers = [("Content-Type", "text/xml"), ("Content-Length", str(len(document)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [document]

    def _leave_it_to_others(self) -> None:
        """While another process is loaded, it answers: wait until this one is too."""
        deadline = time.monotonic() + SIBLING_SECONDS
        while not self._stopping.is_set() and time.monotonic() < deadline and self._loaded.elsewhere():
            if self._awake.wait(0.2):
                return

    def _as_it_is_now(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if (app := self._app) is not None:
            return app(environ, start_response)
        return _unavailable(start_response)

    def _wait(self, seconds: float, places: threading.Semaphore) -> None:
        if places.acquire(blocking=False):
            try:
                self._awake.wait(seconds)
            finally:
                places.release()

    def _keep(self, environ: WSGIEnvironment) -> bool:
        """Keep a webhook that comes once only, for the line to take once it is loaded."""
        with self._keeping:
            if self._app is not None or len(self._kept) >= MOST_KEPT:
                return False
            self._kept.append(dict(environ))
        return True

    def _take_what_was_kept(self, app: Flask) -> None:
        for environ in self._kept:
            with contextlib.suppress(Exception):  # what it cannot take, it has told in its log
                list(app(environ, lambda *_: lambda _: None))
        self._kept.clear()

    def _come_again(self, path: str, query: dict[str, str], form: Mapping[str, str]) -> bytes:
        """A document that asks the same again in a moment, with what was told once."""
        rounds = int(query[_ROUNDS]) if query.get(_ROUNDS, "").isdecimal() else 0
        once = {name: form[name] for name in TOLD_ONCE if name in form}
        again = f"{path}?{urlencode({**query, **once, _ROUNDS: rounds + 1})}"
        if rounds >= MOST_ROUNDS:
            return _document("<Hangup/>" if path in _AGENTS else self._ring_the_switchboard())
        said = "" if rounds % SAID_EVERY else _say(self._one_moment)
        redirect = f'<Redirect method="POST">{escape(again)}</Redirect>'
        pause = f'<Pause length="{PAUSE_SECONDS}"/>'
        return _document(f"{said}{pause}{redirect}")

    def _ring_the_switchboard(self) -> str:
        ring = f'<Dial timeout="{RING_SECONDS}" answerOnBridge="true">{escape(self._switchboard)}</Dial>'
        return f"{_say(self._trouble)}{ring}"

    def _load(self) -> None:
        watchdog = threading.Timer(self._build_seconds, self._hangs)
        watchdog.daemon = True
        watchdog.start()
        try:
            app = self._build()
        except BaseException:
            log.critical("The line could not be loaded.", exc_info=True)
            self._give_up(self._status_of_failure())
        else:
            with self._keeping:
                self._app = app
            if not self._stopping.is_set():
                self._loaded.here()
            self._awake.set()
            self._take_what_was_kept(app)
        finally:
            watchdog.cancel()

    def _status_of_failure(self) -> int:
        """The web server ends every process when one cannot start: not those that answer, and hold calls."""
        if not self._loaded.elsewhere():
            return BOOT_ERROR
        self._stopping.wait(self._again_seconds)
        return HUNG

    def _hangs(self) -> None:
        if self._app is None:
            log.critical("The line is still not loaded after %d seconds.", self._build_seconds)
            self._give_up(HUNG)

    def _drain_on_sigterm(self) -> None:
        """When this process is told to stop, its streams end in good order; from its main thread alone."""
        if threading.current_thread() is not threading.main_thread():
            return
        previous = signal.getsignal(signal.SIGTERM)

        def stop(number: int, frame: FrameType | None) -> None:
            self._stopping.set()
            self._loaded.no_longer()
            if self._app is not None:
                self._app.extensions[DRAIN]()
            if callable(previous):
                previous(number, frame)

        signal.signal(signal.SIGTERM, stop)


def _document(verbs: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{verbs}</Response>'.encode()


def _say(text: str) -> str:
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in FALLBACK_VOICE.items())
    return f"<Say {attributes}>{escape(text)}</Say>"


def _unavailable(start_response: StartResponse) -> list[bytes]:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    body = f"{status.value} {status.phrase}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", [*headers, ("Retry-After", str(PAUSE_SECONDS))])
    return [body]


def _form(environ: WSGIEnvironment) -> dict[str, str]:
    """The provider's form, left to be read again; empty when it is none, or too long to be one."""
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isdecimal() or int(length) > MOST_FORM_BYTES:
        return {}
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)
    return dict(parse_qsl(body.decode("utf-8", "replace")))
