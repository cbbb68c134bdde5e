"""Past questions asked again of a changed base: what is won, what is lost, what stays. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["won", "lost", "changed", "same", "added"]
"""`added`: a wording of the change itself, which nobody needs to have asked."""

_SURENESS = {"none": 0, "disambiguate": 1, "confirm": 2, "answer": 3}
"""Decisions, from the least to the most sure."""


@dataclass(frozen=True)
class Outcome:
    """What the line does with a question."""

    decision: str
    """none, disambiguate, confirm, answer."""
    slugs: tuple[str, ...] = ()
    """The articles answered or offered, best first."""


@dataclass(frozen=True)
class PastQuestion:
    """A question citizens asked."""

    text: str
    count: int = 1
    """How often it was asked in these words."""
    right: str | None = None
    """The article known to answer it: the caller said yes, or somebody reviewed the call. Empty: it is not
    the town hall's. None: nobody said."""


@dataclass(frozen=True)
class Replayed:
    """One question before and after."""

    question: PastQuestion
    before: Outcome
    after: Outcome
    verdict: Verdict

    @property
    def understood(self) -> bool:
        """Does the right answer come, at once or after a yes?"""
        if not self.question.right:
            return self.after.decision == "none"
        sure = self.after.decision in ("answer", "confirm")
        return sure and self.after.slugs[:1] == (self.question.right,)


def replay(
    questions: Iterable[PastQuestion],
    before: Callable[[str], Outcome],
    after: Callable[[str], Outcome],
    progress: Callable[[int], None] = lambda done: None,
) -> list[Replayed]:
    """Every question asked of both bases, in order. `progress` is told how many are done."""
    replayed = []
    for done, question in enumerate(questions, start=1):
        one, other = before(question.text), after(question.text)
        replayed.append(Replayed(question, one, other, verdict(one, other, question.right)))
        progress(done)
    return replayed


def verdict(before: Outcome, after: Outcome, right: str | None = None) -> Verdict:
    """What a change is worth for one question.

    When the right article is known, it is won when the line comes nearer to it, lost when it goes further
    away. Otherwise an answer where there was none is won, a surer one too; the contrary is lost; another
    article than before is for people to judge.
    """
    if before == after:
        return "same"
    if right is not None:
        one, other = _worth(before, right), _worth(after, right)
        return "same" if one == other else "won" if other > one else "lost"
    sureness = _SURENESS[after.decision] - _SURENESS[before.decision]
    if before.slugs and after.slugs and before.slugs[0] != after.slugs[0]:
        return "changed"
    if not sureness:  # the same article first: what is offered behind it matters little
        return "same"
    return "won" if sureness > 0 else "lost"


def _worth(outcome: Outcome, right: str) -> int:
    """How near an outcome is to the right one, from -2 (another answer) to 3."""
    sureness = _SURENESS[outcome.decision]
    if not right:
        return 3 if outcome.decision == "none" else 0 - (2 if outcome.decision == "answer" else 1)
    if outcome.decision == "disambiguate":
        return 1 if right in outcome.slugs else -1
    if outcome.slugs[:1] == (right,):
        return sureness
    return {"answer": -2, "confirm": -1}.get(outcome.decision, 0)
