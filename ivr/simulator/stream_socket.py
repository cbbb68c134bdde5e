"""A websocket client that can also behave as a bad network does."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import simple_websocket  # type: ignore[import-untyped]
from simple_websocket.ws import Base  # type: ignore[import-untyped]
from wsproto import ConnectionType
from wsproto.utilities import ProtocolError

HANDSHAKE_SECONDS = 5.0
"""Wall-clock time the line has to answer each step of the handshake."""
SEND_SECONDS = 5
"""Wall-clock time the line may leave us unable to write before it is given up."""
NORMAL_CLOSURE = 1000


class Closed(Exception):
    """The line has closed the socket, or the connection is gone."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        """The websocket's closing code; 1006 when there was none."""


class Refused(Exception):
    """The line answered the handshake with something else than 101."""


class Unanswered(Exception):
    """Nobody answered the handshake, or not in the protocol."""


class _Gate:
    """A socket that can stop being read."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._reading = threading.Event()
        self._reading.set()

    def let_through(self, reading: bool) -> None:
        if reading:
            self._reading.set()
        else:
            self._reading.clear()

    def recv(self, size: int) -> bytes:
        received = self._sock.recv(size)
        # The reader was already waiting when the gate closed: what it got waits behind it too.
        self._reading.wait()
        return received

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _Client(simple_websocket.Client):  # type: ignore[misc]
    """The library's client with its own way of connecting: in time, naming its port, leaking no socket."""

    sock: Any
    """A plain socket at first, then a `_Gate` around it."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "wss"
        self.host = parts.netloc
        self.path = parts.path or "/"
        self.subprotocols: list[str] = []
        self.extra_headeers = list(headers.items())  # the library's spelling
        address = (parts.hostname or "", parts.port or (443 if secure else 80))
        sock = socket.create_connection(address, timeout=HANDSHAKE_SECONDS)
        try:
            if secure:
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
            Base.__init__(self, sock, connection_type=ConnectionType.CLIENT)
        except BaseException:
            sock.close()
            raise

    def handshake(self) -> None:
        super().handshake()
        self.sock.settimeout(None)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        self.sock = _Gate(self.sock)
        # What arrived together with the handshake's answer waits in the parser until it is asked for.
        self.connected = self._handle_events()


class StreamSocket:
    """One connection to the line. Read and written by one thread."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        try:
            self._client = _Client(url, headers)
        except simple_websocket.ConnectionError as error:
            raise Refused(f"the handshake was refused: {error}") from None
        except (OSError, ProtocolError) as error:
            raise Unanswered(f"no answer to the handshake: {error!r}") from None

    def receive(self) -> str | bytes | None:
        """The next message already here; None when there is none. Raises Closed."""
        try:
            message: str | bytes | None = self._client.receive(timeout=0)
        except simple_websocket.ConnectionClosed as closed:
            raise _closed(closed.reason, closed.message) from None
        return message

    def send(self, message: str) -> None:
        """Send one text message. Raises Closed, also when the line has not read for too long."""
        try:
            self._client.send(message)
        except simple_websocket.ConnectionClosed as closed:
            raise _closed(closed.reason, closed.message) from None
        except (OSError, ProtocolError):
            # The line may have closed a moment ago, with a reason that the reader is about to know.
            self._client.thread.join(timeout=1)
            raise _closed(self._client.close_reason, self._client.close_message) from None

    def read(self, reading: bool) -> None:
        """Stop taking what the line sends, or take it again."""
        self._client.sock.let_through(reading)

    def reset(self) -> None:
        """Tear the connection down without a word: the line sees a TCP reset."""
        sock = self._client.sock
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # Wakes the reader up, whose close is the last one and sends the reset.
            sock.shutdown(socket.SHUT_RD)
        except OSError:
            pass
        sock.let_through(True)
        self._client.thread.join(timeout=1)

    def leave(self, code: int = NORMAL_CLOSURE) -> None:
        """Close politely, if the line is still there."""
        with suppress(OSError, simple_websocket.ConnectionClosed, ProtocolError):
            self._client.close(code)
        self._client.sock.let_through(True)
        self._client.thread.join(timeout=1)


def _closed(reason: int | None, message: str | None) -> Closed:
    # 1005 is the library's word for a connection that ended without a closing frame, or without a code.
    code = 1006 if reason in (None, 1005) else int(reason or 1006)
    return Closed(code, f"the line closed with {code}{': ' + message if message else ''}")
