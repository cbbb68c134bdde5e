"""What a websocket must be held to: no write that lasts, no close that fails."""

from __future__ import annotations

import socket
import struct
from typing import Protocol

from simple_websocket import ConnectionClosed  # type: ignore[import-untyped]

WRITE_SECONDS = 5.0
"""A write that takes longer means that nobody reads."""

NORMAL, POLICY, UNAVAILABLE = 1000, 1008, 1013
"""Close codes of RFC 6455: done; not the protocol, or not allowed; no place now."""


class Socket(Protocol):
    """A websocket: `simple_websocket.Server`. Its calls raise ConnectionClosed once it is closed."""

    def receive(self, timeout: float | None = None) -> str | bytes | None: ...
    def send(self, data: str) -> None: ...
    def close(self, reason: int | None = None, message: str | None = None) -> None: ...


def limit_writes(websocket: Socket) -> None:
    """Let no write last: a provider that does not read must not hold a thread for ever."""
    raw = getattr(websocket, "sock", None)
    if isinstance(raw, socket.socket):
        seconds, fraction = divmod(WRITE_SECONDS, 1)
        limit = struct.pack("ll", int(seconds), int(fraction * 1e6))
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        if raw.family in (socket.AF_INET, socket.AF_INET6):
            # Twenty milliseconds of sound are no reason to wait for more.
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def waiting_messages(websocket: Socket) -> int:
    """Messages received that nobody has read yet."""
    return len(getattr(websocket, "input_buffer", ()))


def close(websocket: Socket, code: int) -> None:
    """Close with this code, if the other side has not."""
    try:
        websocket.close(code)
    except (ConnectionClosed, OSError):
        return  # the other side was faster


def reset(websocket: Socket) -> None:
    """Break the connection under a write that does not end."""
    raw = getattr(websocket, "sock", None)
    if isinstance(raw, socket.socket):
        try:
            raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # already broken
