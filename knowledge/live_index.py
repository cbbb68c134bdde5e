"""The matcher kept up to date behind callers' backs: the old one serves until the new one is ready."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
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


MatcherFactory = Callable[[Sequence[Article]], Matcher]
"""Builds a matcher; may take seconds. Called in a thread of its own, never twice at once."""

Overlay = Callable[[Matcher, Sequence[Article]], Matcher]
"""Lays articles just changed over a matcher that has not learnt them; takes milliseconds."""


class LiveIndex:
    """A matcher over the articles last given."""

    def __init__(self, factory: MatcherFactory, articles: Sequence[Article], overlay: Overlay) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._built = tuple(articles)
        self._wanted: tuple[Article, ...] | None = None
        self._building: threading.Thread | None = None
        self._overlay = overlay
        self._learnt, self._learnt_from = factory(articles), frozenset(articles)
        self.matcher = self._learnt
        """What answers now: the learnt matcher, with what was written since laid over it."""

    def follow(self, articles: Sequence[Article]) -> None:
        """Have the matcher rebuilt for these articles, unless it was built for the same."""
        with self._lock:
            if self._building is None and tuple(articles) == self._built:
                return
            self._wanted = tuple(articles)
            changed = [article for article in articles if article not in self._learnt_from]
            self.matcher = self._overlay(self._learnt, changed) if changed else self._learnt
            if self._building is None:
                self._building = threading.Thread(target=self._build, name="matcher", daemon=True)
                self._building.start()

    def wait(self, seconds: float) -> bool:
        """Wait for a rebuild going on; whether the matcher is up to date."""
        building = self._building
        if building is not None:
            building.join(seconds)
        return self._building is None

    def _build(self) -> None:
        while True:
            with self._lock:
                articles, self._wanted = self._wanted, None
                if articles is None:
                    self._building = None
                    return
                # Taken as built even when it fails: trying the same articles again would fail again.
                self._built = articles
            try:
                learnt = self._factory(articles)
                with self._lock:
                    self._learnt, self._learnt_from = learnt, frozenset(articles)
                    if self._wanted is None:
                        self.matcher = learnt
            except Exception:
                log.exception("The matcher could not be rebuilt; the former one goes on answering.")
