"""<Dial>: agents' telephones ring, one is told and accepts, the parties speak.

https://www.twilio.com/docs/voice/twiml/dial
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urljoin

from ivr.simulator.account import CallRecord
from ivr.simulator.agents import NOBODY, Agent, AgentTelephone
from ivr.simulator.errors import Alert, HungUp
from ivr.simulator.exchange import Exchange
from ivr.simulator.leg import Leg, Sent
from ivr.simulator.listening import RINGBACK, frames_of
from ivr.simulator.verbs import Dial, Number

INVALID_NUMBER = 13224
MAX_NUMBERS = 10
STATUS_OF = {"busy": "busy", "fails": "failed"}
RING_GAP = b"\xff" * 28000
"""Mu-law silence between two French ringing tones: 3.5 s."""

Whisper = Callable[[Leg, Number], bool]
"""Runs the whisper on the agent's leg; true when the caller is to be put through."""


@dataclass
class Child:
    """One dialled leg."""

    number: Number
    agent: Agent
    record: CallRecord
    telephone: AgentTelephone
    sequence: int = 0
    wanted: frozenset[str] = field(default_factory=frozenset)
    """Events its status callback asks for."""


class Dialling:
    """One <Dial>, from the first ring to the moment the caller is alone again."""

    def __init__(self, exchange: Exchange, caller: Leg, verb: Dial, base_url: str, whisper: Whisper) -> None:
        self._exchange = exchange
        self._caller = caller
        self._verb = verb
        self._base_url = base_url
        self._whisper = whisper
        self._ringback: Iterator[bytes] = cycle([*frames_of(RINGBACK + RING_GAP)])

    def run(self) -> dict[str, str]:
        """The fields of the action request. Raises HungUp when the caller leaves."""
        children = [self._child(number) for number in self._verb.numbers[:MAX_NUMBERS]]
        groups = [[child] for child in children] if self._verb.sequential else [children]
        outcome = {"DialCallStatus": "failed", "DialBridged": "false"}
        for group in groups:
            winner = self._ring(group)
            if winner is None:
                outcome = _unanswered(group)
                continue
            outcome = self._talk(winner)
            if outcome["DialBridged"] == "true":
                break
        self._exchange.passed(self._caller.now, "dial", outcome["DialCallStatus"])
        return outcome

    def _child(self, number: Number) -> Child:
        agent = self._exchange.agents.get(number.phone, self._exchange.agents.get("default", NOBODY))
        if not re.fullmatch(r"\+[1-9]\d{6,14}", number.phone):
            warning = f"{number.phone!r} is not a number in E.164 form."
            self._exchange.note(Alert(INVALID_NUMBER, warning, self._base_url))
            agent = Agent(answer="fails", rings_seconds=0.0)
        record = CallRecord(
            caller=self._verb.caller_id or self._caller.record.caller,
            called=number.phone,
            direction="outbound-dial",
            parent_sid=self._caller.record.sid,
            status="initiated",
        )
        wanted = frozenset(number.status_callback_event.split())
        child = Child(number, agent, record, AgentTelephone(agent), wanted=wanted)
        self._exchange.dialled.append(child.telephone)
        return child

    def _ring(self, children: list[Child]) -> Child | None:
        """Let them ring; the one who answers, the others being hung up. None when nobody does."""
        began = self._caller.now
        for child in children:
            self._tell(child, "initiated")
            child.record.status = "ringing"
            self._tell(child, "ringing")
        try:
            while self._caller.now - began < self._verb.timeout:
                self._caller.tick(next(self._ringback))
                for child in children:
                    if child.record.over or self._caller.now - began < child.agent.rings_seconds:
                        continue
                    if child.agent.answer in ("answers", "voicemail"):
                        self._end([other for other in children if other is not child], "canceled")
                        return child
                    if child.agent.answer in STATUS_OF:
                        self._end([child], STATUS_OF[child.agent.answer])
                if all(child.record.over for child in children):
                    return None
        except BaseException:
            self._end(children, "canceled")
            raise
        self._end(children, "no-answer")
        return None

    def _talk(self, child: Child) -> dict[str, str]:
        """The agent is told who calls, then the two speak."""
        child.record.status = "in-progress"
        self._tell(child, "answered")
        self._exchange.passed(self._caller.now, "agent", child.number.phone)
        began, bridged = self._caller.now, False
        leg = Leg(child.record, child.telephone, self._caller.clock, beside=self._caller)
        if self._verb.answer_on_bridge:
            leg.beside_hears = lambda: next(self._ringback)
        try:
            bridged = not child.number.url or self._whisper(leg, child.number)
            if bridged:
                child.telephone.put_through(self._caller.now)
                self._bridge(leg)
        except HungUp as gone:
            if gone.leg is not leg:
                raise
        finally:
            child.record.duration = self._caller.now - began
            self._end([child], "failed" if bridged and child.agent.drops else "completed")
        talked = "failed" if child.agent.drops else "completed"
        return {
            "DialCallStatus": talked if bridged else self._exchange.habits.declined_status,
            "DialCallSid": child.record.sid,
            "DialCallDuration": str(round(child.record.duration)),
            "DialBridged": "true" if bridged else "false",
        }

    def _bridge(self, agent: Leg) -> None:
        """Each hears the other until one leaves."""
        until = self._caller.now + self._verb.time_limit
        from_agent = Sent()
        while self._caller.now < until:
            from_caller = self._caller.tick(from_agent.audio)
            if from_caller.digit == "*" and self._verb.hangup_on_star:
                return
            from_agent = agent.pass_frame(from_caller.audio)

    def _end(self, children: list[Child], status: str) -> None:
        for child in children:
            if not child.record.over:
                child.record.status = status
                self._tell(child, "completed")

    def _tell(self, child: Child, event: str) -> None:
        form = child.record.progress_form(self._exchange.account, child.sequence)
        child.sequence += 1
        if event in child.wanted and child.number.status_callback:
            url = urljoin(self._base_url, child.number.status_callback)
            self._exchange.callbacks.post(url, child.number.status_callback_method, form)


def _unanswered(children: list[Child]) -> dict[str, str]:
    """What a group that nobody answered comes to."""
    statuses = [child.record.status for child in children]
    status = next((known for known in ("no-answer", "busy") if known in statuses), "failed")
    return {"DialCallStatus": status, "DialCallSid": children[-1].record.sid, "DialBridged": "false"}
