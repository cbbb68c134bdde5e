"""What the project itself says, from its own French files: words that callers repeat."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speech.training.writing import sentences_of

ROOT = Path(__file__).parents[2]
FILES = ("flows/prompts/fr*.toml", "knowledge/data/calendar_fr.toml")
"""Not the files of what is understood: their words stand without accents and without endings."""
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|\([^()]*[|?*+][^()]*\)")


def our_sentences() -> Iterator[str]:
    """Sentences of the project's French files, in the model's own words."""
    for pattern in FILES:
        for path in sorted(ROOT.glob(pattern)):
            for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
                yield from (" ".join(words) for words in sentences_of(_PLACEHOLDER.sub("\n", text)))


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for key, value in given.items():
            if " " in key:
                yield key
            yield from _texts(value)
    elif isinstance(given, list):
        for value in given:
            yield from _texts(value)
