"""The French of data/spoken.toml, ready to be looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "spoken.toml"


@dataclass(frozen=True)
class Unit:
    """A unit that follows a number."""

    singular: str
    plural: str
    feminine: bool


@dataclass(frozen=True)
class Lexicon:
    """How short writings are said."""

    letters: dict[str, str]
    acronyms: dict[str, str]
    """Upper case -> as it sounds."""
    spelled: frozenset[str]
    """Acronyms that look like words and are spelled."""
    small_words: frozenset[str]
    """Upper-case words that are no acronyms."""
    abbreviations: dict[str, str]
    """With their point."""
    before_number: dict[str, str]
    after_number: dict[str, str]
    short: dict[str, str]
    """Exactly as written."""
    units: dict[str, Unit]
    days: dict[str, str]
    spelled_domains: frozenset[str]
    feminine: re.Pattern[str]
    """Matches a feminine noun, singular or plural."""


@cache
def lexicon() -> Lexicon:
    """The lexicon carried with the project."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    nouns = "|".join(map(re.escape, data["feminine"]["nouns"]))
    endings = "|".join(data["feminine"]["endings"])
    return Lexicon(
        letters=data["letters"],
        acronyms=data["acronyms"],
        spelled=frozenset(data["spelled"]["acronyms"]),
        small_words=frozenset(data["small_words"]["words"]),
        abbreviations=data["abbreviations"],
        before_number=data["before_number"],
        after_number=data["after_number"],
        short=data["short"],
        units={
            symbol: Unit(singular, plural, gender == "f")
            for symbol, (singular, plural, gender) in data["units"].items()
        },
        days=data["days"],
        spelled_domains=frozenset(data["web"]["spelled"]),
        feminine=re.compile(rf"(?:(?:{nouns})s?|[a-zà-ÿ-]+(?:{endings})s?)\b"),
    )


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these writings, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def spell(letters: str) -> str:
    """The names of letters, joined: "PLU" -> "pé-elle-u". Accents are not named."""
    plain = unicodedata.normalize("NFD", letters.upper())
    return "-".join(lexicon().letters[letter] for letter in plain if letter in lexicon().letters)
