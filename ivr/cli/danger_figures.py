"""How well emergencies are heard, over sentences that nothing was learnt from. Counts, never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.actions import FindAnswers
from flows.ask import Talk
from flows.commands import Command
from flows.emergencies.doubt import doubtful, is_alarming
from flows.events import AnswersFound, CallStarted
from ivr.cli.danger_learning import HARMLESS, Sentence
from knowledge.decision import Answer
from knowledge.demonstration import load_demonstration_english
from knowledge.english.matching import EnglishMatcher, decide
from knowledge.shipped import build_matcher

TOLD, ASKED, NOTHING = "told", "asked", "nothing"
"""The number to dial at once; the question whether anybody is in danger; neither."""
_OPEN_QUESTION = "main.question"

Sure = Callable[[str], bool]
"""Is the matcher sure of a subject?"""


@dataclass
class Figures:
    """What became of the sentences of one language."""

    emergencies: Counter[str] = field(default_factory=Counter)
    near_misses: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    """Questions to a town hall."""
    others: Counter[str] = field(default_factory=Counter)
    """Questions that a town hall does not answer."""
    right_number: int = 0
    """Emergencies told at once or asked about whose number is the right one."""


def figures(
    language: str, told: Sequence[Sentence], questions: Sequence[str], others: Sequence[str], sure: Sure
) -> Figures:
    """What the line makes of sentences with their kind, and of questions: a town hall's, and others."""
    found = Figures()
    talk = Talk(CallStarted(languages=(language,)))
    for one in told:
        became = met(talk, one.text, sure)
        (found.near_misses if one.kind == HARMLESS else found.emergencies)[became] += 1
        if one.danger and became != NOTHING:
            found.right_number += NUMBER[talk.tongue.emergency_kind(one.text)] in ("112", NUMBER[one.kind])
    found.questions.update(met(talk, text, sure) for text in questions)
    found.others.update(met(talk, text, sure) for text in others)
    return found


NUMBER = {
    "medical": "15",
    "fire": "18",
    "police": "17",
    "violence": "17",
    "distress": "3114",
    "child": "119",
    "shelter": "115",
    "any": "112",
}
"""The first number that each kind of emergency is told."""


def met(talk: Talk, text: str, sure: Sure) -> str:
    """What the line does with a sentence said at its open question."""
    if talk.tongue.command(text) is Command.EMERGENCY or is_alarming(talk, _OPEN_QUESTION, text):
        return TOLD
    doubts = doubtful(talk, _OPEN_QUESTION, text)
    try:
        query = next(doubts)
        if not isinstance(query, FindAnswers):
            raise TypeError(f"{type(query).__name__} is asked for, where answers were expected.")
        doubts.send(AnswersFound(decision="answer" if sure(text) else "none"))
    except StopIteration as end:
        return ASKED if end.value else NOTHING
    raise RuntimeError("More than the subject is asked for before the caller is.")


def matcher_of(language: str, cache: Path) -> Sure:
    """The demonstration articles' matcher, and when it is sure."""
    if language == "en":
        english = EnglishMatcher(load_demonstration_english())
        return lambda text: decide(english.match(text))[0] == "answer"
    french = build_matcher(cache=cache)
    return lambda text: isinstance(french.match(text).decision, Answer)
