"""Articles read from, and written to, YAML: a list of mappings with exactly an article's fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

import yaml

from knowledge.articles import FIELDS, Article, Variant
from knowledge.located import InputError, Located, Problem, read_yaml
from knowledge.messages import message

LISTS = ("phrasings", "keywords", "audience")
DATES = ("as_of", "valid_from", "valid_until")
REQUIRED = tuple(field.name for field in fields(Article) if field.default is MISSING)
VARIANT_FIELDS = tuple(field.name for field in fields(Variant))


def read_yaml_articles(text: str) -> list[Article]:
    """The articles of a YAML text. Raises InputError with every fault of every article and its line."""
    return [article for _, article in read_records(yaml_records(text))]


def yaml_records(text: str) -> list[Located]:
    """The list a YAML text holds; empty for an empty text. Raises InputError."""
    document = read_yaml(text)
    if document is None or document.value == "":
        return []
    if not isinstance(document.value, list):
        raise InputError([Problem(message("file.not_a_list"), line=document.line)])
    return document.value


def read_records(records: Iterable[Located]) -> list[tuple[int, Article]]:
    """Located mappings as articles with their lines, whatever file they come from. Raises InputError."""
    articles: list[tuple[int, Article]] = []
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for record in records:
        try:
            article = read_record(record)
        except InputError as error:
            problems += error.problems
            continue
        if article.slug in lines:
            text = message("article.slug_twice", value=article.slug)
            problems.append(Problem(text, line=record.line, field="slug", slug=article.slug))
        lines[article.slug] = record.line
        articles.append((record.line, article))
    if problems:
        raise InputError(problems)
    return articles


def read_record(record: Located) -> Article:
    """One located mapping as an article. Raises InputError."""
    if not isinstance(record.value, dict):
        raise InputError([Problem(message("file.not_a_list"), line=record.line)])
    given = record.value
    slug = given["slug"].value if "slug" in given and isinstance(given["slug"].value, str) else ""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, located in given.items():
        try:
            if name not in FIELDS:
                text = message("article.unknown_field", name=name, known=FIELDS)
                raise InputError([Problem(text, line=located.line, field=name)])
            values[name] = field_value(name, located)
        except InputError as error:
            problems += error.problems
    problems += [
        Problem(message("article.missing_field", name=name), line=record.line, field=name)
        for name in REQUIRED
        if name not in given
    ]
    if not problems:
        try:
            return Article(**values)
        except InputError as error:
            problems += [
                replace(problem, line=given[problem.field].line if problem.field in given else record.line)
                for problem in error.problems
            ]
    raise InputError([replace(problem, slug=slug) for problem in problems])


def field_value(name: str, located: Located) -> Any:
    """The value of one field as it was written. Raises InputError."""
    if name in LISTS:
        return _texts(name, located)
    if name == "variants":
        return _variants(located)
    text = _text(name, located)
    if name in DATES:
        return _date(name, text, located.line)
    return text


def _text(name: str, located: Located) -> str:
    if not isinstance(located.value, str):
        raise InputError([Problem(message("article.not_text", name=name), line=located.line, field=name)])
    return located.value


def _texts(name: str, located: Located) -> tuple[str, ...]:
    if located.value == "":
        return ()
    if not isinstance(located.value, list) or not all(isinstance(item.value, str) for item in located.value):
        raise InputError([Problem(message("article.not_texts", name=name), line=located.line, field=name)])
    return tuple(str(item.value) for item in located.value)


def _date(name: str, text: str, line: int) -> date | None:
    if not text and name != "as_of":
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError([Problem(message("article.date", value=text), line=line, field=name)]) from None


def _variants(located: Located) -> tuple[Variant, ...]:
    if located.value == "":
        return ()
    wrong = InputError([Problem(message("article.not_variants"), line=located.line, field="variants")])
    if not isinstance(located.value, list):
        raise wrong
    variants = []
    for item in located.value:
        if not isinstance(item.value, dict) or set(item.value) != set(VARIANT_FIELDS):
            raise wrong
        of: Mapping[str, Located] = item.value
        label, spoken = _text("label", of["label"]), _text("spoken", of["spoken"])
        variants.append(Variant(label=label, phrases=_texts("phrases", of["phrases"]), spoken=spoken))
    return tuple(variants)


def as_record(article: Article) -> dict[str, Any]:
    """An article as plain values (text, lists, dates), fields left at their default omitted."""
    record: dict[str, Any] = {}
    for field in fields(Article):
        value = getattr(article, field.name)
        if field.default is not MISSING and value == field.default:
            continue
        if field.name == "variants":
            value = [
                {"label": of.label, "phrases": list(of.phrases), "spoken": of.spoken}
                for of in article.variants
            ]
        if isinstance(value, date):
            value = value.replace()  # a date of its own: YAML would refer to a shared one by an alias
        record[field.name] = list(value) if isinstance(value, tuple) else value
    return record


def to_json(article: Article) -> str:
    """An article as JSON that `from_json` gives back unchanged."""
    return json.dumps(as_record(article), ensure_ascii=False, default=date.isoformat)


def from_json(text: str) -> Article:
    """An article kept as JSON. Raises InputError when it no longer meets the rules."""
    record: dict[str, Any] = json.loads(text)
    for name in DATES:
        if name in record:
            record[name] = date.fromisoformat(record[name])
    for name in LISTS:
        if name in record:
            record[name] = tuple(record[name])
    variants = record.get("variants", [])
    record["variants"] = tuple(Variant(**{**of, "phrases": tuple(of["phrases"])}) for of in variants)
    return Article(**record)


def write_yaml_articles(articles: Iterable[Article]) -> str:
    """Articles as YAML that `read_yaml_articles` gives back unchanged."""
    records = [as_record(article) for article in articles]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(records, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110))
