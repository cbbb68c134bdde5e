"""Holding one invented call: the real dialogue, an invented caller, and a clock that only they know."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from flows.actions import Action, Ask, Query, Say, Transfer
from flows.dialogue import Dialogue, Flow
from flows.events import AnswersFound, CallStarted, Event, Heard, HungUp, NoInput, TransferEnded
from ivr.calls.replayed import Step
from ivr.simulator.past_year.conduct import Caller
from ivr.simulator.past_year.town_answers import TownAnswers

LETTERS_A_SECOND = 15.0
"""How fast people and the line speak."""
MOST_EVENTS = 80


@dataclass(frozen=True)
class Held:
    """A call that was held to its end."""

    id: str
    caller: str
    channel: str
    began: float
    """Seconds since the epoch."""
    steps: tuple[Step, ...]


def hold(
    call_id: str,
    started: CallStarted,
    began: datetime,
    flow: Callable[[CallStarted], Flow],
    person: Caller,
    town: TownAnswers,
    length_of: Callable[[Say], int],
    chance: random.Random,
) -> Held:
    """Hold a call. `length_of`: letters of a sentence as it is said."""
    dialogue, steps, at = Dialogue(flow), [], 0.0

    def take(event: Event) -> list[Action]:
        nonlocal at
        asked = dialogue.waiting_for
        event = replace(event, at=round(at, 3))
        actions = dialogue.handle(event)
        steps.append(Step(dialogue.seq, event, tuple(actions), asked))
        at += sum(length_of(action) for action in actions if isinstance(action, Say)) / LETTERS_A_SECOND
        return actions

    take(started)
    while not dialogue.ended and len(steps) < MOST_EVENTS:
        waited = dialogue.waiting_for
        if isinstance(waited, Query):
            at += 0.02
            take(_looked_up(waited, person, town, began))
        elif isinstance(waited, Transfer):
            ended = town.ring(waited)
            at += chance.uniform(60, 420) if ended.outcome == "answered" else chance.uniform(8, 24)
            take(ended)
            if isinstance(ended, TransferEnded) and ended.outcome == "answered" and not dialogue.ended:
                take(HungUp())
        elif isinstance(waited, Ask):
            event = person.reply(waited)
            at += _seconds(event, waited, chance)
            take(event)
        else:
            take(HungUp())
    if not dialogue.ended:
        take(HungUp())
    return Held(call_id, started.caller, started.channel, began.timestamp(), tuple(steps))


def _looked_up(query: Query, person: Caller, town: TownAnswers, began: datetime) -> Event:
    text = getattr(query, "text", "")
    mine = person.current is not None and text in (person.current.heard, person.current.said)
    answer = town.answer(query, person.current.found if mine and person.current else None, began)
    if isinstance(answer, AnswersFound):
        person.learns(answer)
    return answer


def _seconds(event: Event, ask: Ask, chance: random.Random) -> float:
    """How long the caller took."""
    if isinstance(event, NoInput):
        return ask.silence_seconds
    spoken = len(event.text) / LETTERS_A_SECOND if isinstance(event, Heard) else 0.5
    return chance.uniform(0.6, 2.5) + spoken
