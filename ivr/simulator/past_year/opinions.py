"""What reviewers would have said of invented calls: they know the truth, and may change their minds."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from ivr.calls.replayed import Question
from ivr.calls.reviews import Verdict

REVIEWED = 0.05
"""Share of the calls with a question that somebody listened to again."""
CHANGED_MINDS = 0.04
_REVIEWERS = ("Claire Fontaine", "Malik Haddad")


def opinions(
    call: Mapping[str, Any],
    asked: Iterable[Question],
    truths: Mapping[str, str],
    now: float,
    chance: random.Random,
) -> list[dict[str, Any]]:
    """Rows of `reviews` for a call; most calls have none."""
    asked = [question for question in asked if question.text]
    if not asked or chance.random() > REVIEWED:
        return []
    rows = []
    for question in asked:
        truth = truths.get(question.text, "")
        verdict = _verdict(question, truth)
        at = min(now, call["started_at"] + chance.uniform(0.2, 6) * 86_400.0)
        row = {
            "call_id": call["id"],
            "seq": question.seq,
            "verdict": verdict.value,
            "should_be": truth if verdict is Verdict.SHOULD_BE else "",
            "by": chance.choice(_REVIEWERS),
            "at": at,
            "text": question.text,
            "decision": question.decision,
            "topic": question.topic,
            "asked_at": call["started_at"] + question.at,
        }
        if chance.random() < CHANGED_MINDS:
            rows.append({**row, "verdict": Verdict.WRONG.value, "should_be": "", "at": at - 60.0})
        rows.append(row)
    return rows


def _verdict(question: Question, truth: str) -> Verdict:
    if question.topic == truth:
        return Verdict.RIGHT
    if truth:
        return Verdict.SHOULD_BE
    return Verdict.WRONG if question.topic else Verdict.NOT_A_QUESTION
