"""What takes a caller away from the question that was asked: the front door decides where to."""

from __future__ import annotations

from dataclasses import dataclass

from flows.collect.when import When
from flows.commands import Command
from flows.events import Event
from flows.later import Later


@dataclass(frozen=True)
class Business:
    """Whose business something is, and what it is."""

    service: str
    """Slug."""
    subject: str = ""
    """For the agent's ear; empty when the caller's own words tell it."""


class Interruption(Exception):
    """The caller wants something else than what was asked; the front door decides."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text
        """What the caller said; empty when a key was pressed."""


class AgentWanted(Interruption):
    """A person, please."""

    about: Business | None = None
    """What was being done when they were wanted; None at the front door's own questions."""
    left: Later | None = None
    """What had been asked for then, and is not seen to: come back to when nobody could be found."""


class GoodbyeSaid(Interruption):
    """The caller takes leave."""


class BackWanted(Interruption):
    """Back to the open question."""


class EmergencyHeard(Interruption):
    """Somebody is in danger."""

    def __init__(self, text: str = "", *, met: bool = False, after: Event | None = None) -> None:
        super().__init__(text)
        self.met = met
        """The number to dial was told, and the caller asked whether to go on: they want something else."""
        self.after = after
        """What they said, or pressed, then; None for nothing, or a mere no."""


class ChangeOfMind(Interruption):
    """Another subject was meant; `text` is what is wanted instead."""


class CorrectionHeard(Interruption):
    """What was understood before is corrected: only where `Talk.corrects` is set, and caught there."""


class DangerTold(Interruption):
    """A danger is told in the place of an answer: only where `Talk.alarmed_by` is set, and caught there."""


class Withdrawn(Interruption):
    """What is being taken down is not wanted any more: caught by the flow that takes it down."""


class WrongNumber(Interruption):
    """Somebody else was to be rung."""


class AbuseRepeated(Interruption):
    """The caller goes on insulting or threatening: the line takes leave."""


class LanguageWanted(Interruption):
    """Another language, at a question whose own words are in the first one; `Talk.language` has changed."""

    when: When | None = None
    """When a visit was wished for until then: that stands."""


INTERRUPTIONS: dict[Command, type[Interruption]] = {
    Command.AGENT: AgentWanted,
    Command.GOODBYE: GoodbyeSaid,
    Command.BACK: BackWanted,
    Command.EMERGENCY: EmergencyHeard,
}
"""What the commands that leave a question raise."""
