"""What is done with a question: answer, make sure, offer a choice, or say that it was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from knowledge.calibration import Thresholds

OFFERED = 3
"""Most articles offered in one sentence: a caller does not keep four in mind."""

Decision = Literal["answer", "confirm", "disambiguate", "none"]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Why an article came up, for the people who review calls."""

    phrasing: str
    """Its phrasing nearest to what was said."""
    words: tuple[str, ...]
    """The words said that speak for it, the most telling first."""
    scores: Mapping[str, float]
    """Its partial scores, by name; see `understanding.FOR`."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An article that may be the one."""

    slug: str
    title: str
    service: str
    score: float
    """Probability that this is what the caller wants, 0 to 1."""
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Sure enough to answer at once."""

    candidates: tuple[Candidate, ...]
    """Best first; the first is the answer, the others came next."""
    decision: ClassVar[Decision] = "answer"


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """Nearly sure: "Vous voulez savoir…, c'est bien ça ?"."""

    candidates: tuple[Candidate, ...]
    """Best first; the first is to be confirmed."""
    decision: ClassVar[Decision] = "confirm"


@dataclass(frozen=True, kw_only=True)
class Disambiguate:
    """Two or three come close: "plutôt A, ou plutôt B ?"."""

    candidates: tuple[Candidate, ...]
    """Those to offer, best first: two, or `OFFERED`."""
    decision: ClassVar[Decision] = "disambiguate"


@dataclass(frozen=True, kw_only=True)
class NoMatch:
    """Not a question the town hall answers, or not understood."""

    candidates: tuple[Candidate, ...] = ()
    """What came nearest, best first, for the people who review calls; not to be offered."""
    decision: ClassVar[Decision] = "none"


Match = Answer | Confirm | Disambiguate | NoMatch


def decide(candidates: tuple[Candidate, ...], least: Thresholds) -> Match:
    """The decision for these candidates, best first."""
    if not candidates:
        return NoMatch()
    best = candidates[0].score
    if best >= least.answer:
        return Answer(candidates=candidates)
    close = tuple(one for one in candidates[:OFFERED] if one.score >= least.close * best)
    if len(close) > 1 and sum(one.score for one in close) >= least.choose:
        return Disambiguate(candidates=close)
    if best >= least.confirm:
        return Confirm(candidates=candidates)
    return NoMatch(candidates=candidates)
