"""What is said to the people who write articles: one sentence per key, from a French catalogue."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

SHOWN_LENGTH = 60
"""Characters of an offending value quoted back; a whole pasted page would hide the sentence."""


@cache
def catalogue() -> dict[str, str]:
    """Every sentence by its dotted key."""
    text = resources.files("knowledge").joinpath("data/messages_fr.toml").read_text("utf-8")
    sections: dict[str, dict[str, str]] = tomllib.loads(text)
    return {f"{section}.{key}": sentence for section, of in sections.items() for key, sentence in of.items()}


def message(key: str, /, **values: object) -> str:
    """The sentence for `key`, its braces filled. Strings are quoted as `show` does, sequences listed."""
    return catalogue()[key].format(**{name: _shown(value) for name, value in values.items()})


def show(value: str) -> str:
    """A value as it can be quoted in a sentence: on one line, printable, not too long."""
    printable = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in value)
    return printable if len(printable) <= SHOWN_LENGTH else printable[:SHOWN_LENGTH] + "…"


def _shown(value: object) -> object:
    if isinstance(value, str):
        return show(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(show(str(item)) for item in value)
    return value
