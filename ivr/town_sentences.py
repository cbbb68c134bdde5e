"""What callers of this town are likely to say, for its ears to learn: streets, people, questions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from ivr.settings import Settings
from knowledge.articles import Article
from knowledge.streets import Street

NUMBERS = (2, 5, 8, 12, 17, 23, 31, 46, 58, 74, 85, 93, 104)
"""House numbers said with the streets, in turn."""


def town_sentences(settings: Settings, streets: Iterable[Street], articles: Iterable[Article]) -> list[str]:
    """Sentences as people write them, in a fixed order."""
    return [
        *_filled("town", town=settings.town.name),
        *_streets(streets),
        *_people(settings.words.people),
        *settings.words.sentences,
        *(
            line
            for service in settings.services.values()
            for line in _filled("service", service=service.name)
        ),
        *(
            line
            for kind in settings.appointments.values()
            for title in (kind.title, *kind.words)
            for line in _filled("appointment", title=title)
        ),
        *_questions(articles),
    ]


def _streets(streets: Iterable[Street]) -> Iterator[str]:
    frames = _frames()
    for place, street in enumerate(streets):
        kind = street.spoken.split()[0]
        genders = ("feminine", "masculine", "elided")
        gender = next((one for one in genders if kind in frames[f"{one}_kinds"]), "")
        for turn, frame in enumerate([*frames["street"], *(frames[gender] if gender else ())]):
            number = NUMBERS[(place + turn) % len(NUMBERS)]
            yield frame.format(street=street.spoken, number=number)


def _people(names: Iterable[str]) -> Iterator[str]:
    """Each as written, and by the last word, which is the surname: "Madame Perrin"."""
    for name in names:
        for form in dict.fromkeys((name, name.split()[-1])):
            yield from _filled("person", name=form)


def _questions(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        yield article.title
        yield from article.phrasings
        for variant in article.variants:
            yield from variant.phrases


def _filled(kind: str, **values: str) -> Iterator[str]:
    for frame in _frames()[kind]:
        yield frame.format(**values)


@cache
def _frames() -> dict[str, list[str]]:
    return tomllib.loads(files("ivr").joinpath("town_sentences_fr.toml").read_text(encoding="utf-8"))
