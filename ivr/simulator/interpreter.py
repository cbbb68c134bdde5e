"""Runs TwiML on a leg, verb by verb, from the first document to the end of the call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urljoin, urlsplit

from ivr.simulator import verbs as v
from ivr.simulator.account import stream_form
from ivr.simulator.dialling import Dialling, Whisper
from ivr.simulator.errors import Alert, CallUpdated, HungUp, ProviderError, SimulatorError
from ivr.simulator.exchange import Exchange
from ivr.simulator.leg import CallUpdate, Leg
from ivr.simulator.listening import BEEP, Keys, frames_of, gather_keys, provider_voice, record_speech
from ivr.simulator.media_socket import MediaStream
from ivr.simulator.sounds import ulaw_of
from ivr.simulator.twiml_document import Document, parse_document

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
"""What the provider says, in English, when a line has failed and has no fallback address."""
MAX_DOCUMENTS = 300
"""Documents one call may run; more means that two of them send each other the call for ever."""
RELATIVE_AFTER_INLINE, DIAL_IN_WHISPER, VERB_NOT_ALLOWED = 15004, 13201, 12200
WHISPER_VERBS = (v.Say, v.Play, v.Pause, v.Gather, v.Redirect, v.Hangup)


@dataclass(frozen=True)
class Request:
    """The next document to ask for."""

    url: str
    method: str = "POST"
    form: Mapping[str, str] = field(default_factory=dict)
    """Fields besides those every request carries."""
    twiml: str = ""
    """The document itself, given through the REST API instead of an address."""


class LineHungUp(Exception):
    """The line ended the call: <Hangup>, <Reject>, or nothing left to do."""

    def __init__(self, status: str = "completed") -> None:
        super().__init__(status)
        self.status = status


class Interpreter:
    """One leg's run through the line's documents."""

    def __init__(self, exchange: Exchange, leg: Leg, *, whisper: bool = False) -> None:
        self._exchange = exchange
        self._leg = leg
        self._whisper = whisper
        """The agent's side before the caller is put through: few verbs, no fallback."""
        self._documents = 0
        self._answered = whisper

    def run(self, request: Request) -> None:
        """Run documents until one ends without sending elsewhere.

        Then the provider ends the call; on an agent's leg, the caller is let through. Raises LineHungUp,
        HungUp.
        """
        following: Request | None = request
        while following is not None:
            asked = following
            try:
                following = self._perform(self._fetch(asked))
            except ProviderError as error:
                self._exchange.note(Alert(error.code, error.message, error.url))
                following = self._fallback(error, asked)
            except CallUpdated:
                following = self._updated(self._leg.take_update())

    def _fetch(self, request: Request) -> Document:
        self._documents += 1
        if self._documents > MAX_DOCUMENTS:
            raise SimulatorError(
                f"The line sent this call through {MAX_DOCUMENTS} documents; the last one is {request.url}."
            )
        if request.twiml:
            return self._read(request.twiml, "")
        form = self._leg.record.form(self._exchange.account) | dict(request.form)
        answer = self._leg.during(lambda: self._exchange.webhooks.document(request.url, request.method, form))
        return self._read(answer.text, answer.url)

    def _read(self, text: str, url: str) -> Document:
        document = parse_document(text, url)
        for warning in document.warnings:
            self._exchange.note(warning)
        return document

    def _fallback(self, error: ProviderError, asked: Request) -> Request:
        """The number's second chance; without one the caller hears the provider's apology and is cut off."""
        fallback_url = self._exchange.number.fallback_url
        if self._whisper:
            raise LineHungUp
        if not fallback_url or asked.url == fallback_url:
            self._exchange.passed(self._leg.now, "say", APOLOGY)
            for frame in frames_of(provider_voice(APOLOGY)):
                self._leg.tick(frame)
            raise LineHungUp("failed" if self._leg.record.status == "ringing" else "completed")
        return Request(fallback_url, form={"ErrorCode": str(error.code), "ErrorUrl": error.url})

    def _updated(self, update: CallUpdate | None) -> Request:
        if update is None or update.status:
            raise LineHungUp
        return Request(update.url, update.method, twiml=update.twiml)

    def _perform(self, document: Document) -> Request | None:
        for position, verb in enumerate(document.verbs):
            if self._whisper and not isinstance(verb, WHISPER_VERBS):
                code = DIAL_IN_WHISPER if isinstance(verb, v.Dial) else VERB_NOT_ALLOWED
                name = type(verb).__name__
                raise ProviderError(code, f"<{name}> is not allowed while an agent is told.", document.url)
            if not self._answered and not isinstance(verb, v.Reject | v.Pause):
                self._answered = True
                self._leg.record.status = "in-progress"
                self._leg.answered()
            following = self._one(verb, document, position)
            if following is not None:
                return following
        return None

    def _one(self, verb: v.Verb, document: Document, position: int) -> Request | None:
        """Do one verb; the document it hands the call to, or None to go on with the next verb."""
        self._exchange.passed(self._leg.now, "verb", type(verb).__name__)
        match verb:
            case v.Connect():
                return self._connect(verb, document)
            case v.Gather():
                return self._gather(verb, document)
            case v.Record():
                return self._record(verb, document)
            case v.Dial():
                dialling = Dialling(self._exchange, self._leg, verb, document.url, self._tell_agent(document))
                outcome = dialling.run()
                return self._next(verb.action, verb.method, document, outcome) if verb.action else None
            case v.Redirect():
                return self._next(verb.url, verb.method, document, {})
            case v.Hangup():
                raise LineHungUp
            case v.Reject():
                if position:
                    warning = "<Reject> must be the first verb; it only hangs up here."
                    self._exchange.note(Alert(VERB_NOT_ALLOWED, warning, document.url))
                raise LineHungUp("busy" if verb.reason == "busy" else "no-answer")
            case v.Enqueue():
                raise SimulatorError(
                    f"The line queued the call in {verb.queue!r}; the simulator has no queues."
                )
            case _:
                for frame in self._sound(verb, document):
                    self._leg.tick(frame)
                return None

    def _next(self, url: str, method: str, document: Document, form: Mapping[str, str]) -> Request:
        """A request for an action URL; empty means the document's own URL."""
        if not document.url and not urlsplit(url).scheme:
            raise ProviderError(RELATIVE_AFTER_INLINE, f"{url!r} is relative, in a document without a URL.")
        return Request(urljoin(document.url, url), method, form)

    def _tell_agent(self, document: Document) -> Whisper:
        """What a dialled number's `url` does: run on the agent's leg; hanging up there is a refusal."""

        def whisper(leg: Leg, number: v.Number) -> bool:
            request = self._next(number.url, number.method, document, {})
            try:
                Interpreter(self._exchange, leg, whisper=True).run(request)
            except LineHungUp:
                return False
            return True

        return whisper

    def _connect(self, verb: v.Connect, document: Document) -> Request | None:
        account, record = self._exchange.account, self._leg.record
        noun = verb.stream

        def callback(sid: str, event: str, error: str) -> None:
            self._exchange.passed(self._leg.now, "stream", f"{event} {error}".strip())
            form = stream_form(account, record, sid, noun.name, event, error)
            url = urljoin(document.url, noun.status_callback) if noun.status_callback else ""
            self._exchange.callbacks.post(url, noun.status_callback_method, form)

        stream = MediaStream(
            self._leg,
            noun,
            account,
            habits=self._exchange.habits.stream,
            note=self._exchange.note,
            callback=callback,
        )
        self._exchange.streams.append(stream)
        stream.run()
        return self._next(verb.action, verb.method, document, {}) if verb.action is not None else None

    def _gather(self, verb: v.Gather, document: Document) -> Request | None:
        frames = chain.from_iterable(self._sound(prompt, document) for prompt in verb.prompts)
        if "speech" in verb.input:
            form = self._gather_speech(verb, frames)
        else:
            keys = Keys(verb.num_digits, verb.finish_on_key)
            gather_keys(self._leg, frames, keys, verb.timeout)
            # The key that ended them is told, an empty name where none did: seen in the provider's requests.
            form = {"Digits": keys.digits, "FinishedOnKey": keys.finished_on}
        if not any(form.get(name) for name in ("Digits", "SpeechResult")) and not verb.action_on_empty_result:
            return None
        return self._next(verb.action, verb.method, document, form or {"Digits": ""})

    def _gather_speech(self, verb: v.Gather, frames: Iterator[bytes]) -> dict[str, str]:
        hear = self._exchange.provider_speech
        if hear is None:
            raise SimulatorError(
                'The line asked the provider to recognise speech (<Gather input="speech">): the words would '
                "leave the town hall's machine, and nothing was given to stand in for the provider's ears."
            )
        for frame in frames:
            self._leg.tick(frame)
        caught = record_speech(
            self._leg, silence_seconds=verb.timeout, max_seconds=60, finish_keys="0123456789*#", trim=True
        )
        if caught.digits:
            return {"Digits": caught.digits}
        return {"SpeechResult": hear(caught.ulaw), "Confidence": "0.9"} if caught.heard_speech else {}

    def _record(self, verb: v.Record, document: Document) -> Request | None:
        recordings = self._exchange.recordings
        if recordings is None:
            raise SimulatorError("The line records, but this simulator keeps no recordings.")
        for frame in frames_of(BEEP if verb.play_beep else b""):
            self._leg.tick(frame)
        caught = record_speech(
            self._leg,
            silence_seconds=verb.timeout,
            max_seconds=verb.max_length,
            finish_keys=verb.finish_on_key,
            trim=verb.trim == "trim-silence",
        )
        if not caught.heard_speech and not caught.digits:
            return None
        account, record = self._exchange.account, self._leg.record
        sid = recordings.keep(caught.ulaw, record.sid, self._exchange.habits.recording_not_found)
        form = {
            "RecordingUrl": recordings.url(sid),
            "RecordingSid": sid,
            "RecordingDuration": str(round(len(caught.ulaw) / 8000)),
            "Digits": caught.digits,
        }
        if verb.recording_status_callback:
            url = urljoin(document.url, verb.recording_status_callback)
            told = {"AccountSid": account.sid, "CallSid": record.sid, "RecordingStatus": "completed"}
            self._exchange.callbacks.post(url, verb.recording_status_callback_method, form | told)
        request = self._next(verb.action, verb.method, document, form)
        if caught.digits == "hangup":
            # The line is told of what was recorded; what it answers has nobody left to hear it.
            record.status = "completed"
            fields = record.form(account) | form
            self._exchange.webhooks.document(request.url, request.method, fields)
            raise HungUp(self._leg)
        return request

    def _sound(self, verb: v.Verb, document: Document) -> Iterator[bytes]:
        """The frames of Say, Play or Pause. Sound files are fetched when their turn comes."""
        if isinstance(verb, v.Pause):
            yield from frames_of(b"\xff" * 8000 * verb.length)
        elif isinstance(verb, v.Say):
            self._exchange.passed(self._leg.now, "say", verb.text)
            yield from frames_of(provider_voice(verb.text) * max(1, verb.loop))
        elif isinstance(verb, v.Play) and verb.url:
            url = urljoin(document.url, verb.url)
            answer = self._leg.during(lambda: self._exchange.webhooks.fetch(url))
            for _ in range(verb.loop or 1000):
                yield from frames_of(ulaw_of(answer))
        elif isinstance(verb, v.Play):
            yield from frames_of(b"\xff" * 4000 * len(verb.digits))
