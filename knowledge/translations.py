"""An article in another language: how it is asked and offered there, and the answer if it was translated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from datetime import date
from typing import Any

import yaml

from knowledge.article_files import field_value, yaml_records
from knowledge.articles import LENGTHS, SLUG, Article, Variant, fault, tidy, tidy_all, tidy_line
from knowledge.located import InputError, Located, Problem
from knowledge.messages import message
from knowledge.placeholders import FILLED_FIELDS, placeholder_problems
from knowledge.town import TownFacts


@dataclass(frozen=True, kw_only=True)
class Translation:
    """One article in one other language. Raises InputError, with every fault at once."""

    slug: str
    """The article's."""
    offer: str
    """How it is offered aloud in that language."""
    as_of: date
    """The `Article.as_of` it was translated from: once the article is newer, only its offer still holds."""
    spoken: str = ""
    """Empty: the answer exists in French only."""
    details: str = ""
    text_message: str = ""
    question: str = ""
    variants: tuple[Variant, ...] = ()
    phrasings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("slug", "offer", "question"):
            object.__setattr__(self, name, tidy_line(getattr(self, name)))
        for name in ("spoken", "details", "text_message"):
            object.__setattr__(self, name, tidy(getattr(self, name)))
        for name in ("phrasings", "keywords"):
            object.__setattr__(self, name, tidy_all(getattr(self, name)))
        if problems := list(_problems(self)):
            raise InputError([replace(problem, slug=self.slug) for problem in problems])

    @property
    def said(self) -> tuple[str, ...]:
        """Everything by which it is asked or named."""
        return tuple(dict.fromkeys((self.offer, *self.keywords, *self.phrasings)))

    def answers(self, article: Article) -> bool:
        """Is there an answer here, still that of the article?"""
        return bool(self.spoken) and self.as_of >= article.as_of


FIELDS = tuple(field.name for field in fields(Translation))
REQUIRED = tuple(field.name for field in fields(Translation) if field.default is MISSING)


def read_translations(text: str, town: TownFacts | None = None) -> list[Translation]:
    """The translations of a YAML text: a list of mappings. Raises InputError with every fault and its line.

    With `town`, the placeholders of the answers are checked too.
    """
    translations: dict[str, Translation] = {}
    problems: list[Problem] = []
    for record in yaml_records(text):
        try:
            one = _read(record)
            if one.slug in translations:
                told = message("article.slug_twice", value=one.slug)
                raise InputError([Problem(told, line=record.line, field="slug", slug=one.slug)])
            if town is not None and (wrong := town_problems(one, town)):
                raise InputError([replace(problem, line=record.line) for problem in wrong])
        except InputError as error:
            problems += error.problems
            continue
        translations[one.slug] = one
    if problems:
        raise InputError(problems)
    return list(translations.values())


def town_problems(translation: Translation, town: TownFacts) -> list[Problem]:
    """The placeholders of a translation that this town cannot fill."""
    texts = [(name, getattr(translation, name)) for name in FILLED_FIELDS if name != "variants"]
    texts += [("variants", variant.spoken) for variant in translation.variants]
    return [
        Problem(wrong, field=name, slug=translation.slug)
        for name, text in texts
        for wrong in placeholder_problems(text, town, name)
    ]


def write_translations(translations: Iterable[Translation]) -> str:
    """Translations as YAML that `read_translations` gives back unchanged."""
    records = [_record(one) for one in translations]
    return str(yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=110))


def to_json(translation: Translation) -> str:
    """A translation as JSON that `from_json` gives back unchanged."""
    return json.dumps(asdict(translation), ensure_ascii=False, default=date.isoformat)


def from_json(text: str) -> Translation:
    """A translation kept as JSON. Raises InputError, ValueError and the like, when it was edited by hand."""
    record: dict[str, Any] = json.loads(text)
    record["as_of"] = date.fromisoformat(record["as_of"])
    for name in ("phrasings", "keywords"):
        record[name] = tuple(record[name])
    record["variants"] = tuple(
        Variant(**{**of, "phrases": tuple(of["phrases"])}) for of in record["variants"]
    )
    return Translation(**record)


def _record(translation: Translation) -> dict[str, Any]:
    """A translation as plain values, what is empty left out."""
    record: dict[str, Any] = {}
    for field in fields(Translation):
        value = getattr(translation, field.name)
        if not value:
            continue
        if field.name == "variants":
            value = [{"label": v.label, "phrases": list(v.phrases), "spoken": v.spoken} for v in value]
        record[field.name] = list(value) if isinstance(value, tuple) else value
    return record


def _read(record: Located) -> Translation:
    if not isinstance(record.value, dict):
        raise InputError([Problem(message("file.not_a_list"), line=record.line)])
    given: Mapping[str, Located] = record.value
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, located in given.items():
        if name not in FIELDS:
            told = message("article.unknown_field", name=name, known=FIELDS)
            problems.append(Problem(told, line=located.line, field=name))
            continue
        try:
            values[name] = field_value(name, located)
        except InputError as error:
            problems += error.problems
    problems += [
        Problem(message("article.missing_field", name=name), line=record.line, field=name)
        for name in REQUIRED
        if name not in given
    ]
    if problems:
        raise InputError(problems)
    try:
        return Translation(**values)
    except InputError as error:
        lines = {name: located.line for name, located in given.items()}
        placed = [replace(problem, line=lines.get(problem.field, record.line)) for problem in error.problems]
        raise InputError(placed) from None


def _problems(translation: Translation) -> Iterable[Problem]:
    if not SLUG.fullmatch(translation.slug):
        yield Problem(message("article.slug", value=translation.slug), field="slug")
    if not translation.offer:
        yield Problem(message("article.empty", name="offer"), field="offer")
    texts = [(name, name, getattr(translation, name)) for name in ("offer", "question", *FILLED_FIELDS[:3])]
    texts += [("phrasings", "phrasing", text) for text in translation.phrasings]
    texts += [("keywords", "keyword", text) for text in translation.keywords]
    for variant in translation.variants:
        texts += [("variants", "label", variant.label), ("variants", "spoken", variant.spoken)]
    for name, kind, text in texts:
        if wrong := fault(text):
            yield Problem(wrong, field=name)
        if len(text) > LENGTHS[kind]:
            told = message("article.too_long", name=name, length=len(text), limit=LENGTHS[kind], value=text)
            yield Problem(told, field=name)
