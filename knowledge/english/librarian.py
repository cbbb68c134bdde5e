"""Answers in English: from the translations of the base's articles, and from the calendar."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from knowledge.english.calendar import EnglishCalendar
from knowledge.english.hours import HoursQuestion, read_hours
from knowledge.english.matching import EnglishMatcher, decide
from knowledge.hours_desk import HOURS_TOPIC
from knowledge.librarian import (
    CALENDAR_SCORE,
    RESPONSES_LIMIT,
    Decision,
    Finding,
    Librarian,
    Response,
    alerts_before,
)
from knowledge.messages import message
from knowledge.placeholders import fill, hours_quoted
from knowledge.shelf import Shelf
from knowledge.town import EVERYWHERE
from knowledge.translations import Translation

LANGUAGE = "en"


class EnglishLibrarian:
    """Finds and words answers in English. Safe from several threads.

    An article without a translation that still holds is found all the same, and answered in French: the
    `Response.language` says so.
    """

    def __init__(self, librarian: Librarian, translations: Callable[[], Sequence[Translation]]) -> None:
        """`translations`: those of the base, as of now; read again whenever the base changes."""
        self._librarian = librarian
        self._read = translations
        self._lock = threading.Lock()
        self._version: int | None = None
        self._translations: dict[str, Translation] = {}
        self._matcher = EnglishMatcher(())

    def find(self, text: str, *, alternatives: Sequence[str] = (), topic: str = "", now: datetime) -> Finding:
        """What answers English words. `topic`: the `Response.topic` last answered."""
        shelf, translations, matcher = self._current(now)
        calendar = EnglishCalendar(shelf.calendar)
        hours = read_hours(text, shelf.calendar.local(now).date(), shelf.calendar.town)
        named = hours.place or topic.partition("@")[2]
        if hours.asked and (hours.place or not _about_something(matcher, text)):
            return self._hours(shelf, calendar, hours, named or shelf.calendar.places.main, now)
        if topic.partition("@")[2] and hours.days and not _about_something(matcher, text):
            return self._hours(shelf, calendar, hours, named, now)
        matches = [one for one in matcher.match(text, alternatives) if one.slug in shelf.articles]
        decision, meant = decide(matches)
        responses = tuple(
            self.response(shelf, translations[one.slug], one.score, now) for one in meant[:RESPONSES_LIMIT]
        )
        reason = " ; ".join(
            f"{one.slug} {one.score:.2f} « {one.phrasing} »" for one in matches[:RESPONSES_LIMIT]
        )
        return Finding(decision=cast(Decision, decision), responses=responses, reason=reason)

    def article(self, slug: str, *, now: datetime) -> Finding:
        """One article, chosen by its slug: in English when it was translated, else as it is."""
        shelf, translations, _ = self._current(now)
        if slug not in shelf.articles:
            return Finding(decision="none", reason=message("reason.not_today", slug=slug))
        if slug not in translations:
            return self._librarian.article(slug, now=now)
        response = self.response(shelf, translations[slug], 1.0, now)
        return Finding(decision="answer", responses=(response,), reason=message("reason.chosen", slug=slug))

    def responses(self, now: datetime) -> list[Response]:
        """Every answer there is in English, to be rendered ahead."""
        shelf, translations, _ = self._current(now)
        found = [
            self.response(shelf, one, 1.0, now) for one in translations.values() if one.slug in shelf.articles
        ]
        return [response for response in found if response.language == LANGUAGE]

    def next_sentence(self, service: str, now: datetime) -> str:
        """When a service closes or opens next."""
        return EnglishCalendar(self._librarian.calendar(now)).next_sentence(service, now)

    def response(self, shelf: Shelf, translation: Translation, score: float, now: datetime) -> Response:
        """A translation as it is said now; the French answer, under its English name, when there is no other.

        An alert is written in French: an answer that one concerns is given in French, with it.
        """
        article = shelf.articles[translation.slug]
        place = next(iter(hours_quoted(article)), "")
        alerted = alerts_before(shelf, article.slug, article.service, (place,) if place else (), now)
        found = self._librarian.article(translation.slug, now=now).responses
        french = found[0] if found else None
        if french is not None and (alerted or not translation.answers(article)):
            return replace(french, offer=translation.offer, score=score, subject=article.offer)
        calendar = EnglishCalendar(shelf.calendar)

        def filled(text: str) -> str:
            return fill(text, shelf.calendar.town, calendar, now)

        return Response(
            slug=translation.slug,
            offer=translation.offer,
            service=article.service,
            score=score,
            spoken=filled(translation.spoken),
            details=filled(translation.details),
            text_message=filled(translation.text_message),
            question=translation.question,
            variants=tuple(replace(one, spoken=filled(one.spoken)) for one in translation.variants),
            place=place,
            language=LANGUAGE,
            subject=article.offer,
        )

    def _hours(
        self, shelf: Shelf, calendar: EnglishCalendar, hours: HoursQuestion, place: str, now: datetime
    ) -> Finding:
        """What the calendar says of a place, in the name of the article on opening hours."""
        if hours.days:
            spoken = " ".join(calendar.day_sentence(place, day, now, hours.part) for day in hours.days)
        elif hours.week:
            spoken = calendar.week_sentence(place)
        else:
            spoken = calendar.today_sentence(place, now)
        week = calendar.week_sentence(place)
        article = shelf.articles.get(HOURS_TOPIC)
        concerned = (place, shelf.calendar.town.table_of(place), EVERYWHERE)
        alerted = alerts_before(shelf, HOURS_TOPIC, place, concerned, now)
        if alerted:
            spoken, week = alerted + shelf.calendar.today_sentence(place, now), ""
        response = Response(
            slug=HOURS_TOPIC,
            offer=calendar.place_name(place),
            service=place if place in shelf.calendar.town.services else article.service if article else "",
            score=CALENDAR_SCORE,
            spoken=spoken,
            details="" if spoken == week else week,
            place=place,
            language="fr" if alerted else LANGUAGE,
            subject=article.offer if article else "",
        )
        days = tuple(day.isoformat() for day in hours.days)
        return Finding(
            decision="answer", responses=(response,), reason=message("reason.hours", place=place, days=days)
        )

    def _current(self, now: datetime) -> tuple[Shelf, dict[str, Translation], EnglishMatcher]:
        shelf = self._librarian.shelf(now)
        with self._lock:
            if self._version != shelf.version:
                translations = {one.slug: one for one in self._read()}
                self._translations, self._matcher = translations, EnglishMatcher(list(translations.values()))
                self._version = shelf.version
            return shelf, self._translations, self._matcher


def _about_something(matcher: EnglishMatcher, text: str) -> bool:
    """Is another article than the opening hours clearly meant?"""
    decision, meant = decide(matcher.match(text))
    return decision in ("answer", "confirm") and meant[0].slug != HOURS_TOPIC
