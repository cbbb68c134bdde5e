"""What is wrong in the street: the kind of problem these words report, and whether somebody is in danger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flows.collect.words import bare


@dataclass(frozen=True)
class Problem:
    """A kind of problem that citizens report."""

    slug: str
    title: str
    """Fits after "un signalement pour": "une panne d'éclairage"."""
    service: str
    """Slug of the service in charge."""
    asks_danger: bool
    """Somebody may be in danger: it is asked first."""


def problem_in(text: str) -> Problem | None:
    """The kind of problem a text speaks of; None when it names none.

    The kind that most words name wins; between equals, the one named by the longest wording, then the first.
    """
    words = bare(text)
    ranked = [
        (len(found), max(len(match[0]) for match in found), -found[0].start(), problem)
        for problem, pattern in _problems()
        if (found := list(pattern.finditer(words)))
    ]
    return max(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def problem_called(slug: str) -> Problem:
    """The kind of problem with this slug; the kind for all others when none has it any more."""
    return next((problem for problem, _ in _problems() if problem.slug == slug), other_problem())


def other_problem() -> Problem:
    """What belongs to no other kind."""
    return Problem(**_catalogue()["other"])


def says_danger(text: str) -> bool:
    """Do these words say that somebody may be hurt?"""
    danger, none = _danger()
    words = bare(text)
    return bool(danger.search(words)) and not none.search(words)


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("problems_fr.toml").read_text(encoding="utf-8"))


@cache
def _problems() -> tuple[tuple[Problem, re.Pattern[str]], ...]:
    known = []
    for entry in _catalogue()["problem"]:
        fields = dict(entry)
        pattern = _any_of(fields.pop("words"))
        known.append((Problem(**fields), pattern))
    return tuple(known)


@cache
def _danger() -> tuple[re.Pattern[str], re.Pattern[str]]:
    danger = _catalogue()["danger"]
    return _any_of(danger["words"]), _any_of(danger["none"])


def _any_of(wordings: Iterable[str]) -> re.Pattern[str]:
    """Any of these wordings, each with whatever ending: "lampadaire" finds "lampadaires"."""
    longest_first = sorted(wordings, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:e?s|x|ent|ant|er|ee?s?)?\b")
