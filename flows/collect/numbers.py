"""French numbers, as words and as digits.

Number words run together: "soixante dix huit" is 78, or 60 and 18, or 60, 10 and 8. `cardinals` therefore
gives every reading that begins at a word, longest first, and leaves the choice to who knows what is being
dictated: a telephone number, an hour, a house number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.collect.words import bare_words

_UNITS = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_SWISS_TENS = {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
"""Said in Belgium and Switzerland, and by people who come from there."""

_VALUES = {word: value for value, word in enumerate(_UNITS)} | _TENS | _SWISS_TENS
_ALSO = {
    **{"une": "un", "vingts": "vingt", "cents": "cent", "mil": "mille", "zeros": "zero"},
    **dict.fromkeys(("catre", "quattre", "katre"), "quatre"),
    **dict.fromkeys(("sink", "cinque"), "cinq"),
    **dict.fromkeys(("wit", "uit"), "huit"),
    **{"noeuf": "neuf", "disse": "dix", "onz": "onze", "douse": "douze", "treze": "treize"},
    **dict.fromkeys(("catorze", "katorze"), "quatorze"),
    **{"kinze": "quinze", "sieze": "seize", "ceze": "seize", "vint": "vingt", "trante": "trente"},
    **dict.fromkeys(("carante", "quarantes"), "quarante"),
    **dict.fromkeys(("cinquantes", "sinquante"), "cinquante"),
    **dict.fromkeys(("soissante", "soixantes"), "soixante"),
}
"""Other forms of a number word, and ways of writing it that are no other word."""

#: Words that a recogniser hears for a number; trusted only where numbers are expected.
HOMOPHONES = {
    **dict.fromkeys(("hein", "in"), "un"),
    **dict.fromkeys(("de", "deu"), "deux"),
    **dict.fromkeys(("toi", "trop", "troie"), "trois"),
    **dict.fromkeys(("saint", "sein", "sain"), "cinq"),
    **dict.fromkeys(("si", "sis", "scie", "ci"), "six"),
    **dict.fromkeys(("cet", "cette", "set", "ces"), "sept"),
    **dict.fromkeys(("oui", "huitre"), "huit"),
    **dict.fromkeys(("neuve", "neufs"), "neuf"),
    **dict.fromkeys(("dis", "dit"), "dix"),
    **{"once": "onze", "douce": "douze", "tresse": "treize"},
    **dict.fromkeys(("vin", "vins", "vain"), "vingt"),
    **dict.fromkeys(("sang", "sans", "sent"), "cent"),
}


@dataclass(frozen=True)
class Cardinal:
    """One reading of some words as a number."""

    value: int
    digits: str
    """As it would be keyed: a number written "06" keeps its zero."""
    end: int
    """Position after its last word."""


def cardinals(words: Sequence[str], start: int, *, lenient: bool = False) -> list[Cardinal]:
    """Every number below a million that begins at `words[start]`, longest reading first.

    `words` are bare words. `lenient` accepts what recognisers write for numbers ("vin", "cette"): only for
    a question answered by numbers alone.
    """
    if start < len(words) and words[start].isdecimal():
        return [Cardinal(int(words[start]), words[start], start + 1)] if len(words[start]) <= 20 else []
    known = [_known(word, lenient) for word in words[start : start + 16]]
    found = {Cardinal(value, str(value), start + used) for value, used in _below_million(known)}
    return sorted(found, key=lambda number: (-number.end, number.value))


def number_at(words: Sequence[str], start: int, *, lenient: bool = False) -> Cardinal | None:
    """The longest number that begins at `words[start]`."""
    return next(iter(cardinals(words, start, lenient=lenient)), None)


def numbers_in(text: str, *, lenient: bool = False) -> list[int]:
    """The numbers of a text from left to right, each read as long as possible.

    An article is no number: "un" before another word is left out.
    """
    words = bare_words(text)
    found, at = [], 0
    while at < len(words):
        number = number_at(words, at, lenient=lenient)
        if number is None:
            at += 1
            continue
        if not _is_article(words, at):
            found.append(number.value)
        at = number.end
    return found


def whole_number(text: str, *, lenient: bool = False) -> int | None:
    """The one number a text says; None when it says none, or several."""
    found = numbers_in(text, lenient=lenient)
    return found[0] if len(found) == 1 else None


def with_digits(text: str, *, lenient: bool = False) -> str:
    """Bare words with every number in digits: "le vingt et un à quatorze heures" is "le 21 a 14 heures".

    Before "heure", a number is one that a clock shows: "le vingt neuf heures" is "le 20 9 heures".
    """
    words = bare_words(text)
    out: list[str] = []
    at = 0
    while at < len(words):
        readings = cardinals(words, at, lenient=lenient)
        if words[at].isdecimal() or not readings or _is_article(words, at):
            out.append(words[at])
            at += 1
            continue
        number = next((n for n in readings if not _off_the_clock(words, n)), readings[0])
        out.append(str(number.value))
        at = number.end
    return " ".join(out)


def _off_the_clock(words: Sequence[str], number: Cardinal) -> bool:
    after = words[number.end] if number.end < len(words) else ""
    return after in ("h", "heure", "heures") and number.value > 24


def in_words(number: int) -> str:
    """A number from 0 to 999 999 as a recogniser writes it: "soixante et onze", "quatre vingts".

    Raises ValueError outside that range.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{number} is not between 0 and 999 999.")
    thousands, rest = divmod(number, 1000)
    words = [] if not rest and thousands else _words_below_thousand(rest)
    if thousands:
        many = [
            word.rstrip("s") if word in ("vingts", "cents") else word
            for word in _words_below_thousand(thousands)
        ]
        words = [*([] if thousands == 1 else many), "mille", *words]
    return " ".join(words).replace("zero", "zéro")


def _words_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _words_below_hundred(rest)
    words = ["cents" if hundreds > 1 and not rest else "cent"]
    return [
        *(_UNITS[hundreds : hundreds + 1] if hundreds > 1 else ()),
        *words,
        *(_words_below_hundred(rest) if rest else ()),
    ]


def _words_below_hundred(number: int) -> list[str]:
    if number <= 16:
        return [_UNITS[number]]
    if number == 80:
        return ["quatre", "vingts"]
    if number > 80:
        return ["quatre", "vingt", *_words_below_hundred(number - 80)]
    base = number // 10 * 10 if number < 60 else 60
    if number < 20:
        return ["dix", _UNITS[number - 10]]
    ten = next(word for word, value in _TENS.items() if value == base)
    rest = number - base
    link = ["et"] if rest in (1, 11) else []
    return [ten, *link, *(_words_below_hundred(rest) if rest else ())]


def _is_article(words: Sequence[str], at: int) -> bool:
    """Is this "un" or "une" the article of the next word?"""
    if words[at] not in ("un", "une") or at + 1 == len(words):
        return False
    return number_at(words, at + 1) is None and words[at + 1] not in ("heure", "heures", "mille", "h")


def _known(word: str, lenient: bool) -> str:
    """The number word that this one stands for; itself when it is none."""
    word = HOMOPHONES.get(word, word) if lenient else word
    return _ALSO.get(word, word)


_Partial = set[tuple[int, int]]
"""Readings of the beginning of some words: (value, words used)."""


def _below_hundred(words: Sequence[str]) -> _Partial:
    if not words:
        return set()
    first = words[0]
    found: _Partial = set()
    if first in _VALUES:
        found.add((_VALUES[first], 1))
    if first == "dix":
        found |= {(10 + value, 2) for value in _units(words, 1, 7, 9)}
    if first in _TENS or first in _SWISS_TENS:
        ten, link = _VALUES[first], 2 if words[1:2] == ["et"] else 1
        found |= {(ten + value, link + 1) for value in _units(words, link, 1, 9)}
        if ten == 60:
            found |= {(ten + value, link + used) for value, used in _teens(words[link:])}
    if list(words[:2]) == ["quatre", "vingt"]:
        found |= {(80, 2)} | {(80 + value, 3) for value in _units(words, 2, 1, 9)}
        found |= {(80 + value, 2 + used) for value, used in _teens(words[2:])}
    return found


def _units(words: Sequence[str], at: int, low: int, high: int) -> list[int]:
    """The unit at that position, if it is within bounds."""
    value = _VALUES.get(words[at], -1) if at < len(words) else -1
    return [value] if low <= value <= high else []


def _teens(words: Sequence[str]) -> _Partial:
    """10 to 19, as they follow "soixante" or "quatre vingt"."""
    return {(value, used) for value, used in _below_hundred(words[:2]) if 10 <= value <= 19}


def _below_thousand(words: Sequence[str]) -> _Partial:
    found = _below_hundred(words)
    multiples = {(1, 0)} | {(value, used) for value, used in found if 2 <= value <= 19}
    for multiple, used in multiples:  # up to nineteen: years are said "dix-neuf cent quatre-vingt"
        if words[used : used + 1] == ["cent"]:
            found = found | _followed(multiple * 100, used + 1, _below_hundred(words[used + 1 :]))
    return found


def _below_million(words: Sequence[str]) -> _Partial:
    found = {(value, used) for value, used in _below_thousand(words) if used}
    multiples = {(1, 0)} | {(value, used) for value, used in found if 2 <= value < 1000}
    for multiple, used in multiples:
        if words[used : used + 1] == ["mille"]:
            found = found | _followed(multiple * 1000, used + 1, _below_thousand(words[used + 1 :]))
    return found


def _followed(value: int, used: int, rests: _Partial) -> _Partial:
    """A round number, alone or followed by a smaller one that is not zero."""
    smaller = {(value + rest, used + more) for rest, more in rests if 0 < rest < 1000}
    return {(value, used)} | smaller
