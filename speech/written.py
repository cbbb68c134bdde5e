"""A written text that knows which language it is in."""

from __future__ import annotations


class Written(str):
    """Text with its language, for whoever says it; anywhere else it is the text alone."""

    language: str
    """ISO 639-1."""

    __slots__ = ("language",)

    def __new__(cls, text: str, language: str) -> Written:
        written = super().__new__(cls, text)
        written.language = language
        return written


def language_of(text: str, default: str = "fr") -> str:
    """The language of a text; the default for one that does not say."""
    return text.language if isinstance(text, Written) else default
