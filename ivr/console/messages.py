"""The French sentences of the console that templates do not hold; the catalogue is console_fr.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = files("ivr.console").joinpath("console_fr.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def message(key: str, **values: object) -> str:
    """The sentence at "section.name", its braces filled. An unknown key raises KeyError."""
    section, _, name = key.partition(".")
    return _catalogue()[section][name].format(**values)


def has_message(key: str) -> bool:
    """Is there a sentence at "section.name"?"""
    section, _, name = key.partition(".")
    return name in _catalogue().get(section, {})
