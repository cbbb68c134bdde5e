"""English numbers in words, as digits: what is dictated, and what a date or an hour is made of."""

from __future__ import annotations

import re

_UNITS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
            "nineteen",
        )
    )
} | {"oh": 0, "nought": 0}
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_FRENCH = frozenset(("du", "des", "de", "la", "le", "les"))
"""After these a word is of a French name: "rue du Four" holds no number."""
_REPEATED = {"double": 2, "triple": 3}
_ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8},
    **{"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14},
    **{"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19},
    **{"twentieth": 20, "thirtieth": 30},
}


def with_digits(text: str) -> str:
    """The same words with every number below a hundred in digits; those dictated stay apart.

    "oh six twelve thirty four double five" is "0 6 12 34 5 5"; "half past two" is "half past 2".
    """
    words = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text.lower()).split()
    said: list[str] = []
    at = 0
    while at < len(words):
        used, digits = (0, "") if at and words[at - 1] in _FRENCH else _number(words, at)
        said.append(digits or words[at])
        at += max(1, used)
    return " ".join(said)


def ordinals_as_digits(text: str) -> str:
    """The same words with ordinals in digits: "the twenty first of march" is "the 21 of march"."""
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text.lower())
    plain = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b", r"\1", plain)
    for ten, value in (("twenty", 20), ("thirty", 30)):
        for word, number in _ORDINALS.items():
            if number < 10:
                plain = re.sub(rf"\b{ten} {word}\b", str(value + number), plain)
    for word, number in _ORDINALS.items():
        if word != "second":  # "the second one", "a second": a place, or a moment
            plain = re.sub(rf"\b{word}\b", str(number), plain)
    return re.sub(r"\bsecond(?= of\b)", "2", plain)


def _number(words: list[str], at: int) -> tuple[int, str]:
    """The number that begins at a word: (words used, its digits)."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _REPEATED and (following in _UNITS or (following.isdecimal() and len(following) == 1)):
        digit = following if following.isdecimal() else str(_UNITS[following])
        return 2, " ".join([digit] * _REPEATED[word]) if len(digit) == 1 else ""
    if word in _TENS:
        if 0 < _UNITS.get(following, 0) < 10 and following != "oh":
            return 2, str(_TENS[word] + _UNITS[following])
        return 1, str(_TENS[word])
    return (1, str(_UNITS[word])) if word in _UNITS else (0, "")
