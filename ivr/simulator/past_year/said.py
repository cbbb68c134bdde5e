"""What invented callers say: the phrases of said_fr.yaml, and what the town's articles are asked with."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from flows.events import AnswersFound
from knowledge.articles import Article
from knowledge.noise import Noise

PHRASINGS = 10
"""Wordings of an article that callers use; the real ones use more, these are enough to read like them."""
MISHEARD = 0.45
"""Share of the questions that the ears got partly wrong."""
WORD_ERRORS = 0.3
"""Share of the words wrong in those."""

Find = Callable[[str, Sequence[str]], AnswersFound]
"""What the town hall's own base makes of words and their alternatives."""


@dataclass(frozen=True)
class Wording:
    """One way a question is asked and heard, and what the base made of it."""

    said: str
    heard: str
    truth: str
    """Slug of the article that answers it; empty when none does."""
    found: AnswersFound


class Phrases:
    """Everything that is no question to an article."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._lists = {name: tuple(value) for name, value in tree.items() if isinstance(value, list)}
        self.unanswered: dict[str, tuple[str, ...]] = {
            theme: tuple(said) for theme, said in tree["unanswered"].items()
        }
        self.popularity: dict[str, float] = dict(tree["popularity"])

    def one(self, kind: str, chance: random.Random) -> str:
        """One of the phrases of a kind."""
        return str(chance.choice(self._lists[kind]))

    def all(self, kind: str) -> tuple[str, ...]:
        """All phrases of a kind."""
        return self._lists[kind]


@cache
def phrases() -> Phrases:
    """The phrases that are shipped."""
    return Phrases(yaml.safe_load(files(__package__).joinpath("said_fr.yaml").read_text(encoding="utf-8")))


class Wordings:
    """The questions of a town, matched once: a hundred thousand calls ask the same few hundred things."""

    def __init__(self, articles: Iterable[Article], find: Find, chance: random.Random) -> None:
        self._articles = [article for article in articles if article.phrasings]
        self._find = find
        vocabulary = [phrase for article in self._articles for phrase in article.phrasings]
        self._noise = Noise(vocabulary) if vocabulary else None
        said = phrases()
        self._by_article = {
            article.slug: self._heard(_some(article.phrasings, chance), article.slug, chance)
            for article in self._articles
        }
        self._by_theme = {theme: self._heard(asked, "", chance) for theme, asked in said.unanswered.items()}
        self._others = self._heard(said.all("out_of_scope"), "", chance)
        self._weights = [said.popularity.get(article.slug, 1.0) for article in self._articles]
        self._theme_weights = [1.0 / rank for rank, _ in enumerate(self._by_theme, start=1)]

    def draw(self, chance: random.Random) -> Wording:
        """A question as callers ask them: most have an article, some none, a few are off the subject."""
        lot = chance.random()
        if self._articles and lot < 0.86:
            (article,) = chance.choices(self._articles, self._weights)
            return chance.choice(self._by_article[article.slug])
        if lot < 0.96:
            (theme,) = chance.choices(list(self._by_theme), self._theme_weights)
            return chance.choice(self._by_theme[theme])
        return chance.choice(self._others)

    def _heard(self, asked: Sequence[str], truth: str, chance: random.Random) -> tuple[Wording, ...]:
        return tuple(one for said in asked for one in self._hearings(said, truth, chance))

    def _hearings(self, said: str, truth: str, chance: random.Random) -> list[Wording]:
        clean = Wording(said, said, truth, self._find(said, ()))
        if self._noise is None or chance.random() > MISHEARD:
            return [clean]
        heard = self._noise.corrupt(said, WORD_ERRORS, chance)
        return [clean, Wording(said, heard, truth, self._find(heard, (said,)))] if heard else [clean]


def _some(asked: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(list(asked), k=min(PHRASINGS, len(asked)))
