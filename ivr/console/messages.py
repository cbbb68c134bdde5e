"""The French sentences of the console that templates do not hold; the catalogues are *_fr.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    catalogue: dict[str, dict[str, str]] = {}
    found = [file for file in files("ivr.console").iterdir() if file.name.endswith("_fr.toml")]
    for file in sorted(found, key=lambda one: one.name):
        for section, sentences in tomllib.loads(file.read_text(encoding="utf-8")).items():
            catalogue.setdefault(section, {}).update(sentences)
    return catalogue


def message(key: str, **values: object) -> str:
    """The sentence at "section.name", its braces filled. An unknown key raises KeyError."""
    section, _, name = key.partition(".")
    return _catalogue()[section][name].format(**values)


def has_message(key: str) -> bool:
    """Is there a sentence at "section.name"?"""
    section, _, name = key.partition(".")
    return name in _catalogue().get(section, {})
