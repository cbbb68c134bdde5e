"""What stands between braces in an answer: the town's facts and today's hours, filled when it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from knowledge.articles import SPOKEN_SECONDS, Article, speaking_seconds
from knowledge.located import Problem
from knowledge.messages import message
from knowledge.town import EVERYWHERE, TownFacts

SIMPLE = {"town": "name", "address": "address", "phone": "phone", "email": "email", "website": "website"}
"""Placeholders that are a field of the town's."""

NAMED = ("hours", "today", "fact", "service")
"""Placeholders that take a name after a colon."""

FILLED_FIELDS = ("spoken", "details", "text_message", "variants")
"""Where placeholders are filled; a brace anywhere else would be read as it is."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…»])\s*$")
_MISSING = "\0"


class Calendar(Protocol):
    """What is asked of `knowledge.calendar.OpeningCalendar`."""

    def week_sentence(self, service: str) -> str: ...
    def week_words(self, service: str) -> str: ...
    def today_sentence(self, service: str, now: datetime) -> str: ...


def fill(text: str, town: TownFacts, calendar: Calendar, now: datetime) -> str:
    """A text with every placeholder filled, for callers: a brace is never left in it.

    Hours are a whole sentence where a sentence begins, only the hours inside one. A sentence that quotes
    something the town no longer declares is left out: articles are checked when they are written, but
    `mairie.toml` may lose a fact afterwards.
    """

    def value(found: re.Match[str]) -> str:
        opens = bool(_SENTENCE_START.search(text[: found.start()]))
        filled = _value(found[1], town, calendar, now, opens=opens)
        if filled is None:
            return _MISSING
        return filled.rstrip(".") if text[found.end() :][:1] in tuple(".,;:!?") else filled

    filled = _PLACEHOLDER.sub(value, text)
    filled = filled.replace("{", _MISSING).replace("}", _MISSING)
    if _MISSING in filled:
        sentences = re.split(r"(?<=[.!?…])\s+", filled)
        filled = " ".join(sentence for sentence in sentences if _MISSING not in sentence)
    return filled


def placeholders_in(text: str) -> tuple[str, ...]:
    """The placeholders of a text, without their braces."""
    return tuple(_PLACEHOLDER.findall(text))


def hours_quoted(article: Article) -> tuple[str, ...]:
    """The places whose hours an article gives, in order."""
    texts = (article.spoken, *(variant.spoken for variant in article.variants), article.details)
    found = (name.partition(":") for text in texts for name in placeholders_in(text))
    return tuple(dict.fromkeys(slug for kind, _, slug in found if kind in ("hours", "today")))


def town_problems(article: Article, town: TownFacts) -> list[Problem]:
    """What an article says that this town does not declare: its service, facts, hours; braces gone astray."""
    problems: list[Problem] = []
    if article.service not in town.services:
        text = message("placeholder.service", value=article.service, known=tuple(town.services))
        problems.append(Problem(text, field="service", slug=article.slug))
    for field, text in _texts(article):
        for found in _stray(text, field):
            problems.append(Problem(found, field=field, slug=article.slug))
        if field not in FILLED_FIELDS:
            continue
        for name in placeholders_in(text):
            if wrong := _wrong(name, field, town):
                problems.append(Problem(wrong, field=field, slug=article.slug))
    return problems


def placeholder_problems(text: str, town: TownFacts, field: str = "spoken") -> list[str]:
    """What is wrong with the braces of one text, as sentences."""
    wrong = [found for name in placeholders_in(text) if (found := _wrong(name, field, town))]
    return [*_stray(text, field), *wrong]


def length_problems(article: Article, town: TownFacts, calendar: Calendar, now: datetime) -> list[Problem]:
    """Answers of an article that last too long once filled."""
    problems = []
    for field, text in _texts(article):
        if field in ("spoken", "variants"):
            seconds = speaking_seconds(fill(text, town, calendar, now))
            if seconds > SPOKEN_SECONDS:
                told = message("article.too_slow", seconds=round(seconds), limit=round(SPOKEN_SECONDS))
                problems.append(Problem(told, field=field, slug=article.slug))
    return problems


def _texts(article: Article) -> Iterable[tuple[str, str]]:
    yield from ((name, getattr(article, name)) for name in ("title", "offer", "question"))
    yield from (("phrasings", phrasing) for phrasing in article.phrasings)
    yield from ((name, getattr(article, name)) for name in ("spoken", "details", "text_message"))
    yield from (("variants", variant.spoken) for variant in article.variants)


def _stray(text: str, field: str) -> Iterable[str]:
    left = text if field not in FILLED_FIELDS else _PLACEHOLDER.sub("", text)
    if "{" in left or "}" in left:
        yield message("placeholder.stray", name=field, value=left)


def _wrong(name: str, field: str, town: TownFacts) -> str:
    """What is wrong with one placeholder, as a sentence; empty when it can be filled."""
    kind, colon, slug = name.partition(":")
    shown = "{" + name + "}"
    if not colon and kind in SIMPLE:
        return (
            ""
            if getattr(town, SIMPLE[kind])
            else message("placeholder.empty", name=field, value=shown, key=kind)
        )
    if kind == "fact" and slug not in town.facts:
        return message("placeholder.fact", name=field, value=shown, slug=slug, known=tuple(town.facts))
    if kind in ("hours", "today") and (slug == EVERYWHERE or not town.knows(slug)):
        known = (*town.hours, *town.services)
        return message("placeholder.hours", name=field, value=shown, known=known)
    if kind == "service" and slug not in town.services:
        return message("placeholder.unknown_service", name=field, value=shown, known=tuple(town.services))
    if kind not in NAMED:
        known = (*SIMPLE, *(f"{kind}:…" for kind in NAMED))
        return message("placeholder.unknown", name=field, value=shown, known=known)
    return ""


def _value(name: str, town: TownFacts, calendar: Calendar, now: datetime, *, opens: bool) -> str | None:
    """What a placeholder stands for; None when this town does not say."""
    kind, _, slug = name.partition(":")
    if kind in SIMPLE and not slug:
        return getattr(town, SIMPLE[kind]) or None
    if kind == "fact":
        return town.facts.get(slug)
    if kind == "service":
        return town.services[slug].name if slug in town.services else None
    if kind not in ("hours", "today") or slug == EVERYWHERE or not town.knows(slug):
        return None
    if kind == "hours":
        return calendar.week_sentence(slug) if opens else calendar.week_words(slug)
    sentence = calendar.today_sentence(slug, now)
    return sentence if opens else sentence[0].lower() + sentence[1:]
