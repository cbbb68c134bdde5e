"""A town hall's last days, played by the real dialogue, so that the console has something to show."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

import yaml

from flows.actions import Transfer
from flows.events import Event, Heard, HungUp, NoInput, Pressed, TransferEnded, TransferOutcome
from flows.prompts import Catalogue
from ivr.calls.conversation import Conversation
from ivr.calls.desk import Desk
from ivr.calls.effects import Effects
from ivr.calls.outbox import Outbox
from ivr.calls.queries import TownQueries
from ivr.calls.service_queries import ServiceQueries
from ivr.calls.transfers import Answer
from ivr.database import Connections
from ivr.settings import Settings
from knowledge.librarian import Librarian

SECONDS_A_TURN = (4.0, 9.0)
DAYS = 9
"""How far back the first call was."""
FRIDAY = 4
HOURS = (9, 9, 10, 10, 11, 14, 14, 15, 16)
"""When people call, and when somebody is there to be put through to."""
OUTCOMES: tuple[TransferOutcome, ...] = get_args(TransferOutcome)


@dataclass(frozen=True)
class PastCall:
    """What somebody said, one call."""

    caller: str
    """E.164; empty: hidden."""
    says: tuple[str, ...]
    live: bool = False
    """Still going on."""


def past_calls() -> list[PastCall]:
    """Those of past_calls.yaml, oldest first."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [PastCall(row["caller"], tuple(row["says"]), row.get("live", False)) for row in rows]


class Past:
    """Plays calls at moments of the past, and does what was promised in them."""

    def __init__(
        self, settings: Settings, connections: Connections, librarian: Librarian, now: datetime, seed: int = 7
    ) -> None:
        """`now`: with its zone; the calls are spread over the days before it."""
        self._settings = settings
        self._connections = connections
        self._random = random.Random(seed)  # noqa: S311 - the same past each time, not a secret
        self._now = now.astimezone(settings.zone)
        self._moment = self._now.timestamp()
        services = ServiceQueries(settings, connections, librarian, self._local, self._clock)
        queries = TownQueries(settings, librarian, services, self._local)
        catalogue = Catalogue.load(settings.line.language)
        self._desk = Desk(settings, connections, queries, catalogue, clock=self._clock, now=self._local)

    def play(self, calls: Sequence[PastCall]) -> list[str]:
        """Hold these calls; their identifiers, in order."""
        done = []
        for number, (call, began) in enumerate(zip(calls, self._moments(calls), strict=True)):
            self._moment = began
            call_id = f"CA{number:04d}{self._random.getrandbits(112):028x}"
            self._hold(call_id, call)
            self._do_what_was_promised()
            done.append(call_id)
        return done

    def _hold(self, call_id: str, call: PastCall) -> None:
        conversation = self._desk.begin(call_id, caller=call.caller, channel="stream")
        self._desk.seen(call_id, streaming=call.live)
        for step, said in enumerate(call.says):
            if conversation.ended or conversation.waiting_for is None:
                break
            self._moment += self._random.uniform(*SECONDS_A_TURN)
            event = _event(said, self._random)
            self._transfer(call_id, conversation, event)
            conversation.handle(f"past/{step}", event)
        self._offer(call_id, conversation)
        if not call.live and not conversation.ended:
            self._moment += self._random.uniform(*SECONDS_A_TURN)
            conversation.handle("past/end", HungUp())

    def _offer(self, call_id: str, conversation: Conversation) -> None:
        waited = conversation.waiting_for
        if isinstance(waited, Transfer):
            self._ring(call_id, conversation.position, waited)

    def _transfer(self, call_id: str, conversation: Conversation, event: Event) -> None:
        """What the telephones did before the transfer ended this way."""
        waited = conversation.waiting_for
        if isinstance(waited, Transfer) and isinstance(event, TransferEnded):
            attempt = conversation.position
            self._ring(call_id, attempt, waited)
            if event.outcome in ("answered", "declined"):
                agent = self._desk.routing.agents_of(waited.service)[0]
                answer: Answer = "accepted" if event.outcome == "answered" else "declined"
                self._moment += self._random.uniform(5.0, 15.0)
                self._desk.transfers.answer(call_id, attempt, agent, answer)
            self._moment += self._random.uniform(20.0, 90.0)
            self._desk.transfers.end(call_id, attempt, event.outcome)

    def _ring(self, call_id: str, attempt: int, transfer: Transfer) -> None:
        self._desk.transfers.offer(call_id, attempt, transfer, self._desk.routing.agents_of(transfer.service))

    def _do_what_was_promised(self) -> None:
        outbox = Outbox(self._connections, "past")
        effects = Effects(
            self._settings,
            self._connections,
            lambda to, text: None,
            self._desk.screen_text,
            self._moment,
            photo_link=lambda reference: "",
        )
        while outbox.run_one(effects, self._moment):
            pass

    def _moments(self, calls: Sequence[PastCall]) -> Iterator[float]:
        """When each began: office hours of the last days, in order; those still going on, just now."""
        past = [call for call in calls if not call.live]
        days = sorted(self._random.uniform(0.2, DAYS) for _ in past)[::-1]
        for call in calls:
            if call.live:
                yield self._now.timestamp() - self._random.uniform(20.0, 60.0)
            else:
                day = self._now - timedelta(days=days.pop(0))
                day -= timedelta(days=max(0, day.weekday() - FRIDAY))
                at = day.replace(hour=self._random.choice(HOURS), minute=self._random.randrange(60))
                yield min(at, self._now - timedelta(minutes=30)).timestamp()

    def _clock(self) -> float:
        return self._moment

    def _local(self) -> datetime:
        return datetime.fromtimestamp(self._moment, tz=self._settings.zone)


def _event(said: str, chance: random.Random) -> Event:
    if said == "hangs up":
        return HungUp()
    if said.startswith("> "):
        return TransferEnded(outcome=next(one for one in OUTCOMES if one == said[2:]))
    if said.startswith("#"):
        return Pressed(digits=said[1:])
    return Heard(text=said, confidence=round(chance.uniform(0.72, 0.98), 3)) if said else NoInput()
