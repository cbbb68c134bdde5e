"""What waits to be played to the caller: audio and marks in order, consumed 20 ms at a time. Pure."""

from __future__ import annotations

from collections import deque

FRAME = 160
"""Bytes of mu-law at 8 kHz in 20 ms."""


class Playout:
    """The provider's buffer of one stream.

    A mark comes back when everything queued before it has been played; a clear empties the buffer and
    gives back every mark still waiting, at once.
    https://www.twilio.com/docs/voice/media-streams/websocket-messages
    """

    def __init__(self) -> None:
        self._queue: deque[bytes | str] = deque()
        """Audio as bytes, marks as their names."""
        self.buffered = 0
        """Bytes of audio not yet played."""
        self.peak = 0
        """Most bytes that ever waited."""

    @property
    def empty(self) -> bool:
        return not self._queue

    def feed(self, audio: bytes) -> None:
        """Queue audio of any length."""
        if audio:
            self._queue.append(audio)
            self.buffered += len(audio)
            self.peak = max(self.peak, self.buffered)

    def mark(self, name: str) -> None:
        """Queue a mark behind what is already there."""
        self._queue.append(name)

    def clear(self) -> list[str]:
        """Drop everything; returns the names of the marks that waited."""
        waiting = [item for item in self._queue if isinstance(item, str)]
        self._queue.clear()
        self.buffered = 0
        return waiting

    def marks_reached(self) -> list[str]:
        """Marks with nothing left to play before them."""
        reached: list[str] = []
        while self._queue and isinstance(self._queue[0], str):
            reached.append(str(self._queue.popleft()))
        return reached

    def next_frame(self) -> tuple[bytes, list[str]]:
        """(at most 160 bytes to be heard now, marks reached by playing them).

        Fewer bytes than a frame mean that the buffer ran dry in its middle.
        """
        played = bytearray()
        reached = self.marks_reached()
        while self._queue and len(played) < FRAME:
            head = self._queue.popleft()
            if isinstance(head, str):
                reached.append(head)
                continue
            room = FRAME - len(played)
            played += head[:room]
            if len(head) > room:
                self._queue.appendleft(head[room:])
        self.buffered -= len(played)
        return bytes(played), reached + self.marks_reached()
