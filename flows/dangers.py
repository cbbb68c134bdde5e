"""Families of words that tell of somebody in danger, and the emergency service that each calls for.

Works on folded text (see `understand.fold`). `urgent_words` knows the words that always mean an emergency;
here are those that mean one unless the sentence tells a memory, a habit, a supposition or an errand.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class _Families:
    said: tuple[tuple[str, re.Pattern[str]], ...]
    """Kind of emergency, as in the prompts "emergency.*", and the words of the family."""
    elsewhen: re.Pattern[str]
    now: re.Pattern[str]


def danger_told(folded: str) -> str | None:
    """Kind of emergency of the first family that the sentence belongs to; None when it tells of none."""
    families = _families()
    if families.elsewhen.search(folded) and not families.now.search(folded):
        return None
    return next((kind for kind, words in families.said if words.search(folded)), None)


@cache
def _families() -> _Families:
    known: dict[str, Any] = tomllib.loads(
        files(__package__).joinpath("dangers_fr.toml").read_text(encoding="utf-8")
    )
    somebody = known["people"]["somebody"].replace("\n", "")
    anybody = rf"(?:{somebody}|{known['people']['pronouns']})"

    def one_of(wordings: list[str]) -> re.Pattern[str]:
        words = "|".join(wordings).replace("<quelqu'un ou il>", anybody).replace("<quelqu'un>", somebody)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    return _Families(
        said=tuple((family["kind"], one_of(family["said"])) for family in known["family"]),
        elsewhen=one_of(known["elsewhen"]["words"]),
        now=one_of([known["elsewhen"]["now"]]),
    )
