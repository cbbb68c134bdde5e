"""One letter of a name, corrected in a few words."""

from __future__ import annotations

import re

from flows.collect.spelling import letter_named
from flows.understand import fold

_ONE_LETTER = re.compile(
    r"\b(?P<how>deux|double|un seul|une seule) (?P<letter>[\w']+)$"
    r"|\b(?P<without>sans) (?:le |la |un |une )?(?P<gone>[\w']+)(?: à la fin)?$"
    r"|\bavec (?:un |une )(?P<last>[\w']+) à la fin$"
    r"|\bavec (?:un |une )(?P<alike>[\w']+)$"
)
_TOGETHER = re.compile(r"\b(?:en un (?:seul )?mot|tout attaché|attaché|sans espace|in one word)\b")
_APART = re.compile(r"\b(?:en (?:deux|trois) mots|séparé|avec (?:un |une )?espace|in two words)\b")
_ARTICLE = re.compile(r"^(?P<article>Le|La|Du|De|Des|Saint|Mac|Van|Ben)(?P<rest>[^\W\d_]{3,})$")
_HEARD_ALIKE = ("dt", "sxz", "ckq", "gk", "mn", "bp", "fv", "iy")
"""Letters taken one for another at the end of a name: "Dupond ? Non, avec un t"."""


def with_letter_changed(name: str, words: str) -> str | None:
    """A name as a word on one of its letters corrects it; None when the words speak of no letter of it.

    "avec deux l", "un seul n", "sans h", "avec un d à la fin" make Martell of Martel, Bonet of Bonnet, Tomas
    of Thomas, Dupond of Dupont.
    """
    found = _ONE_LETTER.search(fold(words))
    if not found:
        return None
    letter = letter_named(found["letter"] or found["gone"] or found["last"] or found["alike"])
    if not letter:
        return None
    lower = name.lower()
    if found["alike"]:
        alike = any(lower[-1] in group and letter in group for group in _HEARD_ALIKE)
        return name[:-1] + letter if alike else None
    if found["last"]:
        silent = len(name) > 1 and lower[-1] in "bcdfghlmnpqrstxz"
        return name[:-1] + letter if silent and lower[-1] != letter else name + letter
    if found["without"]:
        at = lower.rfind(letter)
        return name[:at] + name[at + 1 :] if at > 0 else None
    if found["how"] in ("deux", "double"):
        at = lower.rfind(letter)
        return name[: at + 1] + letter + name[at + 1 :] if at >= 0 and letter * 2 not in lower else None
    at = lower.rfind(letter * 2)
    return name[:at] + name[at + 1 :] if at >= 0 else None


def in_other_words(name: str, words: str) -> str | None:
    """A name whose words are put together, or its article set apart: "en deux mots" makes Le Grand of
    Legrand, or of itself, "en un mot" Legrand of Le Grand; None when the words say neither.
    """
    if _TOGETHER.search(fold(words)) and " " in name:
        return "".join(name.split()).capitalize()
    if not _APART.search(fold(words)):
        return None
    if " " in name:
        return name
    apart = _ARTICLE.match(name)
    return f"{apart['article']} {apart['rest'].capitalize()}" if apart else None
