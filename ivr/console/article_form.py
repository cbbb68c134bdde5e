"""The form of an article: what was typed, as an article, and what is wrong with it beside each field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import wtforms
from wtforms import (
    DateField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.spoken_marks import marks_in
from ivr.web.forms import Form
from knowledge.articles import LENGTHS, PHRASINGS_LIMIT, SLUG_LENGTH, Article, Status, Variant
from knowledge.calendar import OpeningCalendar
from knowledge.located import InputError, Problem
from knowledge.normalise import without_accents
from knowledge.placeholders import length_problems, town_problems
from knowledge.town import TownFacts

OLDEST_AS_OF = date(2000, 1, 1)
"""An answer checked before then is a slip of the keyboard."""
VARIANTS = 6
"""Situations the form offers; an article that has more keeps them."""
LINES_LENGTH = (LENGTHS["phrasing"] + 2) * PHRASINGS_LIMIT
KEYWORDS_LENGTH = (LENGTHS["keyword"] + 2) * PHRASINGS_LIMIT


class VariantForm(wtforms.Form):  # type: ignore[misc]  # WTForms has no types
    """One situation and its answer."""

    label = StringField(validators=[Optional(), Length(max=LENGTHS["label"])])
    phrases = StringField(validators=[Optional(), Length(max=2000)])
    spoken = TextAreaField(validators=[Optional(), Length(max=3000)])


class ArticleForm(Form):
    """Everything an admin writes of an article."""

    revision = HiddenField()
    slug = StringField(validators=[Optional(), Length(max=SLUG_LENGTH)])
    title = StringField(validators=[InputRequired(), Length(max=LENGTHS["title"])])
    offer = StringField(validators=[InputRequired(), Length(max=LENGTHS["offer"])])
    service = SelectField(validators=[InputRequired()])
    phrasings = TextAreaField(validators=[Optional(), Length(max=LINES_LENGTH)])
    keywords = TextAreaField(validators=[Optional(), Length(max=KEYWORDS_LENGTH)])
    spoken = TextAreaField(validators=[InputRequired(), Length(max=3000)])
    details = TextAreaField(validators=[Optional(), Length(max=3000)])
    text_message = TextAreaField(validators=[Optional(), Length(max=3000)])
    question = StringField(validators=[Optional(), Length(max=LENGTHS["question"])])
    variants = FieldList(FormField(VariantForm), min_entries=VARIANTS, max_entries=40)
    valid_from = DateField(validators=[Optional()])
    valid_until = DateField(validators=[Optional()])
    source = StringField(validators=[InputRequired(), Length(max=LENGTHS["source"])])
    as_of = DateField(validators=[InputRequired()])

    def validate_as_of(self, field: DateField) -> None:
        """Nobody has checked an answer tomorrow, nor before there was a town hall to telephone to."""
        here = office()
        today = here.now().astimezone(here.settings.zone).date()
        if not isinstance(field.data, date) or OLDEST_AS_OF <= field.data <= today:
            return
        raise ValidationError(message(f"articles.as_of_{'to_come' if field.data > today else 'too_old'}"))

    def offer_services(self, services: Iterable[tuple[str, str]]) -> None:
        """The services one may choose: slugs and names."""
        self.service.choices = [("", ""), *services]

    def article(self, slug: str, status: Status, audience: tuple[str, ...] = ()) -> Article:
        """What was typed, as an article. Raises InputError."""
        typed = {name: getattr(self, name).data or "" for name in _TEXTS}
        return Article(
            slug=slug,
            status=status,
            audience=audience,
            phrasings=lines_of(self.phrasings.data),
            keywords=lines_of(self.keywords.data),
            variants=tuple(_variant(entry.data) for entry in self.variants if any(_said(entry.data))),
            as_of=self.as_of.data,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            **typed,
        )

    def tell(self, problems: Iterable[Problem]) -> list[str]:
        """Put each problem beside its field; those that have none."""
        left = []
        for problem in problems:
            field = getattr(self, problem.field, None) if problem.field in FIELD_NAMES else None
            text = in_french(problem.text)
            if field is None or problem.field == "variants":
                left.append(text)
            else:
                field.errors = [*field.errors, text]
        return left


_TEXTS = ("title", "offer", "service", "spoken", "details", "text_message", "question", "source")
FIELD_NAMES = (*_TEXTS, "slug", "phrasings", "keywords", "variants", "valid_from", "valid_until", "as_of")


def fields_of(article: Article) -> dict[str, Any]:
    """An article as the form shows it."""
    return {
        **{name: getattr(article, name) for name in _TEXTS},
        "slug": article.slug,
        "phrasings": "\n".join(article.phrasings),
        "keywords": "\n".join(article.keywords),
        "variants": [
            {"label": one.label, "phrases": ", ".join(one.phrases), "spoken": one.spoken}
            for one in article.variants
        ],
        "valid_from": article.valid_from,
        "valid_until": article.valid_until,
        "as_of": article.as_of,
    }


def checked(article: Article, town: TownFacts, now: datetime) -> list[Problem]:
    """What is wrong with an article in this town: placeholders, services, lengths once filled."""
    found = [*town_problems(article, town), *_marks(article)]
    return found or length_problems(article, town, OpeningCalendar(town), now)


def _marks(article: Article) -> Iterable[Problem]:
    """Marks in what is said aloud: nobody sees them there, and callers would hear them."""
    spoken = (("offer", article.offer), ("spoken", article.spoken), ("details", article.details))
    for name, text in (*spoken, *(("variants", one.spoken) for one in article.variants)):
        if marks := marks_in(text):
            yield Problem(message("spoken.marks", marks=marks), field=name)


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines of a field, one entry each. Raises InputError for far too many, before reading them all."""
    lines = (text or "").splitlines()
    if len(lines) > 4 * PHRASINGS_LIMIT:
        told = message("articles.too_many_lines", count=len(lines), limit=PHRASINGS_LIMIT)
        raise InputError([Problem(told, field="phrasings")])
    return tuple(line for line in lines if line.strip())


def slug_of(title: str) -> str:
    """A name for a new article, from its title."""
    bare = re.sub(r"[^a-z0-9]+", "-", without_accents(title.casefold()))
    return bare.strip("-")[:SLUG_LENGTH].strip("-")


def in_french(text: str) -> str:
    """A sentence about an article with the names that the form shows."""
    for name in (*FIELD_NAMES, "phrases", "label"):
        text = text.replace(f"« {name} »", f"« {message(f'article_fields.{name}')} »")
    return text


def _variant(typed: dict[str, str]) -> Variant:
    label, phrases, spoken = _said(typed)
    return Variant(label=label, phrases=tuple(phrases.split(",")), spoken=spoken)


def _said(typed: dict[str, str]) -> tuple[str, str, str]:
    label, phrases, spoken = ((typed.get(name) or "").strip() for name in ("label", "phrases", "spoken"))
    return label, phrases, spoken


def today_in(now: datetime, town: TownFacts) -> date:
    """The date where the town is."""
    return OpeningCalendar(town).local(now).date()
