"""Everything a flow can ask for, as plain values.

Three families, kept apart by type:

- speech (`Say`, `Ask`) and `HangUp`, performed by the channel;
- queries (`Query`), repeatable, answered at once, whose outcome is logged as an event;
- deeds (`Deed`), which happen once, through the outbox. `Transfer` is performed by the channel and
  answered by `TransferEnded`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from flows.events import (
    AnswersFound,
    Event,
    Heard,
    NoInput,
    OpeningFound,
    Pressed,
    TransferEnded,
)

Value = str | int | float

Patience = Literal["brief", "normal", "long"]
"""How long a pause ends the caller's turn: brief for yes/no and keys, normal for questions,
long for addresses, spelling, messages and "prenez votre temps"."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something a flow wants done."""


@dataclass(frozen=True, kw_only=True)
class Say(Action):
    """Say a prompt of the catalogue."""

    prompt: str
    """Key in the catalogue, such as "main.question"."""
    values: dict[str, Value] = field(default_factory=dict)
    """What fills the prompt's braces."""
    interruptible: bool = True
    slow: bool = False
    language: str = "fr"
    """Of the catalogue the prompt is taken from, of the voice, and of the answer that is expected."""


@dataclass(frozen=True, kw_only=True)
class Ask(Say):
    """Say a prompt, then listen. Answered by Heard, Pressed or NoInput."""

    patience: Patience = "normal"
    phrases: tuple[str, ...] = ()
    """The only things worth recognising, for a closed question; empty for an open one."""
    digits: int = 1
    """How many keys make an answer; above one, # ends them early."""
    silence_seconds: float = 5.0
    """Silence after the prompt that becomes NoInput."""
    recorded: bool = False
    """The caller agreed that the sound of the answer be kept with their message."""


@dataclass(frozen=True, kw_only=True)
class HangUp(Action):
    """End the call once everything said has been heard."""


@dataclass(frozen=True, kw_only=True)
class Transfer(Action):
    """Hand the caller to a person. Answered by TransferEnded."""

    service: str
    """Slug of the service; its agents' numbers are the town hall's settings."""
    subject: str = ""
    """What it is about, for the agent's ear: an article's title, or what was asked."""
    summary: str = ""
    """What was said so far, for the agent's ear, one sentence."""
    language: str = "fr"
    """What the caller speaks; the agent is told when it is not French."""
    fields: dict[str, Value] = field(default_factory=dict)
    """What the conversation took down, by name (name, phone, address…): nobody asks it again."""


@dataclass(frozen=True, kw_only=True)
class Query(Action):
    """A repeatable question to the rest of the house."""


@dataclass(frozen=True, kw_only=True)
class FindAnswers(Query):
    """What does the town hall know about this? Answered by AnswersFound."""

    text: str
    alternatives: tuple[str, ...] = ()
    confidences: tuple[float, ...] = ()
    """One per word of `text`, 0 to 1; empty when the channel has none."""
    article: str = ""
    """Slug of the one article wanted, chosen by key; empty: look for it in the text."""
    topic: str = ""
    """The `Choice.topic` last answered, to read "et samedi matin ?" in its light."""
    language: str = "fr"
    """What the text is in, and what the answer should be in."""


@dataclass(frozen=True, kw_only=True)
class OpenNow(Query):
    """Is this service open, and when next? Answered by OpeningFound."""

    service: str
    language: str = "fr"
    """Of the sentence that is wanted."""


@dataclass(frozen=True, kw_only=True)
class Deed(Action):
    """Something that must happen exactly once, even if the call or the worker dies."""


@dataclass(frozen=True, kw_only=True)
class TakeMessage(Deed):
    """Give a service the caller's words, to read and ring back."""

    service: str
    subject: str
    text: str
    """The caller's words; empty: they could only press keys, and want to be rung back."""
    phone: str = ""
    """Number to ring back, as given; empty: the number the call came from."""
    unsure_phone: bool = False
    """Its owner never agreed to that number: they left while it was read back, or had refused it."""
    fields: dict[str, Value] = field(default_factory=dict)
    """What the call had taken down before, by name: nobody asks it again."""


@dataclass(frozen=True, kw_only=True)
class SendText(Deed):
    """Send an SMS."""

    to: str
    text: str


@dataclass(frozen=True, kw_only=True)
class NoteOutcome(Action):
    """How the call, or a part of it, ended: written into the call's record with the event itself."""

    outcome: Literal["answered", "transferred", "message", "emergency", "unanswered"]
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class Remark(Action):
    """Something of a call worth keeping for its record and the indicators."""

    kind: Literal["insult", "threat", "survey_asked", "wrong_number", "abuse_ended", "two_requests"]


#: Actions a flow waits on, and what answers them; every other action is performed and the flow goes on.
ANSWERED_BY: dict[type[Action], tuple[type[Event], ...]] = {
    Ask: (Heard, Pressed, NoInput),
    FindAnswers: (AnswersFound,),
    OpenNow: (OpeningFound,),
    Transfer: (TransferEnded,),
}

ACTIONS: dict[str, type[Action]] = {
    kind.__name__: kind
    for kind in (
        *(Say, Ask, HangUp, Transfer, FindAnswers, OpenNow, TakeMessage, SendText, NoteOutcome),
        Remark,
    )
}
