"""The French words of call review and privacy; the catalogue is review_fr.toml beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ivr.console").joinpath("review_fr.toml").read_text(encoding="utf-8"))


def term(section: str, key: str, **values: object) -> str:
    """The word for one of our keys, its braces filled; the key itself when there is none."""
    return _catalogue()[section].get(key, key).format(**values)


def terms(section: str) -> dict[str, str]:
    """All words of a section, by key."""
    return dict(_catalogue()[section])
