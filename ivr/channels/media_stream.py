"""The provider's websocket: one call's sound in and out, until it ends one way or another."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simple_websocket import ConnectionClosed  # type: ignore[import-untyped]

from flows.actions import Say, Transfer
from ivr.channels.limits import seconds_left
from ivr.channels.listener import Activity, Ears, EarsFailed, Listener
from ivr.channels.live_streams import LiveStreams, Place
from ivr.channels.media_messages import Dtmf, Incoming, Mark, Media, MediaError, MediaReader, Start, Stop
from ivr.channels.passes import Ending, Passes
from ivr.channels.sockets import (
    NORMAL,
    POLICY,
    UNAVAILABLE,
    WRITE_SECONDS,
    Socket,
    close,
    limit_writes,
    reset,
    waiting_messages,
)
from ivr.channels.speaker import Mouth, Speaker
from ivr.channels.stream_call import StreamCall
from speech.g711 import mulaw_decode
from speech.vad import VoiceActivity

if TYPE_CHECKING:
    from ivr.calls.desk import Desk

log = logging.getLogger(__name__)

START_SECONDS = 5.0
"""The provider says which call it is within this time, or the socket is closed."""
GONE_SECONDS = 4.5
"""Without any message for so long the stream is gone. Shorter gaps are stalls, and caught up."""
MAX_ERRORS = 20
"""Messages that are not of the protocol, before the socket is closed."""
MAX_BACKLOG = 3000
"""Messages waiting to be read: a minute of sound. Beyond it we are too slow for this call."""
MOMENT_SECONDS = 15.0
"""How often the caller may be asked for a moment's patience."""
LOOK_SECONDS = 0.2
"""How often what is late is looked for when no message comes."""


@dataclass(frozen=True)
class Line:
    """What a stream needs of the process it runs in."""

    desk: Desk
    ears: Ears
    mouth: Mouth
    passes: Passes
    streams: LiveStreams
    activity: Callable[[], Activity] = VoiceActivity
    """What tells speech from noise: a new one for each stream."""
    on_transfer: Callable[[Transfer], None] = lambda transfer: None
    """Told of a transfer as soon as it is wanted."""
    clock: Callable[[], float] = time.monotonic


class Gone(Exception):
    """The stream is over for this reason; the call may go on without it. Normal, not an error."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending: Ending = ending


def serve(socket: Socket, line: Line) -> None:
    """Hold one stream from its first message to its close.

    Whatever happens, how it ended is written down before the socket is closed: the provider asks what comes
    next at that very moment.
    """
    limit_writes(socket)
    with line.streams.opening() as let_in:
        if not let_in:
            close(socket, UNAVAILABLE)
            return
        reader = MediaReader()
        start = _wait_for_start(socket, reader, line.clock)
        if start is None:
            close(socket, POLICY)
            return
        previous = _previous_ending(line, start.call_sid)
        token = start.parameters.get("token", "")
        account = line.desk.settings.provider.account_sid
        if (account and start.account_sid != account) or not line.passes.claim(token, start.call_sid):
            log.warning("A stream of call %s came without a good pass.", start.call_sid)
            close(socket, POLICY)
            return
        with line.streams.holding(start.call_sid) as place:
            stream = Stream(socket, line, reader, start, place)
            ending = stream.run(previous)
            if not place.superseded:
                line.passes.note_ending(token, start.call_sid, ending)
                stream.note(streaming=False)
            stream.close()


def _previous_ending(line: Line, call_id: str) -> str | None:
    """How the call's last stream ended, empty if it did not say; None: this is the first one.

    A stream let in while the database was locked has no claimed pass, and says nothing if its worker dies:
    the call itself knows of it, unless the lock lasted until the stream was noted there.
    """
    previous = line.passes.previous_ending(call_id)
    if previous is not None:
        return previous
    try:
        return "" if line.desk.held_a_stream(call_id) else None
    except sqlite3.Error as error:
        log.warning("The streams of call %s could not be looked up: %s.", call_id, error)
        return None


def _wait_for_start(socket: Socket, reader: MediaReader, clock: Callable[[], float]) -> Start | None:
    """The start message; None when it does not come in time, or something else comes again and again."""
    deadline = clock() + START_SECONDS
    while (left := deadline - clock()) > 0 and reader.errors < MAX_ERRORS:
        try:
            text = socket.receive(timeout=left)
            if text is not None and isinstance(message := reader.read(text), Start):
                return message
        except MediaError as error:
            log.warning("Ignored: %s", error)
        except ConnectionClosed:
            return None
    log.warning("A stream was opened without a start message.")
    return None


class Stream:
    """One open stream of a known call."""

    def __init__(self, socket: Socket, line: Line, reader: MediaReader, start: Start, place: Place) -> None:
        self._socket = socket
        self._line = line
        self._reader = reader
        self._start = start
        self._place = place
        self._speaker = Speaker(line.mouth, socket.send, start.stream_sid, line.clock)
        self._listener = Listener(line.ears, line.desk.is_complete, line.activity())
        self._close_code = NORMAL
        self._next_moment = 0.0

    def run(self, previous: Ending | str | None) -> Ending:
        """Talk until the stream ends; say why it did. `previous`: how the call's last stream ended."""
        self._speaker.start()
        try:
            self._talk(previous)
        except Gone as gone:
            return gone.ending
        except EarsFailed:
            log.exception("Call %s goes on without our ears.", self._start.call_sid)
            return "ears"
        except ConnectionClosed:
            return "lost"
        except Exception:
            log.exception("Call %s met an unexpected error.", self._start.call_sid)
            return "apologised" if self._apologise() else "trouble"
        finally:
            self._listener.close()
        return "done"

    def close(self) -> None:
        """Stop the threads, then the socket: only one of them may write."""
        if self._speaker.stop(WRITE_SECONDS + 0.5):
            close(self._socket, self._close_code)
        else:
            reset(self._socket)

    def _talk(self, previous: Ending | str | None) -> None:
        desk = self._line.desk
        conversation = desk.resume(self._start.call_sid)
        if conversation is None:
            # Its pass says that one of us answered it; the disk may have refused to write it down.
            log.error("Call %s has a stream and no log: it begins here.", self._start.call_sid)
            conversation = desk.begin(self._start.call_sid, caller="", channel="stream")
        call = StreamCall(
            conversation,
            desk,
            self._listener,
            self._speaker,
            self._start.stream_sid,
            self._line.on_transfer,
            lambda mulaw: desk.keep_sound(self._start.call_sid, mulaw_decode(mulaw)),
        )
        if previous is None:
            call.begin()
        else:
            call.begin_again(apology=previous in ("", "lost", "cut"), heard=previous == "moved")
        self.note(streaming=True)
        end_by = self._line.clock() + seconds_left(desk, self._start.call_sid, time.time())
        last_message = self._line.clock()
        while not call.finished:
            text = self._socket.receive(timeout=LOOK_SECONDS)
            now = self._line.clock()
            if text is not None:
                last_message = now
                self._take(text, call)
            else:
                call.settle()
            self._check(call, now - last_message)
            if now > end_by:
                end_by = float("inf")
                call.end_politely("line.too_long", "limit")

    def _take(self, text: str | bytes, call: StreamCall) -> None:
        try:
            message = self._reader.read(text)
        except MediaError as error:
            log.warning("Ignored, %d so far: %s", self._reader.errors, error)
            if self._reader.errors >= MAX_ERRORS:
                self._close_code = POLICY
                raise Gone("lost") from error
            return
        self._perform(message, call)

    def _perform(self, message: Incoming, call: StreamCall) -> None:
        match message:
            case Media():
                call.hear(message.payload, message.seconds)
            case Dtmf():
                call.press(message.digit)
            case Mark():
                call.mark(message.name)
            case Stop():
                call.hang_up()
                raise Gone("hung_up")

    def _check(self, call: StreamCall, quiet_seconds: float) -> None:
        """Look for what ends a stream before its conversation does."""
        if self._place.superseded:
            raise Gone("lost")
        if quiet_seconds > GONE_SECONDS or self._speaker.cut_off:
            raise Gone("lost")
        if self._speaker.mute:
            raise Gone("voice")
        if self._speaker.late:
            self._ask_for_a_moment()
        if waiting_messages(self._socket) > MAX_BACKLOG:
            log.error("Call %s is heard a minute late: this machine is overloaded.", self._start.call_sid)
            raise Gone("trouble")
        idle = call.idle
        if self._line.streams.must_leave(idle=idle):
            raise Gone("moved" if idle else "cut")

    def _ask_for_a_moment(self) -> None:
        """Fill the silence while a sentence is being made, not more than now and then."""
        now = self._line.clock()
        if now < self._next_moment:
            return
        self._next_moment = now + MOMENT_SECONDS
        if audio := self._ready_audio("line.one_moment"):
            self._speaker.interject(audio)

    def _apologise(self) -> bool:
        """Tell the caller that a person is being fetched; false when even that cannot be said."""
        try:
            audio = self._ready_audio("line.trouble")
            if not audio:
                return False
            self._speaker.play(audio)
            while not self._speaker.quiet and not self._speaker.cut_off:
                text = self._socket.receive(timeout=LOOK_SECONDS)
                if text is not None:
                    self._take_marks(text)
        except ConnectionClosed:
            return False
        except Exception:
            log.exception("Call %s could not be given an apology.", self._start.call_sid)
            return False
        return self._speaker.quiet

    def _ready_audio(self, prompt: str) -> bytes:
        """A prompt that is rendered already; nothing when it is not: this is no time to wait."""
        try:
            text = self._line.desk.voice_text(Say(prompt=prompt))
        except KeyError:
            log.error("The catalogue has no sentence %s.", prompt)
            return b""
        if not self._line.mouth.cached(text, False):
            return b""
        return b"".join(self._line.mouth.say(text, False))

    def _take_marks(self, text: str | bytes) -> None:
        try:
            message = self._reader.read(text)
        except MediaError:
            return
        if isinstance(message, Mark):
            self._speaker.mark_returned(message.name)

    def note(self, *, streaming: bool) -> None:
        """Write down whether this call holds a stream."""
        try:
            self._line.desk.seen(self._start.call_sid, streaming=streaming, stream=self._start.stream_sid)
        except sqlite3.Error as error:
            log.warning("The stream of call %s could not be written down: %s.", self._start.call_sid, error)
