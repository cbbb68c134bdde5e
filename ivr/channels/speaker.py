"""Speaking on one stream: one thread makes the sound, one sends it, nobody who listens waits for either."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from ivr.channels.media_messages import serialise
from ivr.channels.playback import Playback

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.5
"""Silence the caller bears without a word while a sentence is being made."""
MOUTH_SECONDS = 2.0
"""Silence after which another voice takes over."""
LATE_SECONDS = 5.0
"""A provider that has not taken, or not played, our sound for so long does not any more."""


class Mouth(Protocol):
    """Makes sentences audible: `speech.mouth.Mouth`."""

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        """Mu-law at 8 kHz, a sentence at a time."""
        ...

    def cached(self, text: str, slow: bool = False) -> bool: ...


class Speaker:
    """A `Voice` over a socket: queues sentences, sends them at the pace they are heard.

    `send`: writes one message; may block, and raises when the other side is gone. Only the sender thread
    calls it. `clock`: seconds, monotonic.
    """

    def __init__(
        self,
        mouth: Mouth,
        send: Callable[[str], None],
        stream_sid: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._mouth = mouth
        self._send = send
        self._stream_sid = stream_sid
        self._clock = clock
        self._playback = Playback()
        self._sending_since: float | None = None
        """When the message being sent was given to the socket; None: none is. Only the sender writes it."""
        self._changed = threading.Condition()
        """Held for every look at, or change of, what follows; never while sending or making sound."""
        self._wanted: deque[tuple[int, str, bool]] = deque()
        self._stopping = False
        self._mouth_failed = False
        self._socket_failed = False
        self._voice = threading.Thread(target=self._make_sound, name=f"voice-{stream_sid}", daemon=True)
        self._sender = threading.Thread(target=self._send_messages, name=f"sender-{stream_sid}", daemon=True)

    def start(self) -> None:
        """Begin to speak what is queued."""
        self._voice.start()
        self._sender.start()

    def stop(self, timeout_seconds: float) -> bool:
        """Stop at once, whatever is unsaid; false when the sender is still stuck in a write.

        A sentence being made is not waited for: its thread ends with it.
        """
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._sender.ident is not None:
            self._sender.join(timeout_seconds)
        return not self._sender.is_alive()

    # --- a Voice ------------------------------------------------------------------

    def say(self, text: str, *, slow: bool, interruptible: bool) -> None:
        """Queue a prompt behind the others."""
        with self._changed:
            ticket = self._playback.begin(self._clock(), interruptible=interruptible)
            self._wanted.append((ticket, text, slow))
            self._changed.notify_all()

    def play(self, audio: bytes) -> None:
        """Say this, mu-law at 8 kHz, at once and instead of everything else."""
        with self._changed:
            self._playback.drop_all(self._clock())
            self._wanted.clear()
            ticket = self._playback.begin(self._clock(), interruptible=False)
            self._playback.add(ticket, audio)
            self._playback.complete(ticket)
            self._changed.notify_all()

    def interject(self, audio: bytes) -> None:
        """Say this, mu-law at 8 kHz, before a prompt whose sound is late."""
        with self._changed:
            self._playback.interject(audio, self._clock())
            self._changed.notify_all()

    def barge_in(self) -> bool:
        """Cut what may be cut; false when nothing was."""
        with self._changed:
            self._playback.heard_out(self._clock())
            cut = self._playback.barge_in(self._clock())
            self._changed.notify_all()
            return cut

    def resume(self, *, back_seconds: float) -> bool:
        """Take up what was cut, a little before the cut; false when nothing was."""
        with self._changed:
            resumed = self._playback.resume(back_seconds=back_seconds)
            self._changed.notify_all()
            return resumed

    def forget(self) -> None:
        """What was cut will not be taken up."""
        with self._changed:
            self._playback.forget()

    def mark_returned(self, name: str) -> None:
        """The provider played up to this mark, or was told to drop it."""
        with self._changed:
            self._playback.mark_returned(name, self._clock())
            self._changed.notify_all()

    @property
    def quiet(self) -> bool:
        """Everything said was heard, or cut."""
        with self._changed:
            self._playback.heard_out(self._clock())
            return self._playback.quiet

    @property
    def interruptible(self) -> bool:
        """Something is being said, and may be cut."""
        with self._changed:
            self._playback.heard_out(self._clock())
            return self._playback.interruptible

    # --- what may go wrong ----------------------------------------------------------

    @property
    def late(self) -> bool:
        """The caller hears nothing while our voice prepares a sentence: time for a word."""
        with self._changed:
            return self._playback.starved_seconds(self._clock()) > PATIENCE_SECONDS

    @property
    def mute(self) -> bool:
        """Our voice failed, or keeps the caller waiting in silence."""
        with self._changed:
            return self._mouth_failed or self._playback.starved_seconds(self._clock()) > MOUTH_SECONDS

    @property
    def cut_off(self) -> bool:
        """The provider no longer takes, or no longer plays, what we say."""
        with self._changed:
            now, since = self._clock(), self._sending_since
            stuck_seconds = 0.0 if since is None else now - since
            late_seconds = max(stuck_seconds, self._playback.late_seconds(now))
            return self._socket_failed or late_seconds > LATE_SECONDS

    # --- threads --------------------------------------------------------------------

    def _make_sound(self) -> None:
        while (wanted := self._next_wanted()) is not None:
            ticket, text, slow = wanted
            try:
                for audio in self._mouth.say(text, slow):
                    if not self._take_sound(ticket, audio):
                        break
            except Exception:  # the caller must hear something: whoever reads `mute` sees to it
                log.exception("Our voice could not say a prompt of %d characters.", len(text))
                with self._changed:
                    self._mouth_failed = True
                return
            with self._changed:
                self._playback.complete(ticket)
                self._changed.notify_all()

    def _next_wanted(self) -> tuple[int, str, bool] | None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._wanted or self._stopping)
                if self._stopping:
                    return None
                wanted = self._wanted.popleft()
                if self._playback.wants(wanted[0]):
                    return wanted

    def _take_sound(self, ticket: int, audio: bytes) -> bool:
        with self._changed:
            taken = self._playback.add(ticket, audio)
            self._changed.notify_all()
            return taken and not self._stopping

    def _send_messages(self) -> None:
        while True:
            with self._changed:
                while not (messages := self._playback.due(self._clock())) and not self._stopping:
                    self._changed.wait(self._playback.wait(self._clock()))
            if self._stopping:
                return
            try:
                for message in messages:
                    self._sending_since = self._clock()
                    self._send(serialise(message, self._stream_sid))
                    self._sending_since = None
            except Exception as error:  # closed, reset, or not read from for too long
                log.warning("Stream %s no longer takes our sound: %r.", self._stream_sid, error)
                with self._changed:
                    self._socket_failed = True
                return
