"""A call read again, turn by turn: what was said beside what was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flows.actions import Action, Ask, Deed, NoteOutcome, Query, Say, Transfer
from flows.events import (
    CallStarted,
    Event,
    Heard,
    HungUp,
    NoInput,
    Pressed,
    Resumed,
    TransferEnded,
)
from flows.routing import AgentFreed, QueueEnded, QueueMoved
from ivr.calls.replayed import LOOKED_UP, Question, Replay, Step, complains, questions

WordsOf = Callable[[Say], str]
"""A prompt as it is written on a screen; may raise LookupError for one that the catalogue has lost."""

_Action = TypeVar("_Action", bound=Action)


@dataclass(frozen=True)
class Said:
    """A sentence the line said."""

    prompt: str
    text: str
    asks: bool
    """The line listened after it."""


@dataclass(frozen=True)
class Lookup:
    """A question the flow put to the rest of the house, and the answer."""

    seq: int
    """Of the answer in the log: what a review of a question is about."""
    query: Query | None
    """None when the flow has changed since."""
    answer: Event


@dataclass(frozen=True)
class Turn:
    """One thing that happened on the line, and everything it led to."""

    seq: int
    event: Event
    lookups: tuple[Lookup, ...] = ()
    said: tuple[Said, ...] = ()
    deeds: tuple[Deed, ...] = ()
    transfer: Transfer | None = None
    outcomes: tuple[NoteOutcome, ...] = ()
    complains: bool = False
    """The caller says that the answer before was not the right one."""
    ends: bool = False
    """Nothing more was said."""

    @property
    def at(self) -> float:
        """Seconds since the call began."""
        return self.event.at

    @property
    def clock(self) -> str:
        """The same as minutes and seconds: "1:07"."""
        return f"{int(self.at) // 60}:{int(self.at) % 60:02}"

    @property
    def kind(self) -> str:
        """started, heard, pressed, silence, transferred, hung_up, resumed; moved, freed, gave_up while the
        caller waits for an agent; or other."""
        return _KINDS.get(type(self.event), "other")

    @property
    def heard(self) -> Heard | None:
        """What the caller said; None when it was something else than words."""
        return self.event if isinstance(self.event, Heard) else None


_KINDS: Mapping[type[Event], str] = {
    CallStarted: "started",
    Heard: "heard",
    Pressed: "pressed",
    NoInput: "silence",
    TransferEnded: "transferred",
    HungUp: "hung_up",
    Resumed: "resumed",
    QueueMoved: "moved",
    AgentFreed: "freed",
    QueueEnded: "gave_up",
}


@dataclass(frozen=True)
class Transcript:
    """A whole call, ready to be read."""

    turns: tuple[Turn, ...] = ()
    changed_at: int | None = None
    """From this event on, what the line said is no longer known: its flow was changed since."""
    caller: str = ""
    channel: str = ""
    local_time: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def erased(self) -> bool:
        """Nothing is left of the words: they were too old, or somebody asked for it."""
        return not self.turns


def transcript(replayed: Replay, words_of: WordsOf) -> Transcript:
    """The conversation of a replayed call."""
    turns = tuple(_turns(replayed.steps, words_of))
    started = next(
        (step.event for step in replayed.steps if isinstance(step.event, CallStarted)), CallStarted()
    )
    return Transcript(
        turns=turns,
        changed_at=replayed.changed_at,
        caller=started.caller,
        channel=started.channel,
        local_time=started.local_time,
        questions=questions(replayed.steps),
    )


def _turns(steps: Iterable[Step], words_of: WordsOf) -> Iterator[Turn]:
    """Steps gathered: an event of the line, with the look-ups it caused and all that was said after them."""
    gathered: list[Step] = []
    for step in steps:
        if gathered and not isinstance(step.event, LOOKED_UP):
            yield _turn(gathered, words_of)
            gathered = []
        gathered.append(step)
    if gathered:
        yield _turn(gathered, words_of)


def _turn(steps: list[Step], words_of: WordsOf) -> Turn:
    first = steps[0]
    actions = [action for step in steps for action in step.actions]
    return Turn(
        seq=first.seq,
        event=first.event,
        lookups=tuple(_lookup(step) for step in steps if isinstance(step.event, LOOKED_UP)),
        said=tuple(_said(action, words_of) for action in _of(actions, Say)),
        deeds=tuple(_of(actions, Deed)),
        transfer=next(_of(actions, Transfer), None),
        outcomes=tuple(_of(actions, NoteOutcome)),
        complains=complains(first),
        ends=any(type(action).__name__ == "HangUp" for action in actions) or isinstance(first.event, HungUp),
    )


def _lookup(step: Step) -> Lookup:
    return Lookup(step.seq, step.asked if isinstance(step.asked, Query) else None, step.event)


def _of(actions: Iterable[Action], kind: type[_Action]) -> Iterator[_Action]:
    return (action for action in actions if isinstance(action, kind))


def _said(action: Say, words_of: WordsOf) -> Said:
    try:
        text = words_of(action)
    except (LookupError, ValueError):
        text = str(action.values.get("text", f"[{action.prompt}]"))
    return Said(action.prompt, text, isinstance(action, Ask))
