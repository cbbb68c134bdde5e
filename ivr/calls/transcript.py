"""A call read again, turn by turn: its log replayed, so that what was said comes back with what was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flows.actions import Action, Ask, Deed, NoteOutcome, OpenNow, Query, Say, Transfer
from flows.codec import CodecError, decode_event
from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Event, Heard, HungUp, NoInput, Pressed, TransferEnded
from flows.registry import ANSWERED_BY
from flows.tongues import tongue_of
from flows.town_hall import town_hall
from ivr.calls.log import FlowOf, names

_LOOKED_UP = tuple(
    {answer for asked, kinds in ANSWERED_BY.items() if issubclass(asked, Query) for answer in kinds}
)
"""Events that answer a query: the caller took no part in them."""

_AFTER_AN_ANSWER = ("main.anything_else", "main.details_or_else")

WordsOf = Callable[[Say], str]
"""A prompt as it is written on a screen; may raise LookupError for one that the catalogue has lost."""

_Action = TypeVar("_Action", bound=Action)


@dataclass(frozen=True)
class Step:
    """One event of the log with what it brought about when it was replayed."""

    seq: int
    event: Event
    actions: tuple[Action, ...] = ()
    """Empty when the flow has changed since, and what followed can no longer be known."""
    asked: Action | None = None
    """What the flow was waiting on when the event came."""


@dataclass(frozen=True)
class Replay:
    """A call's steps, and how far they could be replayed."""

    steps: tuple[Step, ...]
    changed_at: int | None = None
    """The first event from which the flow no longer does what it did; None: it still does."""


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
        """started, heard, pressed, silence, transferred, hung_up, or other."""
        return _KINDS.get(type(self.event), "other")

    @property
    def heard(self) -> Heard | None:
        """What the caller said; None when it was something else than words."""
        return self.event if isinstance(self.event, Heard) else None

    @property
    def found(self) -> Lookup | None:
        """The first question to the knowledge base that these words became."""
        return next((one for one in self.lookups if isinstance(one.answer, AnswersFound)), None)


_KINDS: Mapping[type[Event], str] = {
    CallStarted: "started",
    Heard: "heard",
    Pressed: "pressed",
    NoInput: "silence",
    TransferEnded: "transferred",
    HungUp: "hung_up",
}


@dataclass(frozen=True)
class Question:
    """One question put to the knowledge base, and what the caller met."""

    seq: int
    at: float
    """Seconds since the call began."""
    text: str
    """The caller's words, lower case; empty when a key chose the article."""
    confidence: float
    """Of the ears, 0 to 1."""
    decision: str
    """answer, confirm, disambiguate or none."""
    topic: str
    """Slug of the article said in the end; empty when none was."""
    best: str
    """Slug of the likeliest article, said or not; empty when there was none."""
    score: float
    """Its calibrated probability, 0 to 1; 0 when there was none."""
    service: str
    """Of the article said, else of the likeliest."""
    reason: str
    complained: bool
    """The caller said that it was not the right answer."""


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


def replay(rows: Iterable[Mapping[str, Any]], flow: FlowOf = town_hall) -> Replay:
    """The steps of a call from its rows of `call_events`, in order.

    Never raises: a row that cannot be read is left out, and what an older flow said is left empty.
    """
    dialogue = Dialogue(flow)
    steps: list[Step] = []
    changed_at: int | None = None
    for row in rows:
        try:
            event = decode_event(row["type"], row["data"])
        except CodecError:
            changed_at = changed_at or row["seq"]
            continue
        if changed_at is not None:
            steps.append(Step(row["seq"], event))
            continue
        asked = dialogue.waiting_for
        try:
            actions = tuple(dialogue.handle(event))
        except Exception:  # an older log may take today's flow where it cannot go
            actions = ()
            changed_at = row["seq"]
        if names(actions) != row["actions"]:
            changed_at, actions = row["seq"], ()
        steps.append(Step(row["seq"], event, actions, asked))
    return Replay(tuple(steps), changed_at)


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


def questions(steps: Iterable[Step]) -> tuple[Question, ...]:
    """The questions of a call, in order, with what came of each."""
    found: list[Question] = []
    heard = Heard(text="")
    for step in steps:
        event = step.event
        if isinstance(event, Heard):
            heard = event
            if found and _complains(step):
                found[-1] = replace(found[-1], complained=True)
        if isinstance(event, Pressed):
            heard = Heard(text="")
        if isinstance(event, AnswersFound) and not _routes(step):
            found.append(_question(step, event, heard))
        for action in step.actions:
            if isinstance(action, NoteOutcome) and action.outcome == "answered" and action.topic and found:
                found[-1] = replace(found[-1], topic=action.topic)
    return tuple(found)


def _question(step: Step, event: AnswersFound, heard: Heard) -> Question:
    best = event.choices[0] if event.choices else None
    text = getattr(step.asked, "text", heard.text)
    return Question(
        seq=step.seq,
        at=event.at,
        text=text,
        confidence=round(heard.confidence, 3),
        decision=event.decision,
        topic="",
        best=best.slug if best else "",
        score=best.score if best else 0.0,
        service=best.service if best else "",
        reason=event.reason,
        complained=False,
    )


def _routes(step: Step) -> bool:
    """The words of somebody who wants a person were looked up for the right service, not for an answer."""
    return bool(step.actions) and isinstance(step.actions[0], OpenNow)


def _turns(steps: Iterable[Step], words_of: WordsOf) -> Iterator[Turn]:
    """Steps gathered: an event of the line, with the look-ups it caused and all that was said after them."""
    gathered: list[Step] = []
    for step in steps:
        if gathered and not isinstance(step.event, _LOOKED_UP):
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
        lookups=tuple(_lookup(step) for step in steps if isinstance(step.event, _LOOKED_UP)),
        said=tuple(_said(action, words_of) for action in _of(actions, Say)),
        deeds=tuple(_of(actions, Deed)),
        transfer=next(_of(actions, Transfer), None),
        outcomes=tuple(_of(actions, NoteOutcome)),
        complains=_complains(first),
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


def _complains(step: Step) -> bool:
    """Words like "ce n'est pas ça", at the question that follows an answer."""
    asked = step.asked
    return (
        isinstance(step.event, Heard)
        and isinstance(asked, Ask)
        and asked.prompt.startswith(_AFTER_AN_ANSWER)
        and tongue_of(asked.language).did_not_help(step.event.text)
    )
