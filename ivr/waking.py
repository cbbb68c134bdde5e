"""A process that has just started answers at once: its callers wait a moment while the line is loaded.

Loading the ears, the voice and what the town knows takes seconds, and more on a busy machine. The provider
gives a webhook fifteen seconds; should every process of the line die together, its callers would be lost.
So webhooks are told "one moment" and to come again, until the line is there. Only what is quick to import
is imported here.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape, quoteattr

from flows.prompts import Catalogue
from ivr.channels.provider_voice import FALLBACK_VOICE

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask import Flask

log = logging.getLogger(__name__)

DRAIN = "drain"
"""Extension of the application: what ends its streams in good order."""
TOLD_ONCE = (
    *("Digits", "RecordingUrl", "RecordingSid", "RecordingDuration", "ErrorCode", "ErrorUrl"),
    *("DialCallStatus", "DialBridged", "DialCallSid", "DialCallDuration"),
)
"""Parameters that the provider sends with what has just happened: a redirection must carry them."""
ONE_MOMENT = "line.one_moment"
PATIENCE_SECONDS = 2.0
"""Silence granted to a caller before they are told to wait."""
LONGEST_WAIT_SECONDS = 8.0
"""For what cannot be asked to come again; the provider gives up after fifteen."""
PAUSE_SECONDS = 2
"""Between two questions whether the line is there."""
MOST_FORM_BYTES = 65_536
BOOT_ERROR = 3
"""The status by which gunicorn knows that a worker cannot start: it stops, rather than start it for ever."""
_ROUNDS = "waking"
"""In the address: how many times the caller was asked to wait."""
_WEBHOOK = re.compile(r"/voice(?:/[a-z]+)?", re.ASCII)
_UNANSWERED = ("/voice/status",)
"""Webhooks whose answer the provider does not read."""
_UNIMPORTANT = ("/voice/stream",)
"""And those that change nothing: told again, in better words, by whatever follows."""


class Waking:
    """The application that `build` makes, made beside the requests that wait for it.

    `patience_seconds`: how long a request waits that may come again; `longest_seconds`: one that may not.
    `give_up`: ends this process when the line cannot be loaded.
    """

    def __init__(
        self,
        build: Callable[[], Flask],
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        longest_seconds: float = LONGEST_WAIT_SECONDS,
        give_up: Callable[[int], object] = os._exit,
    ) -> None:
        self._build = build
        self._patience_seconds = patience_seconds
        self._longest_seconds = longest_seconds
        self._give_up = give_up
        self._one_moment = Catalogue.load().voice(ONE_MOMENT, {})
        self._awake = threading.Event()
        self._app: Flask | None = None
        self._drain_on_sigterm()
        threading.Thread(target=self._load, name="waking", daemon=True).start()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: as the line does once it is loaded, by asking to come again until then."""
        path, posted = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"] == "POST"
        if self._app is None and posted and path in _UNIMPORTANT:
            start_response("204 No Content", [])
            return []
        may_come_again = posted and path not in _UNANSWERED and _WEBHOOK.fullmatch(path) is not None
        self._awake.wait(self._patience_seconds if may_come_again else self._longest_seconds)
        if self._app is not None:
            return self._app(environ, start_response)
        form = _form(environ) if may_come_again else {}
        if not may_come_again or form.get("Digits") == "hangup":  # nobody is there to be asked to wait
            return _unavailable(start_response)
        document = self._come_again(path, dict(parse_qsl(environ.get("QUERY_STRING", ""))), form)
        headers = [("Content-Type", "text/xml"), ("Content-Length", str(len(document)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [document]

    def _come_again(self, path: str, query: dict[str, str], form: Mapping[str, str]) -> bytes:
        """A document that asks the same again in a moment, with what was told once."""
        rounds = int(query[_ROUNDS]) if query.get(_ROUNDS, "").isdecimal() else 0
        once = {name: form[name] for name in TOLD_ONCE if name in form}
        again = f"{path}?{urlencode({**query, **once, _ROUNDS: rounds + 1})}"
        said = "" if rounds else _say(self._one_moment)
        redirect = f'<Redirect method="POST">{escape(again)}</Redirect>'
        pause = f'<Pause length="{PAUSE_SECONDS}"/>'
        return f'<?xml version="1.0" encoding="UTF-8"?><Response>{said}{pause}{redirect}</Response>'.encode()

    def _load(self) -> None:
        try:
            self._app = self._build()
        except BaseException:
            log.critical("The line could not be loaded.", exc_info=True)
            self._give_up(BOOT_ERROR)
        else:
            self._awake.set()

    def _drain_on_sigterm(self) -> None:
        """When this process is told to stop, its streams end in good order; from its main thread alone."""
        if threading.current_thread() is not threading.main_thread():
            return
        previous = signal.getsignal(signal.SIGTERM)

        def stop(number: int, frame: FrameType | None) -> None:
            if self._app is not None:
                self._app.extensions[DRAIN]()
            if callable(previous):
                previous(number, frame)

        signal.signal(signal.SIGTERM, stop)


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
    """The provider's form; empty when it is none, or too long to be one."""
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isdecimal() or int(length) > MOST_FORM_BYTES:
        return {}
    body = environ["wsgi.input"].read(int(length))
    return dict(parse_qsl(body.decode("utf-8", "replace")))
