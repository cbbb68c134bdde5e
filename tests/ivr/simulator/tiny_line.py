"""A line of a few lines: Flask, flask-sock and the provider's own library, nothing of the project.

It is the second opinion on the simulator: requests are checked by the provider's RequestValidator.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from flask import Flask, Response, abort, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed
from twilio.request_validator import RequestValidator
from werkzeug.serving import WSGIRequestHandler, make_server

TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT_SID = "AC" + "1" * 32

Answer = str | Response | tuple[str, int]


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


@dataclass
class Received:
    """One webhook."""

    path: str
    method: str
    form: dict[str, str]
    headers: dict[str, str]
    genuine: bool
    """The provider's own library accepts its signature."""


@dataclass
class TinyLine:
    """Answers with the documents it was given; a context manager."""

    documents: dict[str, Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    """By path: what to answer to a form."""
    on_stream: Callable[[Any], None] | None = None
    received: list[Received] = field(default_factory=list)
    streams_genuine: list[bool] = field(default_factory=list)
    url: str = ""

    def say(self, path: str, *inside: str) -> None:
        """Answer this path with documents holding this TwiML: one after the other, the last for ever."""
        left = list(inside)

        def answer(form: dict[str, str]) -> Answer:
            body = left.pop(0) if len(left) > 1 else left[0]
            return Response(f"<?xml version='1.0'?><Response>{body}</Response>", mimetype="text/xml")

        self.documents[path] = answer

    def forms(self, path: str) -> list[dict[str, str]]:
        """The forms this path received."""
        return [webhook.form for webhook in self.received if webhook.path == path]

    @property
    def stream_url(self) -> str:
        return self.url.replace("http:", "ws:") + "/media"

    def __enter__(self) -> TinyLine:
        app = Flask(__name__)
        sock = Sock(app)
        validator = RequestValidator(TOKEN)

        @sock.route("/media")
        def media(ws: Any) -> None:
            url = self.url.replace("http:", "ws:") + request.full_path.rstrip("?")
            genuine = validator.validate(url, {}, request.headers.get("X-Twilio-Signature", ""))
            self.streams_genuine.append(genuine)
            if self.on_stream is not None:
                self.on_stream(ws)

        @app.route("/refused-media")
        def refused() -> Answer:
            abort(403)

        @app.route("/<path:path>", methods=["GET", "POST", "DELETE"])
        def webhook(path: str) -> Answer:
            url = self.url + request.full_path.rstrip("?")
            form = {name: request.form[name] for name in request.form}
            signature = request.headers.get("X-Twilio-Signature", "")
            genuine = validator.validate(url, request.form if request.method == "POST" else {}, signature)
            given = form if request.method == "POST" else dict(request.args)
            headers = dict(request.headers)
            self.received.append(Received("/" + path, request.method, given, headers, genuine))
            answer = self.documents.get("/" + path)
            return answer(given) if answer else ("not here", 404)

        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@dataclass
class HeardStream:
    """What a tiny line's websocket received; `answer` reacts to each message."""

    answer: Callable[[Any, dict[str, Any], HeardStream], None] | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    ended: str = ""
    sid: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def __call__(self, ws: Any) -> None:
        try:
            while True:
                message = json.loads(ws.receive())
                self.messages.append(message)
                if message["event"] == "start":
                    self.sid = message["streamSid"]
                if self.answer is not None:
                    self.answer(ws, message, self)
        except ConnectionClosed as closed:
            self.ended = f"closed {closed.reason}"
        finally:
            self.done.set()

    def of(self, event: str) -> list[dict[str, Any]]:
        """Messages of one kind."""
        return [message for message in self.messages if message["event"] == event]

    def play(self, ws: Any, ulaw: bytes) -> None:
        """Send sound."""
        payload = base64.b64encode(ulaw).decode()
        ws.send(json.dumps({"event": "media", "streamSid": self.sid, "media": {"payload": payload}}))

    def mark(self, ws: Any, name: str) -> None:
        """Send a mark."""
        ws.send(json.dumps({"event": "mark", "streamSid": self.sid, "mark": {"name": name}}))

    def clear(self, ws: Any) -> None:
        """Send a clear."""
        ws.send(json.dumps({"event": "clear", "streamSid": self.sid}))
