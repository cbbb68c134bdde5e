"""What the matcher needs to know of an article, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that may be asked."""

    slug: str
    title: str
    service: str = ""
    """Slug of the service in charge."""
    phrasings: tuple[str, ...] = ()
    """Ways people ask it."""
    keywords: tuple[str, ...] = ()
    """What people call it: "cni", "pièce d'identité"."""
    text: str = ""
    """The answer's own words; they help to recognise a question, less than its phrasings do."""

    @property
    def said(self) -> tuple[str, ...]:
        """Everything by which it is asked or named, without repeats; never empty."""
        return tuple(dict.fromkeys((self.title, *self.keywords, *self.phrasings)))
