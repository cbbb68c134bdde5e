"""The web server's worker: a request takes one of its threads once it is there, not while it is awaited.

gunicorn's own gives a thread to every connection, and waits in it for as long as the other end likes: a
hundred connections on which nobody says anything, or a byte now and then, hold all threads and the calls with
them. Here the loop that accepts connections gathers what they say. Those that take too long are closed, and
when very many wait, the one that has waited longest makes room.

Loaded by the web server's first process: it imports nothing of the line, which would stay old after a reload.
"""

from __future__ import annotations

import errno
import re
import selectors
import socket
import struct
import time
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS = 10.0
"""What a connection gets to say what it wants, from its beginning, or from its first word after an answer."""
MOST_WAITING = 500
"""Connections that wait to be understood, in one process; half of what it accepts in all."""
SILENCE_SECONDS = 10.0
"""In the midst of a large body, such as a photo."""
BODY_SECONDS = 120.0
"""The whole of it: thirteen megabytes, by telephone from the edge of the town."""
FULL_SECONDS = 0.05
"""How long a process that may open nothing more leaves those who knock alone."""
UNREAD_SECONDS = 30
"""How long an answer that the other end does not read holds a thread."""
LARGEST_HEAD = 32 * 1024
"""Bytes; longer ones are handed over as they are, for the web server to refuse."""
SMALL_BODY = 16 * 1024
"""Bytes; up to there a body is gathered with its head. Those of the provider and of ordinary forms are."""

_DROPPED = -1.0
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)
_ASKS_FIRST = re.compile(rb"\r\nexpect:", re.IGNORECASE)


def is_whole(given: bytes | bytearray) -> bool:
    """Can a thread do something with this beginning of a request, without waiting for more?"""
    end = given.find(_END)
    if end < 0:
        return len(given) > LARGEST_HEAD
    head = bytes(given[: end + 2])
    length = _LENGTH.search(head)
    awaited = int(length[1]) if length and not _ASKS_FIRST.search(head) else 0
    return awaited > SMALL_BODY or len(given) >= end + len(_END) + awaited


class GatheringWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """gunicorn's worker with threads, and its loop listens before they do."""

    def accept(self, listener: socket.socket) -> None:
        """Take a connection in, and wait for what it says."""
        try:
            client, address = listener.accept()
        except OSError as error:  # gone already, or another process was faster
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            return
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", UNREAD_SECONDS, 0))
        self.nr_conns += 1
        self._gather(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """A connection that was answered says something more."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._gather(conn)

    def on_pending_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Some more of what it wants, or the end of it."""
        if conn.timeout == _DROPPED:
            return
        try:
            more = client.recv(LARGEST_HEAD)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        conn.given += more
        if more and not is_whole(conn.given):
            return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        if more:
            conn.data_ready = True
            self.enqueue_req(conn)
        else:
            self._drop(conn)

    def enqueue_req(self, conn: Any) -> None:
        """Give it a thread; for a request whose beginning came behind the last one, once it is whole."""
        if not conn.given:
            ahead = conn.parser.unreader.take_buffered()
            if not is_whole(ahead):
                self._gather(conn, ahead)
                return
            conn.given += ahead
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """In a thread: answer what was gathered."""
        given, conn.given = bytes(conn.given), bytearray()
        try:
            conn.sock.setblocking(True)
            conn.init()
            reader = conn.parser.unreader
            reader.sock = _Hurried(conn.sock)
            reader.unread(given)
        except OSError:
            return False
        return super().handle(conn)

    def _gather(self, conn: Any, given: bytes = b"") -> None:
        if len(self.pending_conns) >= MOST_WAITING:
            self._make_room()
        conn.given = bytearray(given)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + HEAD_SECONDS
        self.pending_conns.append(conn)
        heard = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, heard)

    def _make_room(self) -> None:
        if self.pending_conns:
            oldest = self.pending_conns.popleft()
            self.poller.unregister(oldest.sock)
            self._drop(oldest)
        else:
            time.sleep(FULL_SECONDS)

    def _drop(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.timeout = _DROPPED  # the loop may have heard of it already, and tell of it later
        conn.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """When the process stops, whoever has said nothing yet holds it no longer than who was answered."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)


class _Hurried:
    """A connection whose other end is not waited for without end, while a body is read. What takes the
    connection over from the web server, as a call does, takes the connection itself."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = time.monotonic() + BODY_SECONDS

    def recv(self, size: int) -> bytes:
        """Up to so many bytes. Raises TimeoutError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("The body of a request took too long.")
        self._connection.settimeout(min(SILENCE_SECONDS, left))
        try:
            return self._connection.recv(size)
        finally:
            self._connection.settimeout(None)
