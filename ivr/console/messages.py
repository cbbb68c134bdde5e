"""The French sentences of the console that templates do not hold; the catalogues are those of CATALOGUES.

The indicators name the same codes as groups that are counted ("Signalements"): their catalogue is apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

CATALOGUES = ("console_fr.toml", "knowledge_fr.toml", "review_fr.toml")


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return made_one(files("ivr.console").joinpath(name).read_text(encoding="utf-8") for name in CATALOGUES)


def made_one(sources: Iterable[str]) -> dict[str, dict[str, str]]:
    """Several catalogues as one, by section. Raises ValueError when two of them hold the same sentence."""
    catalogue: dict[str, dict[str, str]] = {}
    for source in sources:
        for section, sentences in tomllib.loads(source).items():
            known = catalogue.setdefault(section, {})
            if twice := known.keys() & sentences.keys():
                told = f"{section}.{min(twice)}"
                raise ValueError(f"Two catalogues hold the sentence {told!r}: leave it in one of them.")
            known.update(sentences)
    return catalogue


def message(key: str, **values: object) -> str:
    """The sentence at "section.name", its braces filled. An unknown key raises KeyError."""
    section, _, name = key.partition(".")
    return _catalogue()[section][name].format(**values)


def has_message(key: str) -> bool:
    """Is there a sentence at "section.name"?"""
    section, _, name = key.partition(".")
    return name in _catalogue().get(section, {})
