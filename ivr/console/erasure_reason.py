"""Why somebody was erased, as the proof may keep it: a reference, and nothing of who they were."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from sqlite_utils import Database

from ivr.calls.masking import mask
from knowledge.normalise import without_accents

_CIVIL = re.compile(r"\b(?:M|Mr|Mme|Mlle|MM|Monsieur|Madame|Mademoiselle)\b\.?\s+[A-ZÀ-Ö]")
"""Somebody called by their name."""
_SHORTEST_NAME = 3


def names_somebody(reason: str, names: Sequence[str]) -> bool:
    """Does this reason hold a telephone number, an address, or a name? `names`: those to be erased."""
    if mask(reason) != reason or _CIVIL.search(reason):
        return True
    typed = set(_words(reason))
    return any(len(word) >= _SHORTEST_NAME and word in typed for name in names for word in _words(name))


def names_left(db: Database, call_ids: Sequence[str]) -> list[str]:
    """The names that these calls left with their visits and their callbacks."""
    rows = db.execute(
        "select name from appointments where call_id in (select value from json_each(:calls))"
        " union select name from callbacks where call_id in (select value from json_each(:calls))",
        {"calls": json.dumps(list(call_ids))},
    )
    return [row[0] for row in rows if row[0]]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", without_accents(text.casefold()))
