"""Places calls on a line as the telephone provider would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ivr.simulator.account import Account, CallRecord, PhoneNumber
from ivr.simulator.agents import Agent, AgentTelephone
from ivr.simulator.clock import Clock
from ivr.simulator.errors import Alert, HungUp
from ivr.simulator.exchange import Exchange, Passage, ProviderHabits
from ivr.simulator.interpreter import Interpreter, LineHungUp, Request
from ivr.simulator.leg import Leg, Telephone
from ivr.simulator.media_socket import MediaStream
from ivr.simulator.rest_server import RestServer
from ivr.simulator.webhooks import Exchanged


@dataclass(frozen=True)
class PlacedCall:
    """Everything the provider saw of a call that is over."""

    record: CallRecord
    hung_up_by: str
    """caller or line."""
    seconds: float
    """Of the call's own time, ringing included."""
    alerts: tuple[Alert, ...]
    """The provider's error log: empty when the line did everything right."""
    requests: tuple[Exchanged, ...]
    passages: tuple[Passage, ...]
    streams: tuple[MediaStream, ...]
    dialled: tuple[AgentTelephone, ...]
    heard: bytes
    """All the caller heard, mu-law, from the first ring."""
    said: bytes
    """All the caller said, mu-law, as long as `heard`."""


@dataclass
class Provider:
    """An account with one number, and the agents' telephones behind it."""

    account: Account
    number: PhoneNumber
    agents: Mapping[str, Agent] = field(default_factory=dict)
    """By number; "default" stands for every number not named."""
    habits: ProviderHabits = field(default_factory=ProviderHabits)
    speed: float = 1.0
    rest: RestServer | None = None
    """Needed by lines that record or change calls."""
    provider_speech: Callable[[bytes], str] | None = None

    def place_call(
        self, caller: str, telephone: Telephone, *, on_ring: Callable[[CallRecord], None] | None = None
    ) -> PlacedCall:
        """Call the number from `caller`, let `telephone` live the call, return when it is over.

        `on_ring` learns the call's record before the line hears of it.
        """
        record = CallRecord(caller=caller, called=self.number.number)
        leg = Leg(record, telephone, Clock(self.speed))
        exchange = Exchange(
            self.account,
            self.number,
            agents=self.agents,
            recordings=self.rest.api.recordings if self.rest else None,
            habits=self.habits,
            provider_speech=self.provider_speech,
        )
        if self.rest:
            self.rest.api.register(leg)
        if on_ring:
            on_ring(record)
        status, hung_up_by = "completed", "line"
        try:
            Interpreter(exchange, leg).run(Request(self.number.voice_url, self.number.voice_method))
        except LineHungUp as ended:
            status = ended.status
        except HungUp:
            hung_up_by = "caller"
            # Left before it was answered: the provider says "canceled", not "completed".
            status = "canceled" if record.status == "ringing" else "completed"
        finally:
            record.status = status
            record.duration = leg.talked_seconds
            form = record.form(self.account) | {"CallDuration": str(round(record.duration))}
            exchange.callbacks.post(self.number.status_callback, "POST", form)
            exchange.close()
        return PlacedCall(
            record=record,
            hung_up_by=hung_up_by,
            seconds=leg.now,
            alerts=tuple(exchange.alerts),
            requests=tuple(exchange.webhooks.log),
            passages=tuple(exchange.passages),
            streams=tuple(exchange.streams),
            dialled=tuple(exchange.dialled),
            heard=bytes(leg.heard),
            said=bytes(leg.said),
        )
