"""Everything that can happen in a call, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; the only thing a dialogue ever learns."""

    at: float = 0.0
    """Seconds since the call began, stamped by the channel. Flows have no other clock."""


@dataclass(frozen=True, kw_only=True)
class CallStarted(Event):
    """The channel has the caller on the line."""

    caller: str = ""
    """The caller's number as the channel gave it; empty when hidden."""
    channel: str = ""
    """stream, turns or text."""
    local_time: str = ""
    """When the call began, ISO 8601 in the town's own time zone."""
    survey: bool = False
    """The town asks its callers what they thought of the call."""
    texts: bool = False
    """The town offers links by SMS after its answers, and the caller's number can receive them."""
    said_stop: bool = False
    """The caller's number has answered STOP to an SMS: it is promised no other."""
    recording_days: int = 0
    """How long the voice of whoever agrees to it is kept with their message; 0: voices are not kept."""
    languages: tuple[str, ...] = ("fr",)
    """What the line speaks, the language it begins in first."""
    unheard: tuple[str, ...] = ()
    """Those of the languages that the channel has no ears for: they are served by keys."""
    unvoiced: tuple[str, ...] = ()
    """Those that the channel has no voice of its own for."""
    alerts: tuple[str, ...] = ()
    """What everybody must hear today, in whole French sentences, the most pressing first."""
    town: str = ""
    """The name of the town whose line it is."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """One recognised word."""

    text: str
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Heard(Event):
    """The caller finished an utterance."""

    text: str
    """Recognised words, lower case, without punctuation. Empty: there was speech, but no word in it."""
    confidence: float = 1.0
    """0 to 1, mean over the words."""
    alternatives: tuple[str, ...] = ()
    """Other hypotheses, best first, without `text`."""
    words: tuple[Word, ...] = ()
    barge_in: bool = False
    """The caller spoke over the prompt and stopped it."""


@dataclass(frozen=True, kw_only=True)
class Pressed(Event):
    """The caller pressed keys: 0-9, *, #."""

    digits: str


@dataclass(frozen=True, kw_only=True)
class NoInput(Event):
    """The time to answer ran out in silence."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One of the answers an article gives, depending on the caller's situation."""

    label: str
    """What it is called when the choices are read out: "un adulte"."""
    phrases: tuple[str, ...]
    """Words that choose it: "majeur", "adulte"."""
    spoken: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An article that may answer, with its sentences ready to be said."""

    slug: str
    title: str
    """How the article is offered aloud; fits after "Vous appelez pour": "une carte d'identité"."""
    service: str
    """Slug of the service in charge."""
    score: float
    """Calibrated probability that this is what the caller wants, 0 to 1."""
    spoken: str
    """The answer as written French, placeholders filled; what is long is said in parts."""
    details: str = ""
    """What is said when the caller asks for more; may be empty."""
    text_message: str = ""
    """The short written version with its link; may be empty."""
    topic: str = ""
    """What to give back with the next question, to read "et samedi ?" in the light of this answer."""
    question: str = ""
    """The one question that decides between the variants; empty when the answer is the same for all."""
    variants: tuple[Variant, ...] = ()
    language: str = "fr"
    """Of the sentences; the title is in the language of the question."""
    subject: str = ""
    """The title in French, when it is not in French itself."""

    @property
    def for_agents(self) -> str:
        """The title as agents read and hear it."""
        return self.subject or self.title


@dataclass(frozen=True, kw_only=True)
class AnswersFound(Event):
    """Outcome of FindAnswers."""

    decision: Literal["answer", "confirm", "disambiguate", "none"]
    choices: tuple[Choice, ...] = ()
    """Best first; empty only when the decision is none. Those after the one to be confirmed are what
    it may be when that is refused."""
    reason: str = ""
    """Why, for the people who review calls: phrasing, words and scores."""


@dataclass(frozen=True, kw_only=True)
class OpeningFound(Event):
    """Outcome of OpenNow."""

    open: bool
    sentence: str
    """When the service opens or closes next, as written French."""
    reachable: bool = True
    """Somebody's telephone is declared for this service."""
    overflow: str = ""
    """Slug of the service that stands in for this one when nobody of it can take a call; may be empty."""
    overflow_name: str = ""
    """That service as said aloud."""


TransferOutcome = Literal[
    "answered",
    "busy",
    "no_answer",
    "declined",
    "failed",
    "canceled",
    "hung_up",
    "dropped",
    "taken",
]
"""answered: a person spoke with the caller; hung_up: picked up, then put down without taking the call;
dropped: taken, then cut off; taken: other callers were quicker, and no telephone rang."""


@dataclass(frozen=True, kw_only=True)
class TransferEnded(Event):
    """Outcome of Transfer, once the caller is back on the line or the agent has left."""

    outcome: TransferOutcome


@dataclass(frozen=True, kw_only=True)
class HungUp(Event):
    """The caller left, or the channel vanished for good."""

    reason: str = "caller"
    """caller, or swept: found without a channel by the worker."""


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """Another worker or socket took the call up again. Logged; never answered by a flow."""


EVENTS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        CallStarted,
        Heard,
        Pressed,
        NoInput,
        AnswersFound,
        OpeningFound,
        TransferEnded,
        HungUp,
        Resumed,
    )
}
