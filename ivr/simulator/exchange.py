"""What the provider keeps of one call: its error log, its callbacks, who may be dialled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ivr.simulator.account import Account, PhoneNumber
from ivr.simulator.errors import Alert, ProviderError
from ivr.simulator.media_socket import MediaStream, StreamHabits
from ivr.simulator.webhooks import Habits, Webhooks

if TYPE_CHECKING:
    from ivr.simulator.agents import Agent, AgentTelephone
    from ivr.simulator.recordings import Recordings

Delivery = Literal["prompt", "twice", "late", "reversed", "lost"]


@dataclass(frozen=True)
class ProviderHabits:
    """Where the provider's documentation leaves room, or its network misbehaves: one choice of each."""

    requests: Habits = field(default_factory=Habits)
    stream: StreamHabits = field(default_factory=StreamHabits)
    callbacks: Delivery = "prompt"
    """late and reversed: kept until the call has ended; lost: never sent."""
    declined_status: str = "completed"
    """DialCallStatus when the agent refuses during the whisper. Documentation is silent, accounts of
    users differ: the line must decide from DialBridged and from what it saw itself."""
    recording_not_found: int = 1
    """Times a new recording answers 404 before it is there."""


class Callbacks:
    """Status callbacks: sent beside the call, their answers ignored."""

    def __init__(self, account: Account, delivery: Delivery, note: Callable[[Alert], None]) -> None:
        self._account = account
        self._delivery = delivery
        self._note = note
        self._kept: list[tuple[str, str, dict[str, str]]] = []
        self._threads: list[threading.Thread] = []

    def post(self, url: str, method: str, form: Mapping[str, str]) -> None:
        """Send one callback, or whatever the delivery does with it. An empty URL sends nothing."""
        if not url or self._delivery == "lost":
            return
        callback = (url, method, dict(form))
        if self._delivery in ("late", "reversed"):
            self._kept.append(callback)
            return
        for _ in range(2 if self._delivery == "twice" else 1):
            thread = threading.Thread(target=self._send, args=callback, name="status-callback", daemon=True)
            self._threads.append(thread)
            thread.start()

    def flush(self) -> None:
        """Send what was kept, and wait for all. For the end of the call."""
        kept = self._kept[::-1] if self._delivery == "reversed" else self._kept
        for callback in kept:
            self._send(*callback)
        self._kept = []
        for thread in self._threads:
            thread.join()

    def _send(self, url: str, method: str, form: dict[str, str]) -> None:
        webhooks = Webhooks(self._account)
        try:
            webhooks.fetch(url, method, form)
        except ProviderError as error:
            self._note(Alert(error.code, error.message, error.url))
        finally:
            webhooks.close()


@dataclass(frozen=True)
class Passage:
    """One thing the provider did, for the report."""

    at: float
    """Seconds since the call began."""
    what: str
    """verb, dial, agent, stream, alert."""
    text: str


class Exchange:
    """One call, seen from the provider: everything its verbs need besides the telephone itself."""

    def __init__(
        self,
        account: Account,
        number: PhoneNumber,
        *,
        agents: Mapping[str, Agent],
        recordings: Recordings | None,
        habits: ProviderHabits,
        provider_speech: Callable[[bytes], str] | None = None,
    ) -> None:
        self.account = account
        self.number = number
        self.agents = agents
        self.recordings = recordings
        self.habits = habits
        self.provider_speech = provider_speech
        """What the provider's own recogniser would make of mu-law speech; None: the line may not ask."""
        self.webhooks = Webhooks(account, habits.requests)
        self.alerts: list[Alert] = []
        self.callbacks = Callbacks(account, habits.callbacks, self.note)
        self.passages: list[Passage] = []
        self.streams: list[MediaStream] = []
        self.dialled: list[AgentTelephone] = []
        """Every telephone that rang, in the order they were dialled."""

    def note(self, alert: Alert) -> None:
        """Write to the provider's error log."""
        self.alerts.append(alert)

    def passed(self, at: float, what: str, text: str) -> None:
        """Remember something for the report."""
        self.passages.append(Passage(at, what, text))

    def close(self) -> None:
        """The call is over: deliver what waits, let go of sockets."""
        for stream in self.streams:
            stream.release()
        self.callbacks.flush()
        self.webhooks.close()
