"""What a scripted caller does and expects, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.simulator.leg import Fault
from ivr.simulator.utterances import Utterance


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a script."""

    line: int
    """In its file, from 1."""
    source: str
    """As written there: "asks: main.question"."""


@dataclass(frozen=True, kw_only=True)
class Hears(Step):
    """The line says this prompt, or one of several."""

    prompts: tuple[str, ...]
    words: str = ""
    """Words that somebody who listens must recognise in what was played."""
    with_words: str = ""
    """Words that must be in the sentence: the name, the number or the place it reads back."""


@dataclass(frozen=True, kw_only=True)
class Asks(Hears):
    """The line asks this question, and listens."""


@dataclass(frozen=True, kw_only=True)
class Answers(Step):
    """The line answers with this article."""

    slug: str


@dataclass(frozen=True, kw_only=True)
class Transfers(Step):
    """The line puts the caller through."""

    service: str
    outcome: str = "answered"
    whispered: bool = False
    """An agent heard who calls and why before the caller."""


@dataclass(frozen=True, kw_only=True)
class LeavesMessage(Step):
    """The line takes down a message for a service."""

    service: str
    words: str = ""
    """Words that must be in it."""


@dataclass(frozen=True, kw_only=True)
class SendsText(Step):
    """The line promises the caller an SMS."""

    words: str = ""
    """Words that must be in it, or the name of the sentence it is made from."""


@dataclass(frozen=True, kw_only=True)
class Speaks(Step):
    """The caller speaks; None: says nothing where something was expected."""

    utterance: Utterance | None
    over_seconds: float | None = None
    """Begins over the prompt, once so much of it was heard; None: waits for the line to finish."""
    stops_within: float | None = None
    """Seconds of speech after which the line must have stopped talking."""


@dataclass(frozen=True, kw_only=True)
class IfAsked(Step):
    """Should the line ask this question next, the caller answers it; otherwise nothing happens."""

    prompt: str
    utterance: Utterance | None = None
    """None: keys are pressed instead."""
    keys: str = ""


@dataclass(frozen=True, kw_only=True)
class Presses(Step):
    """The caller presses keys."""

    keys: str
    over_seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class GivesReference(Step):
    """The caller keys the number that the line told them to note: an appointment's, a report's."""


@dataclass(frozen=True, kw_only=True)
class StaysSilent(Step):
    """The caller says nothing for a while."""

    seconds: float


@dataclass(frozen=True, kw_only=True)
class Signals(Step):
    """The caller has come this far: the script's other calls learn it."""

    name: str


@dataclass(frozen=True, kw_only=True)
class WaitsFor(Step):
    """The caller says nothing until another call of the script has given this signal."""

    name: str


@dataclass(frozen=True, kw_only=True)
class HangsUp(Step):
    """The caller puts the receiver down."""

    over_seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Drops(Step):
    """Something happens to the network."""

    fault: Fault
    over_seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Ends(Step):
    """The line ends the call, and its record says how it went."""

    outcome: str
