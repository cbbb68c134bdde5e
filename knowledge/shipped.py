"""The matcher's own view of what is shipped with the package: demonstration articles and what to refuse."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

import yaml

from knowledge.articles import Article
from knowledge.calibration import shipped_calibration
from knowledge.demonstration import load_demonstration
from knowledge.entry import Entry
from knowledge.matching import Matcher

NOT_OURS = "hors_mairie"
"""Where the official questions that are not a town hall's are listed."""

_RUN = 20
"""Phrases kept together when themes are cut from a long list."""

Themes = dict[str, tuple[str, ...]]


@cache
def _themes(name: str) -> Themes:
    """A file of phrases by theme, whether they are listed or written between semicolons."""
    text = resources.files("knowledge").joinpath("data", name).read_text(encoding="utf-8")
    return {
        str(theme): tuple(
            str(phrase).strip() for phrase in (given.split(";") if isinstance(given, str) else given)
        )
        for theme, given in yaml.safe_load(text).items()
    }


def entry_of(article: Article) -> Entry:
    """What the matcher learns of an article: its own words, how the State asks the same thing, and what
    citizens say without the town hall's words. The details, said on demand only, teach nothing: measured,
    they resolve no more questions, and changing one article's would move the answers of others."""
    variants = (variant.spoken for variant in article.variants)
    return Entry(
        slug=article.slug,
        title=article.title,
        service=article.service,
        phrasings=tuple(
            dict.fromkeys(
                (
                    *article.phrasings,
                    *_themes("official_questions.yaml").get(article.slug, ()),
                    *_themes("wordings.yaml").get(article.slug, ()),
                )
            )
        ),
        keywords=(article.offer, *article.keywords),
        text=" ".join((article.spoken, *variants)),
    )


def load_entries(articles: Iterable[Article] | None = None) -> list[Entry]:
    """Entries for these articles; for the demonstration articles when none are given."""
    return [entry_of(article) for article in (load_demonstration() if articles is None else articles)]


@cache
def background_themes() -> Themes:
    """What citizens ask that a town hall does not answer, by theme."""
    themes = dict(_themes("out_of_scope.yaml"))
    others = {NOT_OURS: _themes("official_questions.yaml")[NOT_OURS], **_themes("near_misses.yaml")}
    for name, phrases in others.items():
        # These follow the order of their own themes: cut in runs, neighbours stay together.
        for start in range(0, len(phrases), _RUN):
            themes[f"{name}-{start // _RUN + 1}"] = phrases[start : start + _RUN]
    return themes


def load_background() -> list[str]:
    """Every phrase to refuse."""
    return [phrase for phrases in background_themes().values() for phrase in phrases]


def build_matcher(articles: Iterable[Article] | None = None, *, cache: Path | None = None) -> Matcher:
    """A matcher over these articles, or over the demonstration ones, with everything shipped. `cache` is the
    folder where what was learnt is kept; without it, building takes some ten seconds."""
    return Matcher(load_entries(articles), load_background(), shipped_calibration(), cache=cache)
