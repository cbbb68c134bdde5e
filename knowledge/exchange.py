"""The whole base in one file, out and in: YAML for people who write, CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from knowledge.article_files import read_records, write_yaml_articles, yaml_records
from knowledge.articles import Article
from knowledge.csv_files import csv_records, write_csv
from knowledge.located import SIZE_LIMIT, InputError, Problem, decode
from knowledge.messages import message
from knowledge.placeholders import town_problems
from knowledge.store import Changes, KnowledgeStore
from knowledge.town import TownFacts

Format = Literal["yaml", "csv"]

FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv"}
"""What each file name ending holds."""


def format_of(path: Path) -> Format:
    """The format a file name tells. Raises InputError."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise InputError([Problem(message("file.ending", value=path.name, known=tuple(FORMATS)))]) from None


def write_articles(articles: Iterable[Article], kind: Format) -> str:
    """Articles as text that `read_articles` gives back unchanged."""
    return write_csv(articles) if kind == "csv" else write_yaml_articles(articles)


def read_articles(raw: bytes, kind: Format, town: TownFacts | None = None) -> list[Article]:
    """The articles of a file. Raises InputError with every fault and its line.

    With `town`, what articles say of it is checked too: services, facts, places with hours.
    """
    text = decode(raw)
    located = read_records(csv_records(text) if kind == "csv" else yaml_records(text))
    if town is not None:
        problems = [
            Problem(problem.text, line=line, field=problem.field, slug=article.slug)
            for line, article in located
            for problem in town_problems(article, town)
        ]
        if problems:
            raise InputError(problems)
    return [article for _, article in located]


def read_file(path: Path, town: TownFacts | None = None) -> list[Article]:
    """The articles of a file on disk. Raises InputError, OSError."""
    kind = format_of(path)
    if (size := path.stat().st_size) > SIZE_LIMIT:
        raise InputError([Problem(message("file.too_large", size=size, limit=SIZE_LIMIT))])
    return read_articles(path.read_bytes(), kind, town)


def import_articles(
    store: KnowledgeStore, articles: Sequence[Article], *, who: str, at: datetime, replace: bool = False
) -> Changes:
    """Put articles in the base, all or none; what they replace stays in its history.

    Raises InputError when the file would empty the base: a wrong file is likelier than the wish.
    """
    if replace and not articles:
        raise InputError([Problem(message("file.empties"))])
    return store.save_all(articles, who=who, at=at, replace=replace)
