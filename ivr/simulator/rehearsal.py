"""Plays scripts on a line that answers somewhere, and judges how each call went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz

from ivr.calls.availability import Availability
from ivr.database import Connections
from ivr.simulator.account import Account, PhoneNumber
from ivr.simulator.agents import Agent
from ivr.simulator.caller import Failure, ScriptedCaller
from ivr.simulator.errors import SimulatorError
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.journal import Delay, Journal, Moment
from ivr.simulator.messages import message
from ivr.simulator.provider import PlacedCall, Provider
from ivr.simulator.rest_server import RestServer
from ivr.simulator.script import Script
from ivr.simulator.signals import Signals
from ivr.simulator.sounds import wav_of
from ivr.simulator.steps import Transfers
from ivr.simulator.witness import Witness
from speech.audio import mulaw_decode
from speech.hypotheses import Utterance

NUMBER = "+33465710000"
"""The line's number, of the range kept for fiction."""
RECOGNISABLE = 70.0
"""Likeness, out of 100, from which words are held to be recognised in what was heard."""
WHISPER_SECONDS = 1.0
"""Sound an agent must hear, at least, to have been told something."""

Transcribe = Callable[[bytes], str]
"""Words in mu-law sound, by ears that have nothing to do with the call."""


class Recogniser(Protocol):
    """Hears one sound: `speech.recogniser.Recogniser`."""

    def accept(self, pcm: bytes) -> None: ...
    def finish(self) -> Utterance: ...
    def close(self) -> None: ...


class Ears(Protocol):
    """`speech.recogniser.VoskEars`."""

    def open(self, phrases: Sequence[str] = ()) -> Recogniser: ...


def transcriber(ears: Ears) -> Transcribe:
    """Ears that listen to what was played, with nothing in mind."""

    def transcribe(ulaw: bytes) -> str:
        recogniser = ears.open()
        try:
            recogniser.accept(mulaw_decode(ulaw))
            return recogniser.finish().text
        finally:
            recogniser.close()

    return transcribe


@dataclass(frozen=True)
class Rehearsed:
    """One script played."""

    script: Script
    call: PlacedCall
    journal: Journal
    failures: list[Failure]

    @property
    def went_well(self) -> bool:
        """Everything happened as the script says."""
        return not self.failures

    def wav(self) -> bytes:
        """The conversation, the caller left and the line right."""
        return wav_of(self.call.said, self.call.heard)


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """A line and how it is to be called."""

    account: Account
    url: str
    """Where the line answers: its public address, without a path."""
    town: str
    """The town's name, as the prompts cite it."""
    database: Path | None = None
    """The line's calls.db; None: only sound tells what happened."""
    speed: float = 1.0
    habits: ProviderHabits = field(default_factory=ProviderHabits)
    transcribe: Transcribe | None = None
    told: Callable[[Moment | Delay], None] = lambda row: None
    """Learns what happens in the calls, as it happens."""

    def play(self, script: Script) -> Rehearsed:
        """Place the script's call, and those that are to be on the line beside it.

        What went wrong in one of those went wrong in the script.
        """
        signals = Signals()
        with self._absences(script.away), ThreadPoolExecutor(1 + len(script.others)) as pool:
            beside = []
            head_start = max((other.before_seconds for other in script.others), default=0.0)
            began = time.monotonic()
            for other in sorted(script.others, key=lambda other: -other.before_seconds):
                self._wait_until(began, head_start - other.before_seconds)
                quiet = replace(self, told=lambda row: None)
                agents = other.script.agents or script.agents
                beside.append(pool.submit(quiet._follow, replace(other.script, agents=agents), signals))
            self._wait_until(began, head_start)
            played = self._follow(script, signals)
            failures = [failure for one in beside for failure in one.result().failures]
        return replace(played, failures=[*played.failures, *failures])

    def _wait_until(self, began: float, seconds: float) -> None:
        time.sleep(max(0.0, began + seconds / self.speed - time.monotonic()))

    @contextmanager
    def _absences(self, phones: Sequence[str]) -> Iterator[None]:
        """These agents take no calls meanwhile."""
        if not phones:
            yield
            return
        if self.database is None:
            raise SimulatorError(message("failed.no_agents"))
        agents = Availability(Connections(self.database))
        for phone in phones:
            agents.switch(phone, available=False)
        try:
            yield
        finally:
            for phone in phones:
                agents.switch(phone, available=True)

    def _follow(self, script: Script, signals: Signals) -> Rehearsed:
        """Place a call when its time has come; should that be never, it is placed too, and shows why."""
        try:
            if script.after:
                signals.wait(script.after)
            return self._place(script, signals)
        finally:
            signals.over(script.steps)

    def _place(self, script: Script, signals: Signals) -> Rehearsed:
        witness = Witness(self.database, self.town) if self.database else None
        caller = ScriptedCaller(script, witness, Journal(self.told), signals)
        number = PhoneNumber(
            number=NUMBER,
            voice_url=f"{self.url}/voice",
            fallback_url=f"{self.url}/voice/fallback",
            status_callback=f"{self.url}/voice/status",
        )
        with RestServer(self.account) as rest:
            provider = Provider(
                self.account,
                number,
                agents={number: _heeding(agent, signals) for number, agent in script.agents.items()},
                habits=self.habits,
                speed=1.0 if script.real_time else self.speed,
                rest=rest,
            )
            call = provider.place_call(
                script.caller, caller, on_ring=lambda record: witness.follow(record.sid) if witness else None
            )
        caller.conclude(call)
        if witness is not None:
            witness.close()
        failures = [*caller.failures, *self._unrecognised(caller, call), *_unannounced(script, call)]
        return Rehearsed(script, call, caller.journal, failures)

    def _unrecognised(self, caller: ScriptedCaller, call: PlacedCall) -> list[Failure]:
        """Words that the script says are heard, and that are not in the sound."""
        failures: list[Failure] = []
        if self.transcribe is None:
            return []
        for step, first, last in caller.to_transcribe():
            heard = self.transcribe(call.heard[first:last])
            if fuzz.partial_ratio(step.words.lower(), heard) < RECOGNISABLE:
                reason = message("failed.not_recognised", words=step.words, heard=heard)
                failures.append(Failure(step.line, step.source, reason))
        return failures


def _heeding(agent: Agent, signals: Signals) -> Agent:
    """The agent who talks on until the script's signal."""
    return replace(agent, held_up=lambda: not signals.settled(agent.until)) if agent.until else agent


def _unannounced(script: Script, call: PlacedCall) -> list[Failure]:
    """Transfers for which no agent was told who calls."""
    told = any(telephone.whispered_seconds >= WHISPER_SECONDS for telephone in call.dialled)
    return [
        Failure(step.line, step.source, message("failed.not_whispered"))
        for step in script.steps
        if isinstance(step, Transfers) and step.whispered and not told
    ]
