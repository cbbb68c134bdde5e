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
class _Family:
    kind: str
    """Kind of emergency, as in the prompts "emergency.*"."""
    said: re.Pattern[str]
    unless: re.Pattern[str] | None
    """What makes an errand of it: of this family alone, so that no other danger is silenced."""
    whenever: bool
    """A habit or a memory of it calls for the number as well: somebody beaten every evening."""


@dataclass(frozen=True)
class _Families:
    known: tuple[_Family, ...]
    elsewhen: re.Pattern[str]
    now: re.Pattern[str]


def danger_told(folded: str, language: str = "fr") -> str | None:
    """Kind of emergency of the first family that the sentence belongs to; None when it tells of none."""
    families = _families(language)
    now = families.now.search(folded)
    elsewhen = families.elsewhen.search(folded) and not now
    for family in families.known:
        if elsewhen and not family.whenever:
            continue
        if family.said.search(folded) and (now or not (family.unless and family.unless.search(folded))):
            return family.kind
    return None


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def _families(language: str) -> _Families:
    known = _read(f"dangers_{language}.toml")
    near = _read(f"dangers_near_{language}.toml")["family"]  # somebody close to the caller comes first
    around = _read(f"dangers_around_{language}.toml")["family"]
    people = known["people"]
    somebody = people["somebody"].replace("\n", "")
    anybody = rf"(?:{somebody}|{people['pronouns']})"

    def one_of(wordings: list[str]) -> re.Pattern[str]:
        words = "|".join(wordings).replace(people["anybody_tag"], anybody).replace(people["tag"], somebody)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    return _Families(
        known=tuple(
            _Family(
                kind=family["kind"],
                said=one_of(family["said"]),
                unless=one_of(family["unless"]) if "unless" in family else None,
                whenever=family.get("whenever", False),
            )
            for family in [*near, *known["family"], *around]
        ),
        elsewhen=one_of(known["elsewhen"]["words"]),
        now=one_of([known["elsewhen"]["now"]]),
    )
