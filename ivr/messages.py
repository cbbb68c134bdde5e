"""The French sentences that the program itself tells people; the catalogue is messages_fr.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ivr").joinpath("messages_fr.toml").read_text(encoding="utf-8"))


def message(key: str, **values: object) -> str:
    """The sentence at "section.name", its braces filled. An unknown key raises KeyError."""
    section, _, name = key.partition(".")
    return _catalogue()[section][name].format(**values)


def has_message(key: str) -> bool:
    """Is there a sentence at "section.name"?"""
    section, _, name = key.partition(".")
    return name in _catalogue().get(section, {})
