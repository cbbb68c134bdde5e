"""What the turn-taking of one stream asks of the dialogue, the catalogue and the voice."""

from __future__ import annotations

from typing import Protocol

from flows.actions import Action, Say
from flows.events import Event


class Conversation(Protocol):
    """The dialogue of one call: `ivr.calls.conversation.Conversation`."""

    call_id: str
    pending: list[Action]

    @property
    def waiting_for(self) -> Action | None: ...
    @property
    def ended(self) -> bool: ...
    def handle(self, key: str, event: Event) -> list[Action]: ...


class Texts(Protocol):
    """The sentences of the catalogue."""

    def voice_text(self, action: Say) -> str: ...


class Voice(Protocol):
    """Says sentences to the caller, one after the other."""

    def say(self, text: str, *, slow: bool, interruptible: bool) -> None: ...
    def barge_in(self) -> bool:
        """Cut what may be cut; false when nothing was."""
        ...

    def resume(self, *, back_seconds: float) -> bool:
        """Take up what was cut; false when nothing was."""
        ...

    def forget(self) -> None:
        """What was cut will not be taken up."""
        ...

    def mark_returned(self, name: str) -> None: ...
    @property
    def quiet(self) -> bool:
        """Everything said was heard or cut."""
        ...

    @property
    def interruptible(self) -> bool:
        """Something is being said, and may be cut."""
        ...
