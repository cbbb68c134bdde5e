"""Questions about opening hours recognised by their own words, and which article answers for a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.articles import Article
from knowledge.calendar import OpeningCalendar
from knowledge.date_questions import DateQuestion
from knowledge.placeholders import hours_quoted

HOURS_TOPIC = "horaires-contact-mairie"
"""Slug of the article on the town hall's own hours."""


@dataclass(frozen=True)
class HoursQuestion:
    """What a text says about opening hours."""

    question: DateQuestion
    place: str
    """The service or table of hours it is about."""
    elsewhere: bool
    """Another place than the town hall itself was named."""
    sure: bool
    """Nothing else was said: the calendar can answer by itself."""

    def concerns(self, slug: str) -> bool:
        """Whether the article found on a place with hours should answer for the day meant."""
        when = self.question.dated or self.question.asks in ("opens", "closes")
        if slug == HOURS_TOPIC:
            return when or (self.question.asks == "week" and self.elsewhere)
        return self.question.certain and (when or self.question.asks == "week")


def read_hours(
    text: str, topic: str, articles: Mapping[str, Article], calendar: OpeningCalendar, now: datetime
) -> HoursQuestion:
    """What a text says about opening hours, in the light of the topic last answered.

    It is sure when every word is accounted for and either hours were named ("vous êtes ouverts demain"), or a
    day and a place were ("la piscine dimanche"), or a day or a place alone follows an answer about hours ("et
    samedi matin ?", "et la piscine ?"). "Vous" is the service in charge of what was just answered.
    """
    named, question = calendar.read(text, now)
    follows = place_of(topic, articles, calendar)
    place = named or follows or _service_of(topic, articles, calendar) or calendar.places.main
    sure = not question.rest and (
        question.certain
        or (question.plausible and question.asks in ("opens", "closes"))
        or (question.dated and (bool(named) or question.plausible))
        or ((question.dated or bool(named)) and bool(follows))
    )
    elsewhere = named not in ("", calendar.places.main)
    return HoursQuestion(question, place, elsewhere, sure and calendar.town.knows(place))


def place_of(topic: str, articles: Mapping[str, Article], calendar: OpeningCalendar) -> str:
    """The place whose hours a topic ("slug" or "slug@place") is about; empty when there is none."""
    slug, _, place = topic.partition("@")
    if not place and slug == HOURS_TOPIC:
        place = calendar.places.main
    if not place and slug in articles:
        place = next(iter(hours_quoted(articles[slug])), "")
    return place if place and calendar.town.knows(place) else ""


def _service_of(topic: str, articles: Mapping[str, Article], calendar: OpeningCalendar) -> str:
    """The service in charge of the topic; empty when there is none or it keeps no hours."""
    article = articles.get(topic.partition("@")[0])
    return article.service if article and calendar.town.knows(article.service) else ""


def article_for(place: str, articles: Mapping[str, Article], calendar: OpeningCalendar) -> str:
    """Slug of the article that speaks of a place's hours: its own, or else the general one."""
    if place == calendar.places.main:
        return HOURS_TOPIC
    if place in articles:
        return place
    quoting = (article.slug for article in articles.values() if place in hours_quoted(article))
    return next(quoting, HOURS_TOPIC)
