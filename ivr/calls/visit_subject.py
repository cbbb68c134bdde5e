"""What a visit is for, as agents and texts say it: its kind, or the files of a visit for several."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ivr.settings import Settings


def what_for(settings: Settings, row: dict[str, Any], language: str = "fr") -> str:
    """ "un passeport", or "un passeport × 2, une carte d'identité"; the slug of a kind no longer declared.

    `row`: of the table `appointments`. `language`: a kind that has no name in it keeps its French one.
    """
    files = Counter((row["files"] or row["kind"]).split())
    return ", ".join(
        _title(settings, slug, language) + (f" × {count}" if count > 1 else "")
        for slug, count in files.items()
    )


def _title(settings: Settings, slug: str, language: str) -> str:
    kind = settings.appointments.get(slug)
    if kind is None:
        return slug
    return (language == "en" and kind.title_en) or kind.title
