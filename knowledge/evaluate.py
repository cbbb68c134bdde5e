"""How well questions are understood: shares with their confidence, by subject, and the worst confusions."""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.decision import Match
from knowledge.matching import Matcher
from knowledge.noise import Noise

SEED = 20
_Z = 1.959964
"""Standard deviations that hold 95 % of a normal law."""


Fault = Literal["not_yaml", "not_by_topic", "not_a_list", "not_json"]


class QuestionsError(ValueError):
    """A file of questions that cannot be used: what is wrong, where, and the offending value."""

    def __init__(self, fault: Fault, path: Path, *, line: int = 0, value: str = "") -> None:
        super().__init__(f"{path}: questions cannot be read ({fault}, line {line or '?'}: {value!r}).")
        self.fault = fault
        self.path = path
        self.line = line
        """0 when unknown."""
        self.value = value


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the article that answers it; no article when it is to be refused."""

    text: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """0 to 1; 0 when the whole is empty."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval: where the true share is, whatever the luck of these questions. (0, 1) when
        the whole is empty."""
        if not self.total:
            return 0.0, 1.0
        spread = _Z * _Z / self.total
        middle = (self.value + spread / 2) / (1 + spread)
        variance = self.value * (1 - self.value) / self.total + spread / (4 * self.total)
        reach = _Z * math.sqrt(variance) / (1 + spread)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Questions on one subject taken for another."""

    topic: str
    """The right article; empty for questions to refuse."""
    taken_for: str
    """The article answered or offered; empty when it was refused."""
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the matcher made of a set of questions."""

    noise: float
    """Word error rate that was simulated, 0 to 1."""
    accuracy: Share
    """In scope, whose best candidate is the right one, whatever the decision."""
    coverage: Share
    """In scope, answered without asking."""
    precision: Share
    """Answers given without asking, to any question, that are right."""
    resolved: Share
    """In scope, answered right or with the right article offered."""
    asked_back: Share
    """In scope, confirmed or offered a choice."""
    wrongly_offered: Share
    """In scope, where only wrong articles were offered."""
    refused: Share
    """In scope, refused."""
    strangers_refused: Share
    """Out of scope, refused as they should be."""
    strangers_offered: Share
    """Out of scope, with an article offered."""
    strangers_answered: Share
    """Out of scope, answered: always wrong."""
    topics: dict[str, Share]
    """Resolved questions, by subject."""
    confusions: tuple[Confusion, ...]
    """The most frequent first."""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON: each share as its value, its interval, its count and its total."""
        shares = {
            name: {
                "value": round(share.value, 4),
                "low": round(share.interval[0], 4),
                "high": round(share.interval[1], 4),
                "count": share.count,
                "total": share.total,
            }
            for name, share in self.shares().items()
        }
        return {
            "noise": self.noise,
            **shares,
            "topics": {
                topic: {"resolved": share.count, "total": share.total} for topic, share in self.topics.items()
            },
            "confusions": [
                {
                    "topic": one.topic or None,
                    "taken_for": one.taken_for or None,
                    "count": one.count,
                    "example": one.example,
                }
                for one in self.confusions
            ],
        }

    def shares(self) -> dict[str, Share]:
        """Every share of the whole set, by name."""
        return {name: share for name in SHARES if isinstance(share := getattr(self, name), Share)}


SHARES = (
    "accuracy",
    "coverage",
    "precision",
    "resolved",
    "asked_back",
    "wrongly_offered",
    "refused",
    "strangers_refused",
    "strangers_offered",
    "strangers_answered",
)


def offered(match: Match) -> tuple[str, ...]:
    """The slugs the caller hears of: the answer, the one to confirm, those to choose from, or none."""
    slugs = tuple(candidate.slug for candidate in match.candidates)
    if match.decision == "disambiguate":
        return slugs
    return slugs[:1] if match.decision in ("answer", "confirm") else ()


def evaluate(matcher: Matcher, questions: Sequence[Question], noise: float = 0.0, seed: int = SEED) -> Report:
    """What the matcher makes of these questions, misheard at that word error rate (0 to 1).

    The same seed gives the same errors. Raises ValueError on a rate out of range.
    """
    hearing = Noise([*matcher.understanding.corpus, *(question.text for question in questions)])
    rng = random.Random(seed)  # noqa: S311 (no secret is drawn from it)
    counts: Counter[str] = Counter()
    topics: dict[str, list[bool]] = defaultdict(list)
    confusions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for question in questions:
        heard = hearing.corrupt(question.text, noise, rng) if noise else question.text
        match = matcher.match(heard)
        slugs = offered(match)
        answered = match.decision == "answer"
        if question.topic is None:
            counts["strangers"] += 1
            counts["strangers answered" if answered else "strangers offered"] += bool(slugs)
            if slugs:
                confusions["", slugs[0]].append(heard)
            continue
        right = question.topic in slugs
        counts["known"] += 1
        counts["accurate"] += bool(match.candidates) and match.candidates[0].slug == question.topic
        counts["resolved"] += right
        counts["answered"] += answered
        counts["answered right"] += answered and right
        counts["asked back"] += bool(slugs) and not answered
        counts["wrongly offered"] += bool(slugs) and not answered and not right
        topics[question.topic].append(right)
        if not right:
            confusions[question.topic, slugs[0] if slugs else ""].append(heard)
    known, strangers = counts["known"], counts["strangers"]
    strangers_touched = counts["strangers answered"] + counts["strangers offered"]
    return Report(
        noise=noise,
        accuracy=Share(counts["accurate"], known),
        coverage=Share(counts["answered"], known),
        precision=Share(counts["answered right"], counts["answered"] + counts["strangers answered"]),
        resolved=Share(counts["resolved"], known),
        asked_back=Share(counts["asked back"], known),
        wrongly_offered=Share(counts["wrongly offered"], known),
        refused=Share(known - counts["answered"] - counts["asked back"], known),
        strangers_refused=Share(strangers - strangers_touched, strangers),
        strangers_offered=Share(counts["strangers offered"], strangers),
        strangers_answered=Share(counts["strangers answered"], strangers),
        topics={topic: Share(sum(rights), len(rights)) for topic, rights in sorted(topics.items())},
        confusions=tuple(
            Confusion(topic, taken_for, len(texts), texts[0])
            for (topic, taken_for), texts in sorted(
                confusions.items(), key=lambda one: (-len(one[1]), one[0])
            )
        ),
    )


def read_questions(path: Path) -> list[Question]:
    """Questions from a file: JSON lines {"text", "topic"}, the topic null or absent when it is to be
    refused; or YAML, phrases listed under their topic, `null` likewise. Raises QuestionsError, OSError."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".yaml", ".yml"):
        return list(_from_yaml(path, text))
    return list(_from_json_lines(path, text))


def _from_yaml(path: Path, text: str) -> Iterable[Question]:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise QuestionsError("not_yaml", path, value=" ".join(str(error).split())) from error
    if not isinstance(document, dict):
        raise QuestionsError("not_by_topic", path)
    for topic, phrases in document.items():
        if not isinstance(phrases, list):
            raise QuestionsError("not_a_list", path, value=str(topic))
        for phrase in phrases:
            yield Question(str(phrase), None if topic is None else str(topic))


def _from_json_lines(path: Path, text: str) -> Iterable[Question]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            yield Question(str(given["text"]), given.get("topic"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionsError("not_json", path, line=number, value=line[:80]) from error
