"""The provider's end of one media stream, paced by the call's clock.

https://www.twilio.com/docs/voice/media-streams
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from ivr.simulator.account import Account, new_sid
from ivr.simulator.errors import Alert, CallUpdated, HungUp, ProviderError
from ivr.simulator.leg import Fault, Leg, Sent
from ivr.simulator.line_noise import QUIET, SilentLine
from ivr.simulator.playout import Playout
from ivr.simulator.signing import HEADER, signature
from ivr.simulator.stream_socket import NORMAL_CLOSURE, Closed, Refused, StreamSocket, Unanswered
from ivr.simulator.verbs import Stream
from ivr.simulator.wire import ClearAudio, PlayAudio, SetMark, StreamWriter, Timestamps, read_line_message

NO_ANSWER, REFUSED, SERVER_CLOSED, PROTOCOL_ERROR, QUERY_DROPPED = 31901, 31920, 31921, 31924, 12200
PROTOCOL_CLOSURES = (1002, 1003, 1007, 1009)
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class StreamHabits:
    """What the network and the provider do on streams; the odd ones exist to test the line."""

    jitter_ms: float = 0.0
    """Messages are held back at random up to this long; their order is kept."""
    sign: Literal["right", "wrong", "missing", "as_https", "slash"] = "right"
    """as_https: signed over https:// instead of wss://; slash: over the URL with a final slash."""
    noise: tuple[tuple[int, int], ...] = QUIET
    seed: int = 0


@dataclass(frozen=True)
class StreamEnd:
    """How a stream ended: closed by the line, or one of the ways it can fail."""

    kind: Literal["closed", "failed", "refused", "unanswered"]
    alert: Alert | None = None


class MediaStream:
    """Runs one <Connect><Stream> on a leg, from the handshake to its end."""

    def __init__(
        self,
        leg: Leg,
        stream: Stream,
        account: Account,
        *,
        habits: StreamHabits,
        note: Callable[[Alert], None],
        callback: Callable[[str, str, str], None],
    ) -> None:
        self.sid = new_sid("MZ")
        self.playout = Playout()
        self.clears = 0
        """Times the line dropped what waited to be played: its barge-ins."""
        self._leg = leg
        self._stream = stream
        self._account = account
        self._habits = habits
        self._note = note
        self._callback = callback
        """Told (stream sid, event, error), for the stream's status callback."""
        chance = random.Random(habits.seed)  # noqa: S311 - it imitates a network
        self._chance = chance
        self._noise = SilentLine(habits.seed, habits.noise)
        self._writer = StreamWriter(account.sid, leg.record.sid, self.sid, stream.parameters)
        self._timestamps = Timestamps(chance)
        self._outgoing: deque[tuple[float, str]] = deque()
        """(call seconds when it may leave, message)."""
        self._stalled_until = 0.0
        self._deaf_until = 0.0
        self._lost_until = 0.0
        self._complained = False
        self._socket: StreamSocket
        self._opened: list[StreamSocket] = []
        self._abandoned = False
        self._half_open = False

    def run(self) -> StreamEnd:
        """Stream until somebody ends it. Raises HungUp and CallUpdated once the line has been told."""
        try:
            self._socket = self._leg.during(self._connect, limit_seconds=10.0)
        except Refused as error:
            return self._ended(StreamEnd("refused", self._alert(REFUSED, error)))
        except (Unanswered, ProviderError) as error:
            return self._ended(StreamEnd("unanswered", self._alert(NO_ANSWER, error)))
        except (HungUp, CallUpdated):
            self._abandon()
            raise
        self._callback(self.sid, "stream-started", "")
        self._queue(self._writer.connected())
        self._queue(self._writer.start())
        try:
            return self._ended(self._pump())
        except Closed as closed:
            return self._ended(self._end_of(closed))
        except (HungUp, CallUpdated):
            self._farewell()
            self._callback(self.sid, "stream-stopped", "")
            raise

    def release(self) -> None:
        """Let go of a socket left half open, once the call is over."""
        if self._half_open:
            self._socket.reset()

    def _connect(self) -> StreamSocket:
        url = self._stream.url
        parts = urlsplit(url)
        if parts.query:
            warning = f"<Stream url={url!r}>: the provider drops the query string."
            self._note(Alert(QUERY_DROPPED, warning, url))
            url = urlunsplit(parts._replace(query=""))
        # The provider knows only wss; a line tried out on its own machine has no certificate.
        if parts.scheme != "wss" and not (parts.scheme == "ws" and parts.hostname in LOCAL_HOSTS):
            raise Refused("the stream's URL must begin with wss://")
        opened = StreamSocket(url, self._signature(url))
        self._opened.append(opened)
        if self._abandoned:
            opened.leave()
        return opened

    def _abandon(self) -> None:
        """The call has gone while the socket was being opened: whichever thread comes second closes it."""
        self._abandoned = True
        for opened in self._opened:
            opened.leave()

    def _signature(self, url: str) -> dict[str, str]:
        signed = {
            "right": url,
            "wrong": url.upper(),
            "as_https": url.replace("wss:", "https:").replace("ws:", "http:"),
            "slash": url + "/",
        }
        if self._habits.sign == "missing":
            return {}
        return {HEADER: signature(self._account.auth_token, signed[self._habits.sign])}

    def _pump(self) -> StreamEnd:
        """Each turn of this loop is 20 ms of the call."""
        while True:
            self._receive()
            frame, reached = self.playout.next_frame()
            sent = self._leg.tick(frame)
            for name in reached:
                self._queue(self._writer.mark(name))
            self._speak(sent)
            if sent.fault is not None:
                self._suffer(sent.fault)
                if sent.fault.kind in ("reset", "half_open"):
                    lost = "The connection was reset." if sent.fault.kind == "reset" else "Nothing arrives."
                    return StreamEnd("failed", Alert(SERVER_CLOSED, lost, self._stream.url))
            self._send_due()

    def _receive(self) -> None:
        """Take everything the line has sent."""
        if self._leg.now < self._stalled_until:
            return
        if self._deaf_until and self._leg.now >= self._deaf_until:
            self._deaf_until = 0.0
            self._socket.read(True)
        while (text := self._socket.receive()) is not None:
            try:
                self._obey(text)
            except ProviderError as error:
                # The provider notes the first of a stream and ignores them all.
                if not self._complained:
                    self._complained = True
                    self._note(Alert(error.code, error.message, self._stream.url))

    def _obey(self, text: str | bytes) -> None:
        message = read_line_message(text, self.sid)
        returned: list[str] = []
        if isinstance(message, PlayAudio):
            self.playout.feed(message.payload)
        elif isinstance(message, SetMark):
            self.playout.mark(message.name)
            returned = self.playout.marks_reached()
        elif isinstance(message, ClearAudio):
            self.clears += 1
            returned = self.playout.clear()
        for name in returned:
            self._queue(self._writer.mark(name))

    def _speak(self, sent: Sent) -> None:
        if sent.digit:
            self._queue(self._writer.dtmf(sent.digit))
        stamp = self._timestamps.next()
        if self._leg.now >= self._lost_until:
            self._queue(self._writer.media(sent.audio or self._noise.frame(), stamp))

    def _suffer(self, fault: Fault) -> None:
        """Let something happen to the network."""
        until = self._leg.now + fault.seconds
        if fault.kind == "stall":
            self._stalled_until = until
        elif fault.kind == "lose":
            self._lost_until = until
        elif fault.kind == "deaf":
            self._deaf_until = until
            self._socket.read(False)
        elif fault.kind == "half_open":
            self._half_open = True
            self._socket.read(False)
        else:
            self._socket.reset()

    def _queue(self, message: str) -> None:
        held = self._chance.uniform(0, self._habits.jitter_ms / 1000)
        earliest = self._outgoing[-1][0] if self._outgoing else 0.0
        self._outgoing.append((max(earliest, self._leg.now + held), message))

    def _send_due(self) -> None:
        if self._leg.now < self._stalled_until:
            return
        while self._outgoing and self._outgoing[0][0] <= self._leg.now:
            self._socket.send(self._outgoing.popleft()[1])

    def _farewell(self) -> None:
        """The call is over, or elsewhere: say `stop`, then close."""
        try:
            for _, message in self._outgoing:
                self._socket.send(message)
            self._socket.send(self._writer.stop())
        except Closed:
            pass
        self._socket.leave()

    def _ended(self, end: StreamEnd) -> StreamEnd:
        if end.alert is not None:
            self._note(end.alert)
        event = "stream-error" if end.alert else "stream-stopped"
        self._callback(self.sid, event, str(end.alert or ""))
        return end

    def _end_of(self, closed: Closed) -> StreamEnd:
        """1000 is the line handing the call over; anything else is a failure."""
        if closed.code == NORMAL_CLOSURE:
            return StreamEnd("closed")
        code = PROTOCOL_ERROR if closed.code in PROTOCOL_CLOSURES else SERVER_CLOSED
        return StreamEnd("failed", self._alert(code, closed))

    def _alert(self, code: int, error: Exception) -> Alert:
        return Alert(code, f"{error}.", self._stream.url)
