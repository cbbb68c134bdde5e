"""The provider's media stream messages, to and from typed values.

Pure: text in, values out. The protocol is Twilio's Media Streams, bidirectional:
https://www.twilio.com/docs/voice/media-streams/websocket-messages
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from typing import Any, Never

MAX_MESSAGE_CHARS = 65_536
"""Longest message read. A real one carries 160 bytes of sound and is under 500 characters."""
MAX_PAYLOAD_BYTES = 16_000
"""Longest sound in one message: two seconds."""
MAX_DIGITS_IN_NUMBER = 18
"""Counters arrive as strings of digits; eighteen are enough for a call as long as the universe."""

SID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
"""What a sid may look like; the provider's are two letters and 32 hexadecimal digits."""

FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
"""The only format the provider documents for a bidirectional stream."""


class MediaError(Exception):
    """The other side sent a message that is not of the protocol. Ignore it, and count it."""


@dataclass(frozen=True, slots=True)
class Connected:
    """The socket is open. The only message without a stream sid."""

    protocol: str
    version: str


@dataclass(frozen=True, slots=True)
class Start:
    """Which call this stream belongs to. Sent once, before any sound."""

    stream_sid: str
    call_sid: str
    account_sid: str
    parameters: dict[str, str] = field(default_factory=dict)
    """What the TwiML's <Parameter> elements carried."""


@dataclass(frozen=True, slots=True)
class Media:
    """A piece of the caller's sound."""

    stream_sid: str
    timestamp_ms: int
    """Milliseconds since the stream began; off any regular grid, and jumps where sound was lost."""
    payload: bytes
    """Mu-law, 8 kHz, one channel, without header; usually 160 bytes."""

    @property
    def seconds(self) -> float:
        return len(self.payload) / 8000


@dataclass(frozen=True, slots=True)
class Dtmf:
    """The caller pressed a key."""

    stream_sid: str
    digit: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Everything sent before this mark has been played, or was cleared."""

    stream_sid: str
    name: str


@dataclass(frozen=True, slots=True)
class Stop:
    """The call, or the stream, is over."""

    stream_sid: str
    call_sid: str


Incoming = Connected | Start | Media | Dtmf | Mark | Stop


@dataclass(frozen=True, slots=True)
class SendMedia:
    """Sound to play after what is already queued at the provider's."""

    payload: bytes
    """Mu-law, 8 kHz, one channel, without header."""


@dataclass(frozen=True, slots=True)
class SendMark:
    """Asks to be told when everything sent so far has been played."""

    name: str


@dataclass(frozen=True, slots=True)
class SendClear:
    """Drops whatever is queued at the provider's; pending marks come back at once."""


Outgoing = SendMedia | SendMark | SendClear


def serialise(message: Outgoing, stream_sid: str) -> str:
    """The JSON text of one message of ours. No key but the documented ones (31951 otherwise)."""
    body: dict[str, Any]
    match message:
        case SendMedia(payload):
            body = {"event": "media", "media": {"payload": base64.b64encode(payload).decode("ascii")}}
        case SendMark(name):
            body = {"event": "mark", "mark": {"name": name}}
        case SendClear():
            body = {"event": "clear"}
    return json.dumps(body | {"streamSid": stream_sid}, separators=(",", ":"))


def parse(text: str | bytes) -> Incoming:
    """One message of the provider's.

    Key order means nothing and unknown keys are skipped: new ones appear without notice.
    Raises MediaError for whatever is not a message of the protocol, and nothing else.
    """
    if not isinstance(text, str):
        raise MediaError("The provider sent a binary frame; the protocol has only text.")
    if len(text) > MAX_MESSAGE_CHARS:
        raise MediaError(f"The provider sent {len(text)} characters; at most {MAX_MESSAGE_CHARS} are read.")
    try:
        message = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MediaError(f"The provider sent {len(text)} characters that are not JSON.") from error
    if not isinstance(message, dict):
        raise MediaError(f"The provider sent JSON that is not an object: {_size(message)}.")
    event = message.get("event")
    if event == "connected":
        return Connected(_text(message, "protocol"), _text(message, "version"))
    if event not in ("start", "media", "dtmf", "mark", "stop"):
        raise MediaError(f"The provider sent an event that is not of the protocol: {_size(event)}.")
    _number(message, "sequenceNumber")
    stream_sid = _sid(message, "streamSid")
    body = _object(message, event)
    match event:
        case "start":
            return _start(stream_sid, body)
        case "media":
            return _media(stream_sid, body)
        case "dtmf":
            return Dtmf(stream_sid, _key(body))
        case "mark":
            return Mark(stream_sid, _text(body, "name"))
        case _:
            return Stop(stream_sid, _sid(body, "callSid"))


class MediaReader:
    """Reads one stream's messages in order, and counts those that had to be ignored."""

    def __init__(self) -> None:
        self.errors = 0
        self.start: Start | None = None

    def read(self, text: str | bytes) -> Incoming:
        """One message, checked against those before it: one start, then only its own stream.

        Raises MediaError, counted in `errors`; the stream can be read on.
        """
        try:
            message = parse(text)
            self._check(message)
        except MediaError:
            self.errors += 1
            raise
        if isinstance(message, Start):
            self.start = message
        return message

    def _check(self, message: Incoming) -> None:
        if isinstance(message, Connected):
            return
        if isinstance(message, Start):
            if self.start is not None:
                raise MediaError(f"The provider started the stream {self.start.stream_sid!r} twice.")
            return
        if self.start is None:
            raise MediaError(f"The provider sent {type(message).__name__} before the start of the stream.")
        if message.stream_sid != self.start.stream_sid:
            raise MediaError(
                f"The provider sent a message of the stream {message.stream_sid[:80]!r} "
                f"on the socket of {self.start.stream_sid!r}."
            )


def _start(stream_sid: str, body: dict[str, Any]) -> Start:
    if _sid(body, "streamSid") != stream_sid:
        raise MediaError(f"The provider's start names two streams, {stream_sid!r} and {body['streamSid']!r}.")
    media_format = _object(body, "mediaFormat")
    for key, wanted in FORMAT.items():
        if str(media_format.get(key)) != str(wanted):
            raise MediaError(
                f"The provider's sound has another {key} than {wanted!r}: {_size(media_format.get(key))}."
            )
    parameters = body.get("customParameters", {})
    if not isinstance(parameters, dict) or not all(isinstance(value, str) for value in parameters.values()):
        raise MediaError("The provider's start has custom parameters that are not texts.")
    return Start(stream_sid, _sid(body, "callSid"), _sid(body, "accountSid"), parameters)


def _media(stream_sid: str, body: dict[str, Any]) -> Media:
    if body.get("track") != "inbound":
        raise MediaError(
            f"The provider sent a track that is not inbound, which alone exists: {_size(body.get('track'))}."
        )
    _number(body, "chunk")
    timestamp_ms = _number(body, "timestamp")
    try:
        payload = base64.b64decode(_text(body, "payload"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MediaError("The provider sent sound that is not base64.") from error
    if not 0 < len(payload) <= MAX_PAYLOAD_BYTES:
        raise MediaError(
            f"The provider sent {len(payload)} bytes of sound; 1 to {MAX_PAYLOAD_BYTES} are expected."
        )
    return Media(stream_sid, timestamp_ms, payload)


def _key(body: dict[str, Any]) -> str:
    digit = _text(body, "digit")
    if len(digit) != 1 or digit not in "0123456789*#ABCD":
        raise MediaError(f"The provider sent a key that no telephone has: {_size(digit)}.")
    return digit


def _object(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key)
    if not isinstance(value, dict):
        raise MediaError(f"The provider's message has no object {key!r}.")
    return value


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise MediaError(f"The provider's message has no text {key!r}.")
    return value


def _sid(body: dict[str, Any], key: str) -> str:
    value = _text(body, key)
    if not SID.fullmatch(value):
        raise MediaError(f"The provider's {key!r} is not an identifier: {_size(value)}.")
    return value


def _number(body: dict[str, Any], key: str) -> int:
    """A counter: documented and seen as a string of digits; a plain integer is read too."""
    value = body.get(key)
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not (text.isascii() and text.isdigit()):
        raise MediaError(f"The provider's {key!r} is not a number: {_size(value)}.")
    if len(text) > MAX_DIGITS_IN_NUMBER:
        raise MediaError(f"The provider's {key!r} has {len(text)} digits; {MAX_DIGITS_IN_NUMBER} are read.")
    return int(text)


def _size(value: object) -> str:
    """What may be logged of a value that should not be there: it could be anything, even a number."""
    return f"{len(value)} characters" if isinstance(value, str) else f"a value of type {type(value).__name__}"


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not JSON")
