"""One telephone line held by the provider: what each side sends the other, 20 ms at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from ivr.simulator.account import CallRecord
from ivr.simulator.clock import Clock
from ivr.simulator.errors import CallUpdated, HungUp, ProviderError
from ivr.simulator.playout import FRAME

T = TypeVar("T")

SILENCE = b"\xff" * FRAME
"""What is heard while nothing is played."""


@dataclass(frozen=True)
class Fault:
    """Something that happens to the network between the provider and the line, not to the caller."""

    kind: Literal["reset", "half_open", "stall", "lose", "deaf"]
    """reset: the socket is torn down; half_open: nothing moves any more and nobody says so; stall:
    nothing moves for a while, then all at once; lose: frames never arrive; deaf: the provider sends
    but does not read."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Sent:
    """What came from a telephone in 20 ms."""

    audio: bytes = b""
    """160 bytes of mu-law; empty: the person says nothing."""
    digit: str = ""
    """A key pressed."""
    hung_up: bool = False
    patient: bool = False
    """The person waits for an answer: time is not to be hurried meanwhile."""
    fault: Fault | None = None


class Telephone(Protocol):
    """Whoever holds the receiver at the far end of a leg."""

    def tick(self, now: float, heard: bytes) -> Sent:
        """20 ms of listening to `heard` (160 bytes of mu-law) and of speaking. `now`: call seconds."""
        ...


@dataclass(frozen=True)
class CallUpdate:
    """A change asked through the REST API: another document to run, or the end."""

    url: str = ""
    method: str = "POST"
    twiml: str = ""
    status: str = ""


class Leg:
    """One party's line: a telephone, a record, and both tracks of everything that passed."""

    def __init__(
        self,
        record: CallRecord,
        telephone: Telephone,
        clock: Clock,
        *,
        beside: Leg | None = None,
    ) -> None:
        self.record = record
        self.telephone = telephone
        self.clock = clock
        self._beside = beside
        """The caller's leg, while this one is an agent's: its time goes by too."""
        self.beside_hears: Callable[[], bytes] = lambda: SILENCE
        self.heard = bytearray()
        """Mu-law the party heard, from the first tick."""
        self.said = bytearray()
        """Mu-law the party sent, from the first tick; silence is 0xff."""
        self._answered_at: float | None = None
        self._update: CallUpdate | None = None
        self._lock = threading.Lock()

    @property
    def now(self) -> float:
        return self.clock.now

    def answered(self) -> None:
        """The call is answered: its duration counts from here."""
        self._answered_at = self.now

    @property
    def talked_seconds(self) -> float:
        """Seconds since the call was answered."""
        return 0.0 if self._answered_at is None else self.now - self._answered_at

    def tick(self, played: bytes = b"") -> Sent:
        """Let 20 ms go by: the party hears `played`, padded with silence.

        Raises HungUp when the party has put the receiver down, CallUpdated when the line changed the
        call meanwhile.
        """
        if self._beside is not None:
            self._beside.tick(self.beside_hears())
        else:
            self.clock.tick()
        sent = self.pass_frame(played)
        if self._update is not None:
            raise CallUpdated
        return sent

    def pass_frame(self, played: bytes) -> Sent:
        """Exchange one frame with the telephone, in a time that somebody else lets go by."""
        heard = played + SILENCE[len(played) :]
        sent = self.telephone.tick(self.now, heard)
        self.clock.hurried = not sent.patient
        self.heard += heard
        self.said += sent.audio + SILENCE[len(sent.audio) :]
        if sent.hung_up:
            raise HungUp(self)
        return sent

    def wait(self, seconds: float) -> None:
        """Let this much of the call go by in silence."""
        until = self.now + seconds
        while self.now < until:
            self.tick()

    def during(self, job: Callable[[], T], limit_seconds: float = 15.0) -> T:
        """Do something slow (a request) while the call goes on; its error is raised here.

        `limit_seconds` is wall-clock: past it the provider gives up, whatever the job does.
        """
        outcome: list[T] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                outcome.append(job())
            except BaseException as error:
                errors.append(error)

        worker = threading.Thread(target=work, name="provider-request", daemon=True)
        deadline = time.monotonic() + limit_seconds
        worker.start()
        while worker.is_alive():
            self.tick()
            if time.monotonic() > deadline:
                raise ProviderError(11200, f"No answer after {limit_seconds:g} seconds.")
        if errors:
            raise errors[0]
        return outcome[0]

    def change(self, update: CallUpdate) -> None:
        """Ask this leg to do something else; called from the REST server's thread."""
        with self._lock:
            self._update = update

    def take_update(self) -> CallUpdate | None:
        """The change asked for, once."""
        with self._lock:
            update, self._update = self._update, None
            return update
