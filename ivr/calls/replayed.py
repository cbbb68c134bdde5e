"""A call's log replayed: what each event brought about, and the questions put to the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows.actions import Action, Ask, NoteOutcome, OpenNow, Query
from flows.codec import CodecError, decode_event
from flows.dialogue import Dialogue
from flows.events import AnswersFound, Event, Heard, Pressed
from flows.registry import ANSWERED_BY
from flows.tongues import tongue_of
from flows.town_hall import town_hall
from ivr.calls.log import FlowOf, names

LOOKED_UP = tuple(
    {answer for asked, kinds in ANSWERED_BY.items() if issubclass(asked, Query) for answer in kinds}
)
"""Events that answer a query: the caller took no part in them."""

_AFTER_AN_ANSWER = tuple(f"main.{what}_else" for what in ("anything", "details_or", "where_or", "person_or"))


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


def questions(steps: Iterable[Step]) -> tuple[Question, ...]:
    """The questions of a call, in order, with what came of each.

    Words that were looked up several times before anything was answered are one question: the last look-up
    is the one the caller met.
    """
    found: list[Question] = []
    heard = Heard(text="")
    looked_up = False
    for step in steps:
        event = step.event
        if not isinstance(event, LOOKED_UP):
            looked_up = False
        if isinstance(event, Heard):
            heard = event
            if found and complains(step):
                found[-1] = replace(found[-1], complained=True)
        if isinstance(event, Pressed):
            heard = Heard(text="")
        if isinstance(event, AnswersFound) and not _routes(step):
            if looked_up and not found[-1].topic:
                found.pop()
            found.append(_question(step, event, heard))
            looked_up = True
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


def complains(step: Step) -> bool:
    """Words like "ce n'est pas ça", at the question that follows an answer."""
    asked = step.asked
    return (
        isinstance(step.event, Heard)
        and isinstance(asked, Ask)
        and asked.prompt.startswith(_AFTER_AN_ANSWER)
        and tongue_of(asked.language).did_not_help(step.event.text)
    )
