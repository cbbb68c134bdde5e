"""Finds what the town hall knows about a question, and makes the answer ready to be said."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from knowledge.articles import Article, Variant
from knowledge.calendar import OpeningCalendar
from knowledge.calendar_words import phrase
from knowledge.fresh import FreshMatcher
from knowledge.hours_desk import HOURS_TOPIC, HoursQuestion, article_for, place_of, read_hours
from knowledge.live_index import Candidate, LiveIndex, MatcherFactory
from knowledge.messages import message
from knowledge.notices import Alert
from knowledge.placeholders import fill, hours_quoted
from knowledge.shelf import LiveShelf, Shelf
from knowledge.store import KnowledgeStore
from knowledge.town import EVERYWHERE, TownFacts

log = logging.getLogger(__name__)

Decision = Literal["answer", "confirm", "disambiguate", "none"]

CALENDAR_SCORE = 0.98
"""Score of an answer computed from the calendar: every word of the question was accounted for."""

RESPONSES_LIMIT = 3
"""Responses in one finding; a caller is never offered more."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """An answer ready to be said: placeholders filled, hours computed, alerts in front."""

    slug: str
    offer: str
    service: str
    score: float
    """0 to 1."""
    spoken: str
    details: str = ""
    text_message: str = ""
    question: str = ""
    variants: tuple[Variant, ...] = ()
    place: str = ""
    """The place whose hours it gives; empty when it gives none."""
    language: str = "fr"
    """Of the sentences; the offer is in the language of the question."""
    subject: str = ""
    """The offer in French, for the agents, when the question was not in French."""

    @property
    def topic(self) -> str:
        """What to give back as `topic` with the next question: the slug, with the place when it matters."""
        return f"{self.slug}@{self.place}" if self.place else self.slug


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found for one question."""

    decision: Decision
    responses: tuple[Response, ...] = ()
    """Best first; empty only when the decision is none. Those after the one to be confirmed are what
    it may be when that is refused."""
    reason: str = ""
    """Why, for the people who review calls."""

    @property
    def meant(self) -> tuple[Response, ...]:
        """What the words may mean: of an article to be confirmed, nothing but that one."""
        return self.responses[:1] if self.decision == "confirm" else self.responses


class Librarian:
    """Answers questions from a knowledge base that people edit meanwhile. Safe from several threads.

    What an article says is live at the next question, and so are the phrasings it is found by, word for word
    or nearly; the matcher learns what else they mean in the background. When the base cannot be read, what
    was last read goes on serving.
    """

    def __init__(
        self,
        source: KnowledgeStore | Sequence[Article],
        town: TownFacts,
        matcher_factory: MatcherFactory,
        *,
        now: datetime,
        refused: Sequence[str] = (),
    ) -> None:
        """`refused`: the phrases to refuse, when `source` is a list of articles; a store holds its own."""
        self._town = town
        self._shelf = LiveShelf(source, town, now, self._follow, refused)
        first = self._shelf.last
        self._index = LiveIndex(matcher_factory, tuple(first.articles.values()), FreshMatcher, first.refused)

    def _follow(self, shelf: Shelf) -> None:
        self._index.follow(tuple(shelf.articles.values()), shelf.refused)

    def shelf(self, now: datetime) -> Shelf:
        """What the base holds now."""
        return self._shelf.current(now)

    def calendar(self, now: datetime) -> OpeningCalendar:
        """The opening calendar, with the closures the town hall declared in the base."""
        return self._shelf.current(now).calendar

    def alerts(self, now: datetime) -> tuple[Alert, ...]:
        """The alerts that concern everybody, to be told in the welcome."""
        shelf = self._shelf.current(now)
        general = (alert for alert in shelf.alerts if alert.service == EVERYWHERE and not alert.topic)
        return tuple(alert for alert in general if alert.active(now))

    def wait(self, seconds: float = 30.0) -> bool:
        """Wait for the reading and the rebuild going on; whether the matcher is up to date."""
        self._shelf.wait(seconds)
        return self._index.wait(seconds)

    def article(self, slug: str, *, now: datetime) -> Finding:
        """One article, chosen by its slug."""
        shelf = self._shelf.current(now)
        response = self._response(shelf, slug, 1.0, now)
        if response is None:
            return Finding(decision="none", reason=message("reason.not_today", slug=slug))
        return Finding(decision="answer", responses=(response,), reason=message("reason.chosen", slug=slug))

    def find(
        self,
        text: str,
        *,
        alternatives: Sequence[str] = (),
        confidences: Sequence[float] = (),
        topic: str = "",
        now: datetime,
    ) -> Finding:
        """What answers recognised or typed words. `topic`: the `Response.topic` or slug last answered."""
        shelf = self._shelf.current(now)
        hours = read_hours(text, topic, shelf.articles, shelf.calendar, now)
        if hours.sure:
            slug = article_for(hours.place, shelf.articles, shelf.calendar)
            response = self._hours_response(shelf, hours, hours.place, slug, CALENDAR_SCORE, now)
            return Finding(decision="answer", responses=(response,), reason=_hours_reason(hours))
        match = self._index.matcher.match(text, alternatives, confidences)
        decision = cast(Decision, match.decision)
        if decision == "none":
            return Finding(decision="none", reason=_reason(match.candidates))
        responses = self._responses(shelf, match.candidates, hours, now)
        if not responses or responses[0].slug != match.candidates[0].slug:
            # The article meant is not to be answered today: a neighbour would be a wrong answer.
            told = message("reason.not_today", slug=match.candidates[0].slug)
            return Finding(decision="none", reason=f"{told} {_reason(match.candidates)}")
        if decision == "disambiguate" and len(responses) == 1:
            decision = "confirm"
        if decision == "answer":
            responses = responses[:1]
        return Finding(decision=decision, responses=responses, reason=_reason(match.candidates))

    def nearest(self, text: str, *, now: datetime) -> tuple[tuple[str, float], ...]:
        """The articles nearest to some words, with their scores (0 to 1), the best first, whatever would be
        decided of them: for the people who look after the base."""
        self._shelf.current(now)
        found = self._index.matcher.match(text).candidates
        return tuple((candidate.slug, candidate.score) for candidate in found[:RESPONSES_LIMIT])

    def _responses(
        self, shelf: Shelf, candidates: Sequence[Candidate], hours: HoursQuestion, now: datetime
    ) -> tuple[Response, ...]:
        found: dict[str, Response] = {}
        for candidate in candidates[:RESPONSES_LIMIT]:
            slug, score = candidate.slug, candidate.score
            place = place_of(slug, shelf.articles, shelf.calendar)
            if slug == HOURS_TOPIC and hours.elsewhere:
                place = hours.place
            response = self._response(shelf, slug, score, now)
            if response is not None and place and hours.concerns(slug):
                response = self._hours_response(shelf, hours, place, slug, score, now)
            if response is not None:
                found.setdefault(slug, response)
        return tuple(found.values())

    def _response(self, shelf: Shelf, slug: str, score: float, now: datetime) -> Response | None:
        """An article as it is said now; None when it is not to be answered, or nothing of it can be said."""
        article = shelf.articles.get(slug)
        if article is None or not article.answers_on(shelf.day):
            return None

        def filled(text: str) -> str:
            return fill(text, self._town, shelf.calendar, now)

        spoken = filled(article.spoken)
        variants = tuple(replace(of, spoken=filled(of.spoken)) for of in article.variants)
        if not spoken or not all(variant.spoken for variant in variants):
            log.error("The article %s has nothing left to say once its placeholders are filled.", slug)
            return None
        place = next(iter(hours_quoted(article)), "")
        told = alerts_before(shelf, slug, article.service, (place,) if place else (), now)
        return Response(
            slug=slug,
            offer=article.offer,
            service=article.service,
            score=score,
            spoken=told + spoken,
            details=filled(article.details),
            text_message=filled(article.text_message),
            question=article.question,
            variants=tuple(replace(of, spoken=told + of.spoken) for of in variants),
            place=place,
        )

    def _hours_response(
        self, shelf: Shelf, hours: HoursQuestion, place: str, slug: str, score: float, now: datetime
    ) -> Response:
        """What the calendar says of a place, in the name of the article that speaks of it."""
        calendar, article = shelf.calendar, shelf.articles.get(slug)
        service = place if place in self._town.services else article.service if article else ""
        spoken, week = calendar.answer_to(hours.question, place, now), calendar.week_sentence(place)
        told = alerts_before(shelf, slug, service, (place, calendar.town.table_of(place), EVERYWHERE), now)
        offer = phrase("answers.offer", **calendar.places.place(place).values)
        text = fill(article.text_message, self._town, calendar, now) if article else ""
        return Response(
            slug=slug,
            offer=offer,
            service=service,
            score=score,
            spoken=told + spoken,
            details="" if spoken.startswith(week) else week,
            text_message=text,
            place=place,
        )


def alerts_before(shelf: Shelf, slug: str, service: str, places: Iterable[str], now: datetime) -> str:
    """The alerts to be heard before an answer."""
    active = (alert for alert in shelf.alerts if alert.active(now))
    concerned = [
        alert.text for alert in active if alert.concerns(slug=slug, service=service, places=tuple(places))
    ]
    return "".join(f"{text} " for text in concerned)


def _hours_reason(hours: HoursQuestion) -> str:
    days = tuple(day.isoformat() for day in hours.question.days)
    return message("reason.hours", place=hours.place, days=days)


def _reason(candidates: Sequence[Candidate]) -> str:
    """Slug, score, nearest phrasing and telling words of each candidate, on one line."""
    return " ; ".join(
        f"{one.slug} {one.score:.2f} « {one.evidence.phrasing} » ({', '.join(one.evidence.words)})"
        for one in candidates[:RESPONSES_LIMIT]
    )
