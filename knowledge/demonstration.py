"""The demonstration commune's articles, shipped with the package."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources

from knowledge.article_files import read_yaml_articles
from knowledge.articles import Article
from knowledge.located import InputError, Problem, decode
from knowledge.messages import message
from knowledge.translations import Translation, read_translations


@cache
def _shipped() -> tuple[Article, ...]:
    articles: list[Article] = []
    folder = resources.files("knowledge").joinpath("data/demonstration")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            articles += read_yaml_articles(decode(entry.read_bytes()))
    counts = Counter(article.slug for article in articles)
    if twice := sorted(slug for slug, count in counts.items() if count > 1):
        raise InputError([Problem(message("article.slug_twice", value=slug), slug=slug) for slug in twice])
    return tuple(articles)


def load_demonstration() -> list[Article]:
    """The shipped articles, by service then in their file's order."""
    return list(_shipped())


@cache
def _shipped_translations() -> tuple[Translation, ...]:
    source = resources.files("knowledge").joinpath("data/demonstration_english.yaml")
    return tuple(read_translations(decode(source.read_bytes())))


def load_demonstration_english() -> list[Translation]:
    """What the shipped articles say in English."""
    return list(_shipped_translations())
