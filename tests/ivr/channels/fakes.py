"""Stand-ins for the two ends of a call: the provider's player and our engines, driven by hand."""

from __future__ import annotations

import base64
import json
import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simple_websocket import ConnectionClosed

from flows.actions import Ask, FindAnswers, OpenNow, Query
from flows.events import AnswersFound, Choice, Event, OpeningFound
from flows.routing import AgentsFound, FindAgents
from ivr.channels.media_messages import Outgoing, SendClear, SendMark, SendMedia
from ivr.channels.playback import BYTES_PER_SECOND, Playback
from speech.hypotheses import RecognisedWord, Utterance

PROJECT = Path(__file__).parents[3]
TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC00000000000000000000000000000001"
CALL = "CA00000000000000000000000000000001"
STREAM = "MZ00000000000000000000000000000001"
CALLER = "+33465710099"

LOUD, QUIET = b"\x00", b"\xff"
"""Mu-law at full scale, and silence: what `LoudIsSpeech` tells apart."""


class Provider:
    """The other end, in the simplest terms: a buffer that plays in real time and sends marks back."""

    def __init__(self) -> None:
        self.buffer: deque[bytes | str] = deque()
        self.played = bytearray()
        self.budget = 0.0

    @property
    def buffered_seconds(self) -> float:
        return sum(len(item) for item in self.buffer if isinstance(item, bytes)) / BYTES_PER_SECOND

    def receive(self, messages: Sequence[Outgoing]) -> list[str]:
        """Marks sent back at once."""
        returned: list[str] = []
        for message in messages:
            if isinstance(message, SendMedia):
                self.buffer.append(message.payload)
            elif isinstance(message, SendMark):
                self.buffer.append(message.name)
            else:
                returned += [item for item in self.buffer if isinstance(item, str)]
                self.buffer.clear()
        return returned + self.play(0.0)

    def play(self, seconds: float) -> list[str]:
        """Marks reached."""
        self.budget = self.budget + seconds * BYTES_PER_SECOND if self.buffer else 0.0
        returned = []
        while self.buffer:
            item = self.buffer[0]
            if isinstance(item, str):
                returned.append(item)
            elif len(item) <= self.budget:
                self.budget -= len(item)
                self.played += item
            else:
                break
            self.buffer.popleft()
        return returned


class HandVoice:
    """A `Voice` whose sentences last 0.3 s a word, and whose clock moves by hand."""

    def __init__(self) -> None:
        self.playback = Playback()
        self.provider = Provider()
        self.now = 100.0
        self.said: list[str] = []
        self.cleared = 0

    def say(self, text: str, *, slow: bool, interruptible: bool) -> None:
        self.said.append(text)
        ticket = self.playback.begin(self.now, interruptible=interruptible)
        self.playback.add(ticket, b"s" * (2400 * len(text.split()) * (2 if slow else 1)))
        self.playback.complete(ticket)

    def barge_in(self) -> bool:
        return self.playback.barge_in(self.now)

    def resume(self, *, back_seconds: float) -> bool:
        return self.playback.resume(back_seconds=back_seconds)

    def forget(self) -> None:
        self.playback.forget()

    def mark_returned(self, name: str) -> None:
        self.playback.mark_returned(name, self.now)

    @property
    def quiet(self) -> bool:
        self.playback.heard_out(self.now)
        return self.playback.quiet

    @property
    def interruptible(self) -> bool:
        self.playback.heard_out(self.now)
        return self.playback.interruptible

    def pass_time(self, seconds: float) -> list[str]:
        """The provider plays on; the marks it sends back."""
        messages = self.playback.due(self.now)
        self.cleared += sum(isinstance(message, SendClear) for message in messages)
        marks = self.provider.receive(messages)
        self.now += seconds
        return marks + self.provider.play(seconds)


class LoudIsSpeech:
    """Voice activity for sound made of LOUD and QUIET."""

    def feed(self, pcm_chunk: bytes) -> bool:
        return any(pcm_chunk)


@dataclass
class ScriptedRecogniser:
    """Understands what the script says, whatever the sound."""

    text: str
    seconds: float = 0.0
    closed: bool = False

    def accept(self, pcm: bytes) -> None:
        self.seconds += len(pcm) / 16_000

    def partial(self) -> str:
        return self.text

    def finish(self) -> Utterance:
        words = tuple(
            RecognisedWord(text=word, confidence=0.9, start=0.0, end=0.1) for word in self.text.split()
        )
        return Utterance(text=self.text, confidence=0.9 if words else 0.0, words=words, alternatives=())

    def close(self) -> None:
        self.closed = True


@dataclass
class ScriptedEars:
    """Opens recognisers that understand these texts, one after the other, then nothing."""

    texts: list[str] = field(default_factory=list)
    opened: list[ScriptedRecogniser] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    error: Exception | None = None

    def open(self, phrases: Sequence[str] = (), language: str = "fr") -> ScriptedRecogniser:
        if self.error is not None:
            raise self.error
        self.phrases.append(tuple(phrases))
        self.languages.append(language)
        self.opened.append(ScriptedRecogniser(self.texts.pop(0) if self.texts else ""))
        return self.opened[-1]


class InstantMouth:
    """Says a tenth of a second a word, a sentence at a time; everything is rendered already."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.ready = True
        self.said: list[str] = []
        self.late_seconds: dict[str, float] = {}
        """How long a text takes before its first sound."""

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        self.said.append(text)
        time.sleep(self.late_seconds.get(text, 0.0))
        if self.error is not None:
            raise self.error
        for sentence in text.split(". "):
            yield b"s" * (800 * len(sentence.split()))

    def cached(self, text: str, slow: bool = False) -> bool:
        return self.ready

    def digests(self, text: str, slow: bool = False) -> list[str]:
        if self.error is not None:
            raise self.error
        return [f"{abs(hash((text, slow))):064x}"]

    def read(self, digest: str) -> bytes:
        if digest != "a" * 64:
            raise KeyError(digest)
        return b"\xff" * 800


IDENTITY = Choice(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    score=0.97,
    spoken="Pour une carte d'identité, prenez rendez-vous.",
)


class Phone:
    """The provider's side of a websocket, alive: sends a caller's sound, plays ours, returns marks.

    As many times faster than life as `speed` says; time inside the call is counted in sound, so nothing else
    changes. Used as a `Socket`.
    """

    def __init__(self, speed: float = 10.0) -> None:
        self.inbox: queue.Queue[str | None] = queue.Queue()
        self.provider = Provider()
        self.sample = QUIET
        self.speed = speed
        self.closed_with: int | None = None
        self.sent: list[dict[str, Any]] = []
        self.stalled = threading.Event()
        self.deaf = threading.Event()
        """Set: nothing we write is read any more."""
        self._lock = threading.Lock()
        self._sequence = 0
        self._chunks = 0
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._over = threading.Event()

    # --- as the line sees it

    def receive(self, timeout: float | None = None) -> str | None:
        try:
            text = self.inbox.get(timeout=timeout)
        except queue.Empty:
            return None
        if text is None:
            raise ConnectionClosed(1006, "")
        return text

    def send(self, data: str) -> None:
        while self.deaf.is_set():
            if self._over.wait(0.02):
                raise ConnectionClosed(1006, "")
        if self.closed_with is not None:
            raise ConnectionClosed(1000, "")
        message = json.loads(data)
        outgoing: Outgoing
        match message["event"]:
            case "media":
                outgoing = SendMedia(base64.b64decode(message["media"]["payload"]))
            case "mark":
                outgoing = SendMark(message["mark"]["name"])
            case _:
                outgoing = SendClear()
        with self._lock:
            self.sent.append(message)
            self._return(self.provider.receive([outgoing]))

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        if self.closed_with is None:
            self.closed_with = reason
        self._over.set()

    # --- as the provider does it

    def start(self, token: str, **changes: object) -> None:
        """Say which call this is, then let it live."""
        self.inbox.put(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        body: dict[str, object] = {
            "accountSid": ACCOUNT,
            "streamSid": STREAM,
            "callSid": CALL,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"token": token},
        }
        self.post({"event": "start", "start": body | changes})
        self._thread.start()

    def post(self, message: dict[str, Any]) -> None:
        self._sequence += 1
        self.inbox.put(json.dumps({"sequenceNumber": str(self._sequence), "streamSid": STREAM} | message))

    def press(self, digit: str) -> None:
        self.post({"event": "dtmf", "dtmf": {"track": "inbound_track", "digit": digit}})

    def speak(self, seconds: float) -> None:
        """So many seconds of voice, counted in sound, however slow the machine is."""
        end = self._chunks + round(seconds / 0.02)
        self.sample = LOUD
        while self._chunks < end:
            time.sleep(0.002)
        self.sample = QUIET

    def hang_up(self) -> None:
        self.post({"event": "stop", "stop": {"accountSid": ACCOUNT, "callSid": CALL}})

    def drop(self) -> None:
        """The network breaks."""
        self._over.set()
        self.inbox.put(None)

    def stop(self) -> None:
        self._over.set()
        self.deaf.clear()
        if self._thread.ident is not None:
            self._thread.join(5.0)

    def _return(self, marks: list[str]) -> None:
        for name in marks:
            self.post({"event": "mark", "mark": {"name": name}})

    def _live(self) -> None:
        while not self._over.wait(0.02 / self.speed):
            if self.stalled.is_set():
                continue
            self._chunks += 1
            payload = base64.b64encode(self.sample * 160).decode()
            media = {
                "track": "inbound",
                "chunk": str(self._chunks),
                "timestamp": str(57 + 20 * self._chunks),
                "payload": payload,
            }
            with self._lock:
                self.post({"event": "media", "media": media})
                self._return(self.provider.play(0.02))


class FewQueries:
    """Knows about the identity card, and that everything is open; an agent is rung once, then all are away.

    `agents`: what is found of them instead, one search after the other.
    """

    def __init__(self) -> None:
        self.agents: list[AgentsFound] = []
        self.rung = False

    def perform(self, query: Query, call_id: str) -> Event:
        if isinstance(query, FindAgents):
            self.rung = not self.rung
            return self.agents.pop(0) if self.agents else AgentsFound(state="free" if self.rung else "away")
        if isinstance(query, OpenNow):
            return OpeningFound(open=True, sentence="")
        assert isinstance(query, FindAnswers)
        if "carte" in query.text or query.article:
            return AnswersFound(decision="answer", choices=(IDENTITY,))
        return AnswersFound(decision="none")

    def is_sure(self, text: str, language: str = "fr") -> bool:
        return "carte d'identité" in text


OPEN_QUESTION = Ask(prompt="main.question")
