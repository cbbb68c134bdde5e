"""What callers say to be answered in English: the few English words that the French ears learn."""

from __future__ import annotations

from functools import cache

from speech.training.callers import DATA

REQUESTS = "english.txt"
VOICE = "en-us"
"""espeak's name of the language."""


@cache
def requests() -> tuple[str, ...]:
    """Those written one by one; what is said most stands there more than once."""
    lines = (DATA / REQUESTS).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def language_of(text: str) -> str:
    """espeak's name of the language a text is to be said in."""
    return VOICE if text in requests() else "fr"
