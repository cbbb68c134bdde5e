"""What was last read of the knowledge base, kept up to date while callers ask."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.articles import Article
from knowledge.calendar import OpeningCalendar
from knowledge.connections import StoreError
from knowledge.notices import Alert
from knowledge.store import KnowledgeStore
from knowledge.town import TownFacts

log = logging.getLogger(__name__)

READING_SECONDS = 0.3
"""How long a question waits for a base somebody just changed before it makes do with what was read last."""


@dataclass(frozen=True)
class Shelf:
    """Everything read from the base at one version, for one day."""

    version: int
    day: date
    articles: dict[str, Article]
    """The articles callers may hear that day, by slug."""
    alerts: tuple[Alert, ...]
    """Those going on and those to come."""
    calendar: OpeningCalendar
    """With the closures declared in the base."""
    refused: tuple[str, ...] = ()
    """Phrases the town taught the line to refuse."""


class LiveShelf:
    """The shelf of a base that people edit meanwhile. Safe from several threads.

    Read again when the base's version moves, or the day; when the base cannot be read, the last one serves.
    """

    def __init__(
        self,
        source: KnowledgeStore | Sequence[Article],
        town: TownFacts,
        now: datetime,
        changed: Callable[[Shelf], None],
        refused: Sequence[str] = (),
    ) -> None:
        """Reads a first time at once: raises StoreError. `changed` is told each later shelf, in a thread.

        `refused`: the phrases to refuse, when the source is no store that holds its own.
        """
        self._refused = tuple(refused)
        self._source = source
        self._town = town
        self._changed = changed
        self._left_out: frozenset[str] = frozenset()
        self._lock = threading.Lock()
        self._reading: threading.Thread | None = None
        self._shelf = self._read(now)

    @property
    def last(self) -> Shelf:
        """What was read last."""
        return self._shelf

    def current(self, now: datetime) -> Shelf:
        """What the base holds now."""
        shelf = self._shelf
        try:
            if shelf.version == self._version() and shelf.day == shelf.calendar.local(now).date():
                return shelf
        except StoreError:
            log.exception("The knowledge base cannot be read; what was last read goes on serving.")
            return shelf
        with self._lock:
            if self._reading is None or not self._reading.is_alive():
                self._reading = threading.Thread(target=self._again, args=(now,), name="shelf", daemon=True)
                self._reading.start()
            reading = self._reading
        # A town's base is read well within this; a caller does not wait longer for a huge one.
        reading.join(READING_SECONDS)
        return self._shelf

    def wait(self, seconds: float) -> None:
        """Wait for a reading going on."""
        if self._reading is not None:
            self._reading.join(seconds)

    def _again(self, now: datetime) -> None:
        try:
            self._shelf = shelf = self._read(now)
        except StoreError:
            log.exception("The knowledge base cannot be read; what was last read goes on serving.")
        else:
            self._changed(shelf)

    def _version(self) -> int:
        return self._source.version() if isinstance(self._source, KnowledgeStore) else 0

    def _read(self, now: datetime) -> Shelf:
        # The version comes first: a change made while reading is then seen at the next question.
        version = self._version()
        if isinstance(self._source, KnowledgeStore):
            articles, problems = self._source.readable_articles()
            known_alerts, bad_alerts = self._source.notices.readable_alerts(now)
            alerts = tuple(known_alerts)
            known_closures, bad_closures = self._source.notices.readable_closures()
            closures = [closure for _, closure in known_closures]
            self._tell_left_out(
                *(f"An article is left out: {problem}" for problem in problems),
                *(f"Alert {one.id} is left out: {one.told}" for one in bad_alerts),
                *(f"Closure {one.id} is left out: {one.told}" for one in bad_closures),
            )
            refused = tuple(phrase.text for phrase in self._source.refused.phrases())
        else:
            articles, alerts, closures, refused = list(self._source), (), [], self._refused
        known = (closure for closure in closures if self._town.knows(closure.service))
        calendar = OpeningCalendar(self._town, known)
        today = calendar.local(now).date()
        shown = {article.slug: article for article in articles if article.answers_on(today)}
        return Shelf(version, today, shown, alerts, calendar, refused)

    def _tell_left_out(self, *found: str) -> None:
        """Log what cannot be read: once, and again when it comes back after having been mended."""
        for told in dict.fromkeys(found):
            if told not in self._left_out:
                log.error("%s", told)
        self._left_out = frozenset(found)
