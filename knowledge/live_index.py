"""The matcher kept up to date behind callers' backs: the old one serves until the new one is ready."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.articles import Article

log = logging.getLogger(__name__)


class Evidence(Protocol):
    """Why an article is proposed."""

    @property
    def phrasing(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...


class Candidate(Protocol):
    """An article a matcher proposes."""

    @property
    def slug(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def evidence(self) -> Evidence: ...


class Match(Protocol):
    """What a matcher makes of a question."""

    @property
    def decision(self) -> str: ...
    @property
    def candidates(self) -> Sequence[Candidate]: ...


class Matcher(Protocol):
    """An immutable index over some articles."""

    def match(
        self, text: str, alternatives: Sequence[str] = ..., confidences: Sequence[float] = ...
    ) -> Match: ...


MatcherFactory = Callable[[Sequence[Article], Sequence[str]], Matcher]
"""Builds a matcher from articles and from phrases the town refuses; may take seconds. Called in a thread of
its own, never twice at once."""

Overlay = Callable[[Matcher, Sequence[Article], Sequence[str]], Matcher]
"""Lays articles just changed, and phrases just refused, over a matcher that has not learnt them; takes
milliseconds."""


@dataclass(frozen=True)
class Lesson:
    """What a matcher is built from."""

    articles: tuple[Article, ...]
    refused: tuple[str, ...] = ()


class LiveIndex:
    """A matcher over the articles last given."""

    def __init__(
        self,
        factory: MatcherFactory,
        articles: Sequence[Article],
        overlay: Overlay,
        refused: Sequence[str] = (),
    ) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._built = Lesson(tuple(articles), tuple(refused))
        self._wanted: Lesson | None = None
        self._building: threading.Thread | None = None
        self._overlay = overlay
        self._learnt, self._learnt_from = factory(articles, self._built.refused), self._built
        self.matcher = self._learnt
        """What answers now: the learnt matcher, with what was written since laid over it."""

    def follow(self, articles: Sequence[Article], refused: Sequence[str] = ()) -> None:
        """Have the matcher rebuilt for these articles, unless it was built for the same."""
        with self._lock:
            lesson = Lesson(tuple(articles), tuple(refused))
            if self._building is None and lesson == self._built:
                return
            self._wanted = lesson
            self.matcher = self._overlaid(lesson)
            if self._building is None:
                self._building = threading.Thread(target=self._build, name="matcher", daemon=True)
                self._building.start()

    def wait(self, seconds: float) -> bool:
        """Wait for a rebuild going on; whether the matcher is up to date."""
        building = self._building
        if building is not None:
            building.join(seconds)
        return self._building is None

    def _overlaid(self, lesson: Lesson) -> Matcher:
        known, refused = frozenset(self._learnt_from.articles), frozenset(self._learnt_from.refused)
        changed = [article for article in lesson.articles if article not in known]
        new = [phrase for phrase in lesson.refused if phrase not in refused]
        return self._overlay(self._learnt, changed, new) if changed or new else self._learnt

    def _build(self) -> None:
        while True:
            with self._lock:
                lesson, self._wanted = self._wanted, None
                if lesson is None:
                    self._building = None
                    return
                # Taken as built even when it fails: trying the same articles again would fail again.
                self._built = lesson
            try:
                learnt = self._factory(lesson.articles, lesson.refused)
                with self._lock:
                    self._learnt, self._learnt_from = learnt, lesson
                    if self._wanted is None:
                        self.matcher = learnt
            except Exception:
                log.exception("The matcher could not be rebuilt; the former one goes on answering.")
