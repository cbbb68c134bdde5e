"""An article: one thing citizens ask, and the answer the town hall has approved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from knowledge.located import InputError, Problem
from knowledge.messages import message

Status = Literal["draft", "published"]

SPOKEN_SECONDS = 25.0
"""Longest answer a caller is asked to listen to."""

LENGTHS = {
    "title": 160,
    "offer": 100,
    "spoken": 450,
    "details": 600,
    "text_message": 480,
    "source": 300,
    "question": 160,
    "phrasing": 200,
    "keyword": 60,
    "label": 60,
}
"""Most characters in each text. 450 characters are about 25 s aloud; 480 are three SMS."""

PHRASINGS_LIMIT = 500
"""Phrasings, or keywords, in one article."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One of an article's answers, for one situation."""

    label: str
    """What it is called when the choices are read out: "un adulte"."""
    phrases: tuple[str, ...]
    """Words that choose it: "majeur", "adulte"."""
    spoken: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", tidy_line(self.label))
        object.__setattr__(self, "phrases", tidy_all(self.phrases))
        object.__setattr__(self, "spoken", tidy(self.spoken))


@dataclass(frozen=True, kw_only=True)
class Article:
    """A checked article. Texts are trimmed and put in NFC. Raises InputError, with every fault at once."""

    slug: str
    """Its name for ever: "carte-identite"."""
    title: str
    offer: str
    """How it is offered aloud; fits after "Vous appelez pour": "une carte d'identité"."""
    service: str
    """Slug of the service in charge."""
    spoken: str
    """The answer as written French, placeholders not yet filled."""
    source: str
    """Where the answer comes from, for the people who review it."""
    as_of: date
    """When the answer was last known to be right."""
    details: str = ""
    """What is said when the caller asks for more."""
    text_message: str = ""
    """The short written version with its link."""
    phrasings: tuple[str, ...] = ()
    """Ways people ask it."""
    keywords: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    """Whom it is for: "particuliers", "associations", "entreprises"."""
    question: str = ""
    """The one question that decides between the variants."""
    variants: tuple[Variant, ...] = ()
    valid_from: date | None = None
    """First day it may be answered."""
    valid_until: date | None = None
    """Last day it may be answered."""
    status: Status = "published"

    def __post_init__(self) -> None:
        for name in ("slug", "title", "offer", "service", "source", "question"):
            object.__setattr__(self, name, tidy_line(getattr(self, name)))
        for name in ("spoken", "details", "text_message"):
            object.__setattr__(self, name, tidy(getattr(self, name)))
        for name in ("phrasings", "keywords", "audience"):
            object.__setattr__(self, name, tidy_all(getattr(self, name)))
        if problems := list(_problems(self)):
            raise InputError([replace(problem, slug=self.slug) for problem in problems])

    def answers_on(self, day: date) -> bool:
        """Whether callers may hear it on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return self.status == "published" and begun and (self.valid_until is None or day <= self.valid_until)


FIELDS = tuple(field.name for field in fields(Article))


def tidy(text: str) -> str:
    """Text as it is kept: NFC, one kind of line end, no blank around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def tidy_line(text: str) -> str:
    """Text as it is kept on one line: NFC, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Several lines tidied, without empty ones or repeats, in their order."""
    return tuple(dict.fromkeys(text for text in map(tidy_line, texts) if text))


def speaking_seconds(text: str) -> float:
    """About how long a written sentence takes to say, in seconds.

    Letters at 18 a second, a digit worth five of them ("8 h 30" is "huit heures trente"), a breath after each
    sentence: within 10 % of the default voice on the demonstration's answers, mostly above it.
    """
    digits = sum(char.isdigit() for char in text)
    breaths = len(re.findall(r"[.!?:;](?:\s|$)", text))
    return (len(text) + 4 * digits) / 18 + 0.3 * breaths


def fault(text: str) -> str:
    """Why a text cannot be kept (lone surrogate, control character), as a sentence; empty when it can."""
    if text.isprintable():
        return ""
    for char in text:
        category = unicodedata.category(char)
        if category == "Cs":
            return message("text.surrogate")
        if category == "Cc" and char not in "\n\t":
            return message("text.control", code=f"U+{ord(char):04X}")
    return ""


def _problems(article: Article) -> Iterable[Problem]:
    if not SLUG.fullmatch(article.slug) or len(article.slug) > SLUG_LENGTH:
        yield Problem(message("article.slug", value=article.slug), field="slug")
    if not SLUG.fullmatch(article.service):
        yield Problem(message("article.service", value=article.service), field="service")
    for name in ("title", "offer", "spoken", "source"):
        if not getattr(article, name):
            yield Problem(message("article.empty", name=name), field=name)
    for name in ("title", "offer", "spoken", "details", "text_message", "source", "question"):
        yield from _text_problems(name, name, getattr(article, name))
    for name, one in (("phrasings", "phrasing"), ("keywords", "keyword"), ("audience", "keyword")):
        values: tuple[str, ...] = getattr(article, name)
        if len(values) > PHRASINGS_LIMIT:
            yield Problem(message("article.too_many", count=len(values), limit=PHRASINGS_LIMIT), field=name)
        for value in values:
            yield from _text_problems(name, one, value)
    yield from _variant_problems(article)
    for name in ("as_of", "valid_from", "valid_until"):
        value = getattr(article, name)
        if not isinstance(value, date) and not (value is None and name != "as_of"):
            yield Problem(message("article.date", value=str(value)), field=name)
    if article.status not in ("draft", "published"):
        yield Problem(message("article.status", value=str(article.status)), field="status")
    if article.valid_from and article.valid_until and article.valid_until < article.valid_from:
        first, last = f"{article.valid_from:%d/%m/%Y}", f"{article.valid_until:%d/%m/%Y}"
        yield Problem(message("article.validity", first=first, last=last), field="valid_until")


def _text_problems(name: str, kind: str, text: str) -> Iterable[Problem]:
    if problem := fault(text):
        yield Problem(problem, field=name)
    elif len(text) > LENGTHS[kind]:
        yield Problem(
            message("article.too_long", name=name, length=len(text), limit=LENGTHS[kind], value=text),
            field=name,
        )
    elif kind == "spoken" and "{" not in text and speaking_seconds(text) > SPOKEN_SECONDS:
        # With placeholders, the length is known once they are filled: `placeholders.length_problems`.
        seconds = round(speaking_seconds(text))
        yield Problem(message("article.too_slow", seconds=seconds, limit=round(SPOKEN_SECONDS)), field=name)


def _variant_problems(article: Article) -> Iterable[Problem]:
    if bool(article.question) != bool(article.variants):
        key = "article.question_alone" if article.question else "article.variants_alone"
        yield Problem(message(key, question=article.question), field="question")
    if len(article.variants) == 1:
        yield Problem(message("article.one_variant", label=article.variants[0].label), field="variants")
    seen: dict[str, str] = {}
    for variant in article.variants:
        if not variant.label or not variant.spoken or not variant.phrases:
            yield Problem(message("article.variant_empty", label=variant.label), field="variants")
        yield from _text_problems("variants", "label", variant.label)
        yield from _text_problems("variants", "spoken", variant.spoken)
        for phrase in variant.phrases:
            yield from _text_problems("variants", "phrasing", phrase)
            if (other := seen.setdefault(phrase.casefold(), variant.label)) != variant.label:
                text = message("article.phrase_twice", phrase=phrase, one=other, other=variant.label)
                yield Problem(text, field="variants")
