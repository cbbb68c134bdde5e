"""TwiML text to typed verbs, refusing or reporting what the provider would. Pure.

https://www.twilio.com/docs/voice/twiml
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.errors import Alert, ProviderError
from ivr.simulator.verbs import (
    Connect,
    Dial,
    Enqueue,
    Gather,
    Hangup,
    Number,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Stream,
    Verb,
)

MAX_DOCUMENT_BYTES = 64 * 1024
MAX_PARAMETER_CHARS = 500
"""Name and value of one <Parameter> together."""

NOT_XML, SCHEMA_WARNING, TOO_LARGE = 12100, 12200, 11750
TRACK_NOT_ALLOWED, STREAM_URL_INVALID = 31941, 31920


@dataclass(frozen=True)
class Document:
    """One TwiML answer, ready to be run."""

    url: str
    """Where it came from: relative URLs in it start from here."""
    verbs: tuple[Verb, ...]
    warnings: tuple[Alert, ...] = ()
    """What the provider would note in its error log and pass over."""


Convert = Callable[[str], Any]


def _whole(text: str) -> int:
    return int(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _one_of(*values: str) -> Convert:
    def convert(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    return convert


def _between(low: int, high: int) -> Convert:
    def convert(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return convert


_METHOD = _one_of("GET", "POST")
_CALLBACK: dict[str, Convert] = {"statusCallback": str, "statusCallbackMethod": _METHOD}

ATTRIBUTES: dict[str, dict[str, Convert]] = {
    "Connect": {"action": str, "method": _METHOD},
    "Stream": {"url": str, "name": str, "track": str, **_CALLBACK},
    "Play": {"loop": _between(0, 1000), "digits": str},
    "Say": {"voice": str, "language": str, "loop": _between(0, 1000)},
    "Gather": {
        "action": str,
        "method": _METHOD,
        "input": _one_of("dtmf", "speech", "dtmf speech", "speech dtmf"),
        "timeout": _whole,
        "numDigits": _between(1, 1000),
        "finishOnKey": str,
        "actionOnEmptyResult": _boolean,
        "language": str,
        "hints": str,
        "speechTimeout": str,
        "speechModel": str,
        "enhanced": _boolean,
        "profanityFilter": _boolean,
        "bargeIn": _boolean,
        "partialResultCallback": str,
        "partialResultCallbackMethod": _METHOD,
    },
    "Record": {
        "action": str,
        "method": _METHOD,
        "timeout": _whole,
        "maxLength": _between(1, 14400),
        "finishOnKey": str,
        "playBeep": _boolean,
        "trim": _one_of("trim-silence", "do-not-trim"),
        "recordingStatusCallback": str,
        "recordingStatusCallbackMethod": _METHOD,
        "recordingStatusCallbackEvent": str,
        "transcribe": _boolean,
    },
    "Dial": {
        "action": str,
        "method": _METHOD,
        "timeout": _between(1, 600),
        "timeLimit": _between(1, 86400),
        "callerId": str,
        "answerOnBridge": _boolean,
        "hangupOnStar": _boolean,
        "ringTone": str,
        "sequential": _boolean,
        "record": str,
    },
    "Number": {"url": str, "method": _METHOD, "statusCallbackEvent": str, **_CALLBACK},
    "Redirect": {"method": _METHOD},
    "Pause": {"length": _between(0, 600)},
    "Hangup": {},
    "Reject": {"reason": _one_of("rejected", "busy")},
    "Enqueue": {"action": str, "method": _METHOD, "waitUrl": str, "waitUrlMethod": _METHOD},
    "Parameter": {"name": str, "value": str},
}
"""Attributes of each element that the line may use, and how their text is read."""


def parse_document(text: str, url: str) -> Document:
    """Read a TwiML document fetched from `url`.

    What cannot be run raises ProviderError; what the provider passes over becomes a warning.
    """
    if len(text.encode()) > MAX_DOCUMENT_BYTES:
        raise ProviderError(TOO_LARGE, f"The document has {len(text.encode())} bytes; 64 kB at most.", url)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ProviderError(NOT_XML, "The document declares a type or entities; TwiML has none.", url)
    try:
        # Declarations are refused above, so no entity can expand.
        root = ElementTree.fromstring(text.strip())  # noqa: S314
    except ElementTree.ParseError as error:
        raise ProviderError(NOT_XML, f"The document is not well-formed XML: {error}.", url) from None
    if root.tag != "Response":
        raise ProviderError(NOT_XML, f"The document's root is <{root.tag}>; it must be <Response>.", url)
    reader = _Reader(url)
    verbs = tuple(verb for element in root if (verb := reader.verb(element)) is not None)
    return Document(url, verbs, tuple(reader.warnings))


@dataclass
class _Reader:
    url: str
    warnings: list[Alert] = field(default_factory=list)

    def warn(self, message: str) -> None:
        self.warnings.append(Alert(SCHEMA_WARNING, message, self.url))

    def attributes(self, element: ElementTree.Element) -> dict[str, Any]:
        """The element's attributes by our field names; unknown or impossible ones are reported."""
        known, values = ATTRIBUTES[element.tag], {}
        for name, text in element.attrib.items():
            if name not in known:
                self.warn(f"<{element.tag}> has no attribute {name}.")
                continue
            try:
                values[_snake(name)] = known[name](text)
            except ValueError:
                self.warn(f"<{element.tag} {name}={text!r}> is not a possible value.")
        return values

    def verb(self, element: ElementTree.Element) -> Verb | None:
        readers: dict[str, Callable[[ElementTree.Element], Verb | None]] = {
            "Connect": self._connect,
            "Play": lambda e: Play(url=_text(e), **self.attributes(e)),
            "Say": lambda e: Say(text=" ".join("".join(e.itertext()).split()), **self.attributes(e)),
            "Gather": self._gather,
            "Record": lambda e: Record(**self.attributes(e)),
            "Dial": self._dial,
            "Redirect": lambda e: Redirect(url=_text(e), **self.attributes(e)),
            "Pause": lambda e: Pause(**self.attributes(e)),
            "Hangup": lambda e: Hangup(**self.attributes(e)),
            "Reject": lambda e: Reject(**self.attributes(e)),
            "Enqueue": lambda e: Enqueue(queue=_text(e), **self.attributes(e)),
        }
        if element.tag not in readers:
            self.warn(f"<{element.tag}> is not a verb that the simulator plays.")
            return None
        return readers[element.tag](element)

    def _connect(self, element: ElementTree.Element) -> Verb | None:
        streams = [child for child in element if child.tag == "Stream"]
        if len(streams) != 1 or len(element) != 1:
            self.warn(f"<Connect> takes one <Stream>; it has {[child.tag for child in element]}.")
            return None
        return Connect(stream=self._stream(streams[0]), **self.attributes(element))

    def _stream(self, element: ElementTree.Element) -> Stream:
        values = self.attributes(element)
        track = values.pop("track", "inbound_track")
        if track != "inbound_track":
            raise ProviderError(
                TRACK_NOT_ALLOWED, f"track={track!r} is for <Start>, not <Connect>.", self.url
            )
        parameters: dict[str, str] = {}
        for child in element:
            if child.tag != "Parameter":
                self.warn(f"<Stream> cannot contain <{child.tag}>.")
                continue
            name, value = child.get("name", ""), child.get("value", "")
            if not name or len(name) + len(value) > MAX_PARAMETER_CHARS:
                self.warn(f"<Parameter name={name!r}> needs a name, and 500 characters at most in all.")
                continue
            parameters[name] = value
        return Stream(parameters=parameters, **values)

    def _gather(self, element: ElementTree.Element) -> Verb:
        prompts = []
        for child in element:
            if child.tag not in ("Say", "Play", "Pause"):
                self.warn(f"<Gather> cannot contain <{child.tag}>.")
            elif (verb := self.verb(child)) is not None:
                prompts.append(verb)
        return Gather(prompts=tuple(prompts), **self.attributes(element))

    def _dial(self, element: ElementTree.Element) -> Verb:
        numbers = []
        if _text(element):
            numbers.append(Number(phone=_text(element)))
        for child in element:
            if child.tag != "Number":
                self.warn(f"<Dial> with <{child.tag}>: the simulator dials only <Number>.")
                continue
            numbers.append(Number(phone=_text(child), **self.attributes(child)))
        return Dial(numbers=tuple(numbers), **self.attributes(element))


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
