"""Messages on a line without ears: what cannot be dictated becomes a request to be rung back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.actions import Action, Ask, Say
from flows.events import Heard, NoInput

if TYPE_CHECKING:
    from ivr.calls.conversation import Conversation
    from ivr.calls.desk import Desk

SPEAK, MORE = "message.speak", "message.more"
"""The two questions that nothing but words can answer."""


def ask_for_a_callback(conversation: Conversation, desk: Desk) -> None:
    """Answer for a caller who can only press keys, so that their message is not lost for want of words.

    "Leave your message" is not said to somebody whom we cannot hear: the service reads that they want to be
    rung back, and the next question, their number, is one for keys.
    """
    said = _statements(conversation.pending)
    if _asked(conversation) != SPEAK:
        return
    wish = desk.voice_text(Say(prompt="message.by_keys"))
    conversation.handle(f"keys/{conversation.position}", Heard(text=wish))
    if _asked(conversation) == MORE:
        said += _statements(conversation.pending)
        conversation.handle(f"keys/{conversation.position}", NoInput())
    conversation.pending = [*said, *conversation.pending]


def _asked(conversation: Conversation) -> str:
    """Key of the question being asked, whatever its wording by now."""
    question = conversation.waiting_for
    return question.prompt.split(".no_")[0] if isinstance(question, Ask) else ""


def _statements(actions: list[Action]) -> list[Action]:
    """What is to be said before the question."""
    return [action for action in actions if isinstance(action, Say) and not isinstance(action, Ask)]
