"""The French sentences of the simulator; the catalogue is messages_fr.toml beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    source = files("ivr.simulator").joinpath("messages_fr.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def decimal(value: float, places: int) -> str:
    """A number as French writes it: 0,62."""
    return f"{value:.{places}f}".replace(".", ",")


def message(key: str, /, **values: object) -> str:
    """The sentence at "section.name", its braces filled. An unknown key raises KeyError."""
    section, _, name = key.partition(".")
    return _catalogue()[section][name].format(**values)
