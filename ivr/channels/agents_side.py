"""The agents' side of transfers: who rings, who picked up, what they pressed, whom a caller waits for.

What cannot be written down is logged, and never costs a caller their call: telephones ring all the same.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flows.actions import Transfer
from flows.events import Event, TransferEnded, TransferOutcome
from flows.routing import WaitInQueue
from ivr.calls.routing import MAX_TOGETHER
from ivr.calls.transfers import AgentsPart, Answer
from ivr.channels.outcomes import transfer_outcome

if TYPE_CHECKING:
    from ivr.calls.conversation import Conversation
    from ivr.calls.desk import Desk

log = logging.getLogger(__name__)

TRANSFER_SECONDS = 4 * 3600
"""A talk with a person is never cut: this is the longest the provider allows."""
Result = TypeVar("Result")


class AgentsSide:
    """What the webhooks tell of the agents, and ask about them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ring(self, call_id: str, attempt: int, transfer: Transfer) -> list[str]:
        """The telephones to ring now, E.164; none when other callers were quicker.

        Asked twice for the same attempt, the answer is the same.
        """
        everybody = list(self._desk.routing.agents_of(transfer.service))
        if not everybody:
            return [self._desk.settings.town.switchboard]
        numbers = self._kept(
            lambda: self._desk.routing.claim(call_id, attempt, transfer.service), everybody[:MAX_TOGETHER]
        )
        if numbers:
            self._kept(lambda: self._desk.transfers.offer(call_id, attempt, transfer, numbers), None)
        return numbers

    def picked_up(self, call_id: str, attempt: int, agent: str, service: str) -> None:
        """This telephone was picked up; the provider hangs up on the others."""
        self._kept(lambda: self._desk.transfers.picked_up(call_id, attempt, agent, service), None)
        self._kept(lambda: self._desk.availability.picked_up(call_id, attempt, agent), None)

    def answered(self, call_id: str, attempt: int, agent: str, answer: Answer, service: str) -> str:
        """What an agent did about the whisper; the answer that holds now, empty when the attempt is over."""
        transfers, otherwise = self._desk.transfers, str(answer)
        holds = self._kept(lambda: transfers.answer(call_id, attempt, agent, answer, service), otherwise)
        if holds == "accepted":
            self._kept(
                lambda: self._desk.availability.talking(call_id, attempt, agent, TRANSFER_SECONDS), None
            )
        return holds

    def ended(self, call_id: str, attempt: int, status: str, bridged: str) -> TransferOutcome:
        """The ringing, or the talk, is over: how it ended, and the agents are free again."""
        part = self._kept(lambda: self._desk.transfers.agents_part(call_id, attempt), AgentsPart())
        outcome = transfer_outcome(status, bridged, part)
        self._kept(lambda: self._desk.transfers.end(call_id, attempt, outcome), None)
        self._kept(lambda: self._desk.availability.let_go(call_id, attempt), None)
        return outcome

    def caller_left(self, conversation: Conversation) -> None:
        """The call is over. Whoever hung up first, a caller who spoke with an agent was put through."""
        call_id, attempt = conversation.call_id, conversation.position
        if isinstance(conversation.waiting_for, Transfer):
            part = self._kept(lambda: self._desk.transfers.agents_part(call_id, attempt), AgentsPart())
            if part.answer == "accepted":
                conversation.handle(f"dialled/{attempt}", TransferEnded(outcome="answered"))
        self._kept(lambda: self._desk.transfers.caller_left(call_id), None)
        self._kept(lambda: self._desk.availability.let_go(call_id), None)

    def look(self, call_id: str, wait: WaitInQueue) -> Event | None:
        """What has changed for a waiting caller; None: nothing, or nothing that could be read."""
        return self._kept(lambda: self._desk.routing.look(call_id, wait), None)

    def _kept(self, deed: Callable[[], Result], otherwise: Result) -> Result:
        """What `deed` gives; when the disk refuses, `otherwise`."""
        try:
            return deed()
        except sqlite3.Error as error:
            log.warning("The agents' side of a transfer could not be written down, or read: %s.", error)
            return otherwise
