"""Ranks: ordinals, and the roman numerals of kings, centuries and chapters."""

from __future__ import annotations

import re

from speech.spoken.numbers import cardinal, ordinal, roman

_ENDINGS = {
    "er": False, "ers": False, "re": True, "res": True, "ère": True, "ères": True,
    "e": False, "es": False, "è": False, "ème": False, "èmes": False, "eme": False,
    "ième": False, "ièmes": False,
    "nd": False, "nds": False, "nde": True, "ndes": True, "d": False, "de": True,
}  # fmt: skip
_SUFFIX = "|".join(sorted(_ENDINGS, key=len, reverse=True))
_ARABIC = re.compile(rf"(?<![\d.,])(\d{{1,4}})({_SUFFIX})\b")
_ROMAN_RANK = re.compile(r"\b([IVX]+)(er|ère|re|ème|e)\b")
_ROMAN = re.compile(r"\b([IVX]{2,})\b(?!')")
_RULERS = "Charles|Clément|Édouard|Elizabeth|Philippe|Pie|Ferdinand|Frédéric|Georges?|Gustave|Jacques"
_SINGLE = re.compile(rf"\b({_RULERS}) ([VX])\b(?!['.])")


def ranks(text: str) -> str:
    """1er -> "premier", 2nde -> "seconde", XXIe -> "vingt et unième", Louis XIV -> "Louis quatorze"."""
    text = _ARABIC.sub(lambda found: _rank(int(found[1]), found[2]) or found[0], text)
    text = _ROMAN_RANK.sub(lambda found: _rank(roman(found[1]) or 0, found[2]) or found[0], text)
    text = _ROMAN.sub(lambda found: _cardinal(found[1]), text)
    return _SINGLE.sub(lambda found: f"{found[1]} {_cardinal(found[2])}", text)


def _rank(number: int, suffix: str) -> str:
    """Empty when this is no rank: "3d" is a kind of picture, "Ie" is nothing."""
    second = suffix in ("nd", "nds", "nde", "ndes", "d", "de")
    first = suffix in ("er", "ers", "re", "res", "ère", "ères")
    if number == 0 or (second and number != 2) or (first and number != 1) or (number == 1 and not first):
        return ""
    feminine = _ENDINGS[suffix]
    said = ("seconde" if feminine else "second") if second else ordinal(number, feminine=feminine)
    return f"{said}s" if suffix.endswith("s") else said


def _cardinal(written: str) -> str:
    number = roman(written)
    return written if number is None else cardinal(number)
