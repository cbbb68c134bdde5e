"""Answers to a flow's questions: what the town hall knows, when it is open, and what its services do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from flows.actions import FindAnswers, OpenNow, Query
from flows.events import AnswersFound, Choice, Event, OpeningFound, Variant
from flows.service_registry import nothing_found
from ivr.calls.service_queries import ServiceQueries
from ivr.settings import Settings
from knowledge.english.librarian import EnglishLibrarian
from knowledge.librarian import Finding, Librarian, Response

log = logging.getLogger(__name__)


class TownQueries:
    """Performs queries with the librarian, the calendar and the services' books."""

    def __init__(
        self,
        settings: Settings,
        librarian: Librarian,
        services: ServiceQueries,
        now: Callable[[], datetime],
        english: EnglishLibrarian | None = None,
    ) -> None:
        """`english`: without it, whoever asks in English is answered as if in French."""
        self._settings = settings
        self._librarian = librarian
        self._services = services
        self._now = now
        self._english = english

    def perform(self, query: Query, call_id: str) -> Event:
        """The event that answers this call's query. A failure becomes "nothing found", and is logged."""
        try:
            if isinstance(query, FindAnswers):
                return _answers(self._find(query))
            if isinstance(query, OpenNow):
                return self._opening(query.service, query.language)
            return self._services.perform(query, call_id)
        except Exception:
            log.exception("%s could not be answered.", type(query).__name__)
        if isinstance(query, OpenNow):
            return OpeningFound(open=True, sentence="")
        if isinstance(query, FindAnswers):
            return AnswersFound(decision="none", reason="error")
        return nothing_found(query)

    def is_sure(self, text: str, language: str = "fr") -> bool:
        """Would these words alone be answered at once? Asked at the first moment of a pause."""
        try:
            return self._find(FindAnswers(text=text, language=language)).decision == "answer"
        except Exception:
            log.exception("Partial words could not be matched.")
            return False

    def _find(self, query: FindAnswers) -> Finding:
        if query.language == "en" and self._english is not None:
            return self._find_in_english(query, self._english)
        if query.article:
            return self._librarian.article(query.article, now=self._now())
        return self._librarian.find(
            query.text,
            alternatives=query.alternatives,
            confidences=query.confidences,
            topic=query.topic,
            now=self._now(),
        )

    def _find_in_english(self, query: FindAnswers, english: EnglishLibrarian) -> Finding:
        if query.article:
            return english.article(query.article, now=self._now())
        return english.find(query.text, alternatives=query.alternatives, topic=query.topic, now=self._now())

    def _opening(self, slug: str, language: str) -> OpeningFound:
        slug = slug if slug in self._settings.services else "accueil"
        service = self._settings.services[slug]
        overflow = self._settings.services.get(service.fallback)
        now = self._now()
        calendar = self._librarian.calendar(now)
        return OpeningFound(
            open=service.around_the_clock or calendar.is_open(slug, now),
            sentence=self._english.next_sentence(slug, now)
            if language == "en" and self._english is not None
            else calendar.next_sentence(slug, now),
            reachable=bool(service.agents),
            overflow=service.fallback,
            overflow_name=overflow.named(language) if overflow else "",
        )


def _answers(finding: Finding) -> AnswersFound:
    return AnswersFound(
        decision=finding.decision,
        choices=tuple(_choice(response) for response in finding.responses),
        reason=finding.reason,
    )


def _choice(response: Response) -> Choice:
    return Choice(
        slug=response.slug,
        title=response.offer,
        service=response.service,
        topic=response.topic,
        score=round(response.score, 4),
        spoken=response.spoken,
        details=response.details,
        text_message=response.text_message,
        language=response.language,
        subject=response.subject,
        question=response.question,
        variants=tuple(
            Variant(label=variant.label, phrases=variant.phrases, spoken=variant.spoken)
            for variant in response.variants
        ),
    )
