"""The town hall's agents, as they pick up, refuse, are busy or let it ring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ivr.simulator.ear import Ear
from ivr.simulator.leg import Sent
from ivr.simulator.playout import FRAME

REACTION_SECONDS = 0.8
"""Silence after which an agent takes the whisper for finished, and acts."""
HANG_UP_AFTER_SECONDS = 1.5
"""How much of the whisper an agent who refuses listens to."""


@dataclass(frozen=True, kw_only=True)
class Agent:
    """What one person does when their telephone rings."""

    answer: Literal["answers", "voicemail", "busy", "no_answer", "fails"] = "answers"
    rings_seconds: float = 1.5
    """How long it rings before the answer, or before the line turns out busy or broken."""
    presses: str = "1"
    """Key pressed once the whisper has been heard; empty: none."""
    hangs_up: bool = False
    """Puts the receiver down during the whisper."""
    says: bytes = b""
    """Mu-law said to the caller; for a voicemail, its greeting."""
    talks_seconds: float = 3.0
    """How long the conversation with the caller lasts."""
    until: str = ""
    """A signal of the script's without which the conversation does not end."""
    held_up: Callable[[], bool] = field(default=lambda: False, compare=False)
    """That signal has still to come."""
    drops: bool = False
    """Their line breaks off at the end of the conversation, instead of being put down."""


NOBODY = Agent(answer="no_answer")
"""Behind every number the script does not name."""


class AgentTelephone:
    """The receiver in an agent's hand."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.ear = Ear()
        self.whispered_seconds = 0.0
        """Sound heard before the caller was put through."""
        self.whisper = bytearray()
        """Everything heard before the caller was put through, as mu-law."""
        self.pressed = ""
        self.bridged = False
        self._bridged_at = 0.0
        self._speech = agent.says if agent.answer == "voicemail" else b""

    def tick(self, now: float, heard: bytes) -> Sent:
        """See `Telephone`."""
        self.ear.hear(now, heard)
        audio, self._speech = self._speech[:FRAME], self._speech[FRAME:]
        if self.bridged:
            held_up = self.agent.held_up()
            talked = now - self._bridged_at >= self.agent.talks_seconds
            return Sent(audio=audio, hung_up=talked and not held_up, patient=held_up)
        self.whisper += heard
        self.whispered_seconds = self.ear.audible_seconds
        if self.agent.answer == "voicemail":
            return Sent(audio=audio)
        if self.agent.hangs_up:
            return Sent(hung_up=self.whispered_seconds >= HANG_UP_AFTER_SECONDS)
        ready = self.whispered_seconds > 0.5 and self.ear.quiet_seconds >= REACTION_SECONDS
        if ready and self.agent.presses and not self.pressed:
            self.pressed = self.agent.presses
            return Sent(digit=self.agent.presses)
        return Sent()

    def put_through(self, now: float) -> None:
        """The caller is on the line: the agent speaks."""
        self.bridged = True
        self._bridged_at = now
        self._speech = self.agent.says
