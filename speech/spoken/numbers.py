"""Numbers as French words: pure functions on one number at a time."""

from __future__ import annotations

import re
from typing import Any

from num2words import num2words

LONGEST = 12
"""Digits beyond which a number is said digit by digit."""
LONGEST_DECIMALS = 3

NUMBER = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
"""A number as written: 12, 1 500, 12,5. Guard it on the left with (?<![\\d.,])."""
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def cardinal(number: int, *, feminine: bool = False) -> str:
    """21 -> "vingt et un", or "vingt et une"."""
    words = _words(number)
    if feminine and re.search(r"\bun$", words):
        return f"{words}e"
    return words


def ordinal(number: int, *, feminine: bool = False) -> str:
    """1 -> "premier" or "première"; 80 -> "quatre-vingtième"."""
    if number == 1:
        return "première" if feminine else "premier"
    words = _words(number)
    if number in (0, 1) or not words:
        return words
    return re.sub(r"(?<=vingt|.cent|llion|liard)sième$", "ième", _words(number, to="ordinal"))


def digits(written: str) -> str:
    """Digit by digit: "007" -> "zéro zéro sept"."""
    return " ".join(_words(int(digit)) for digit in written)


def group(written: str) -> str:
    """A few digits as people dictate them: "05" -> "zéro cinq", "00" -> "zéro zéro"; "70" is a number."""
    rest = written.lstrip("0")
    zeros = ["zéro"] * (len(written) - len(rest))
    return " ".join([*zeros, cardinal(int(rest))] if rest else zeros)


def number(written: str, *, feminine: bool = False) -> str:
    """A number as written: "1 500" -> "mille cinq cents", "12,5" -> "douze virgule cinq"."""
    whole, _, decimals = written.replace(" ", "").replace(".", ",").partition(",")
    if (len(whole) > 1 and whole[0] == "0") or len(whole) > LONGEST:
        words = digits(whole)
    else:
        words = cardinal(int(whole), feminine=feminine and not decimals)
    if not decimals:
        return words
    said = group(decimals) if len(decimals) <= LONGEST_DECIMALS else digits(decimals)
    return f"{words} virgule {said}"


def value(written: str) -> float:
    """What a written number is worth, to tell one from several."""
    return float(written.replace(" ", "").replace(",", "."))


def roman(written: str) -> int | None:
    """XIV -> 14; None when it is not a roman numeral."""
    if not written or not _ROMAN.fullmatch(written):
        return None
    values = [_ROMAN_VALUES[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-here if here < after else here for here, after in zip(values, following, strict=True))


def _words(number: int, **options: Any) -> str:
    words: str = num2words(number, lang="fr", **options)
    return words
