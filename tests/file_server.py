"""A web server on this machine that serves files well or badly, as told."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """One file, and how it is served."""

    body: bytes
    ranges: bool = True
    """Answers ranges; otherwise always sends the whole file."""
    etag: str = '"1"'
    length: bool = True
    """Says how long the file is."""
    statuses: list[int] = field(default_factory=list)
    """Errors answered first, one a request."""
    cuts: list[int] = field(default_factory=list)
    """Bytes sent before the line drops, one a request; what is asked for after that is sent whole."""
    asked: list[str] = field(default_factory=list)
    """The Range header of each request, empty when there was none."""


class FileServer:
    """Serves `files` by name on the loopback."""

    def __init__(self) -> None:
        self.files: dict[str, Served] = {}
        files = self.files

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.removeprefix("/")
                if name not in files:
                    self.send_error(404)
                    return
                _answer(self, files[name])

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def serve(self, name: str, body: bytes, **how: object) -> Served:
        self.files[name] = Served(body, **how)  # type: ignore[arg-type]
        return self.files[name]

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{name}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _answer(request: BaseHTTPRequestHandler, file: Served) -> None:
    wanted = request.headers.get("Range", "")
    file.asked.append(wanted)
    if file.statuses:
        request.send_error(file.statuses.pop(0))
        return
    start = 0
    same = request.headers.get("If-Range", file.etag) == file.etag
    if wanted and file.ranges and same:
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(file.body):
            request.send_response(416)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        request.send_response(206)
        request.send_header("Content-Range", f"bytes {start}-{len(file.body) - 1}/{len(file.body)}")
    else:
        request.send_response(200)
    body = file.body[start:]
    request.send_header("ETag", file.etag)
    if file.length:
        request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    with suppress(ConnectionError):  # a client that has seen enough hangs up
        request.wfile.write(body[: file.cuts.pop(0)] if file.cuts else body)
