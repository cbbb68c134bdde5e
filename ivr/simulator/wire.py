"""The messages of one media stream as the provider writes and reads them. Pure.

https://www.twilio.com/docs/voice/media-streams/websocket-messages
"""

from __future__ import annotations

import base64
import binascii
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.errors import ProviderError

FIRST_TIMESTAMP_MS = (57, 171)
"""Real streams begin their timestamps between these two, never at zero."""
FRAME_MS = 19.97
"""Mean step between two timestamps on a real stream: 1438 ms over 72 frames."""


class Timestamps:
    """Milliseconds since the stream began, as real streams give them: off any 20 ms grid."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._next = float(chance.randint(*FIRST_TIMESTAMP_MS))
        self._last = 0

    def next(self) -> int:
        """The next frame's timestamp; always later than the one before."""
        stamp = max(self._last + 1, round(self._next + self._chance.uniform(-1.5, 1.5)))
        stamp = max(stamp, FIRST_TIMESTAMP_MS[0])
        self._next += FRAME_MS
        self._last = stamp
        return stamp

    def lose(self, frames: int) -> None:
        """Frames lost before the provider: the next timestamp jumps, no number is missing."""
        self._next += frames * FRAME_MS


@dataclass
class StreamWriter:
    """Writes the provider's side of one stream, numbering as the provider does.

    Counters are strings of digits; `start` is message 1; chunks count media only.
    """

    account_sid: str
    call_sid: str
    stream_sid: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    sequence: int = 0
    chunk: int = 0

    @staticmethod
    def connected() -> str:
        return _compact({"event": "connected", "protocol": "Call", "version": "1.0.0"})

    def start(self) -> str:
        return _compact(
            {
                "event": "start",
                "sequenceNumber": self._next_sequence(),
                "start": {
                    "accountSid": self.account_sid,
                    "streamSid": self.stream_sid,
                    "callSid": self.call_sid,
                    "tracks": ["inbound"],
                    "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                    "customParameters": dict(self.parameters),
                },
                "streamSid": self.stream_sid,
            }
        )

    def media(self, payload: bytes, timestamp_ms: int) -> str:
        self.chunk += 1
        return _compact(
            {
                "event": "media",
                "sequenceNumber": self._next_sequence(),
                "media": {
                    "track": "inbound",
                    "chunk": str(self.chunk),
                    "timestamp": str(timestamp_ms),
                    "payload": base64.b64encode(payload).decode("ascii"),
                },
                "streamSid": self.stream_sid,
            }
        )

    def dtmf(self, digit: str) -> str:
        return _compact(
            {
                "event": "dtmf",
                "streamSid": self.stream_sid,
                "sequenceNumber": self._next_sequence(),
                "dtmf": {"track": "inbound_track", "digit": digit},
            }
        )

    def mark(self, name: str) -> str:
        return _compact(
            {
                "event": "mark",
                "sequenceNumber": self._next_sequence(),
                "streamSid": self.stream_sid,
                "mark": {"name": name},
            }
        )

    def stop(self) -> str:
        return _compact(
            {
                "event": "stop",
                "sequenceNumber": self._next_sequence(),
                "streamSid": self.stream_sid,
                "stop": {"accountSid": self.account_sid, "callSid": self.call_sid},
            }
        )

    def _next_sequence(self) -> str:
        self.sequence += 1
        return str(self.sequence)


def _compact(message: dict[str, Any]) -> str:
    return json.dumps(message, separators=(",", ":"))


@dataclass(frozen=True)
class PlayAudio:
    """The line sends sound to be played after what already waits."""

    payload: bytes


@dataclass(frozen=True)
class SetMark:
    """The line wants to know when everything before this has been played."""

    name: str


@dataclass(frozen=True)
class ClearAudio:
    """The line wants what waits dropped."""


LineMessage = PlayAudio | SetMark | ClearAudio

INVALID_MESSAGE = 31951


def read_line_message(text: str | bytes, stream_sid: str) -> LineMessage:
    """What the line wants; anything the provider would not accept is error 31951."""
    if isinstance(text, bytes):
        raise _invalid("The line sent a binary message; a stream is made of text messages.")
    try:
        message = json.loads(text)
    except ValueError:
        raise _invalid(f"The line sent what is not JSON: {text[:60]!r}.") from None
    if not isinstance(message, dict):
        raise _invalid(f"The line sent JSON that is no object: {text[:60]!r}.")
    if message.get("streamSid") != stream_sid:
        raise _invalid(f"The line wrote to stream {message.get('streamSid')!r}; this one is {stream_sid}.")
    match message:
        case {"event": "media", "media": {"payload": str(payload)}}:
            try:
                return PlayAudio(base64.b64decode(payload, validate=True))
            except (binascii.Error, ValueError):
                raise _invalid(f"The line sent sound that is not base64: {payload[:40]!r}.") from None
        case {"event": "mark", "mark": {"name": str(name)}}:
            return SetMark(name)
        case {"event": "clear"}:
            return ClearAudio()
    raise _invalid(f"The line sent a message that streams do not know: {text[:80]!r}.")


def _invalid(message: str) -> ProviderError:
    return ProviderError(INVALID_MESSAGE, message)
