"""The REST API on a loopback port, for as long as calls are simulated."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ivr.simulator.account import Account
from ivr.simulator.recordings import Recordings
from ivr.simulator.rest import RestApi

POLL_SECONDS = 0.05
"""How long stopping may take."""


class RestServer:
    """Serves one account. A context manager: listens inside `with`."""

    def __init__(self, account: Account) -> None:
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *connection: _Handler(self.api, *connection)
        )
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        """Where the account's API answers; what the line is given instead of the provider's own."""
        self.api = RestApi(account, Recordings(account, self.url))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), name="rest-server", daemon=True
        )

    def __enter__(self) -> RestServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Turns HTTP into calls of the API."""

    def __init__(self, api: RestApi, *connection: Any) -> None:
        self._api = api
        super().__init__(*connection)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        path = urlsplit(self.path).path
        reply = self._api.handle(self.command, path, self.headers.get("Authorization", ""), form)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal belongs to the conversation."""
