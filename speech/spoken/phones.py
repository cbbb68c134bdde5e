"""Telephone numbers, as people dictate them in France: by pairs, with a breath between."""

from __future__ import annotations

import re

from speech.spoken.numbers import group

_NATIONAL = re.compile(r"(?<![\d+])0[1-9](?:[ .\-/]?\d{2}){4}(?!\d)")
_SPECIAL = re.compile(r"(?<![\d+])(08\d{2}|0[ .]8\d{2})[ .]?(\d{3})[ .]?(\d{3})(?!\d)")
_FRENCH_ABROAD = re.compile(r"(?<![\d+])(?:\+ ?|00)33[ .]?(?:\(0\))?[ .]?([1-9](?:[ .\-]?\d{2}){4})(?!\d)")
_ABROAD = re.compile(r"(?<![\d+])\+ ?(\d{1,3}(?:[ .\-]?\d{1,4}){2,5})(?!\d)")
_SIRET = re.compile(r"(?<!\d)(\d{3}) ?(\d{3}) ?(\d{3}) ?(\d{5})(?!\d)")
_CALLED = (
    r"(?P<called>\b(?:le|au|du|ou|et|numéro|composez|appelez|appeler|composer|faites|téléphone)(?: :)? )"
)
_SHORT = re.compile(
    _CALLED + r"(?P<number>(?:3\d|10)\d{2})(?!\d|[.,]\d| ?(?:€|%|euros|m2|m\b|km|habitants|\d))"
)
_DOUBLE = re.compile(_CALLED + r"(?P<number>11[68]) ?(?P<rest>\d{3})(?!\d)")


def phone_numbers(text: str) -> str:
    """04 65 71 00 70 -> "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"."""
    text = _FRENCH_ABROAD.sub(lambda found: _pairs("0" + _digits(found[1])), text)
    text = _SPECIAL.sub(_special, text)
    text = _SIRET.sub(lambda found: ", ".join(map(group, found.groups())), text)
    text = _NATIONAL.sub(lambda found: _pairs(_digits(found[0])), text)
    text = _ABROAD.sub(_abroad, text)
    text = _DOUBLE.sub(
        lambda found: f"{found['called']}{group(found['number'])}, {group(found['rest'])}", text
    )
    return _SHORT.sub(
        lambda found: f"{found['called']}{group(found['number'][:2])} {group(found['number'][2:])}", text
    )


def _pairs(number: str) -> str:
    return ", ".join(group(number[start : start + 2]) for start in range(0, len(number), 2))


def _special(found: re.Match[str]) -> str:
    """0 809 401 401 is said by threes, as it is written."""
    return ", ".join(group(_digits(part)) for part in found.groups())


def _abroad(found: re.Match[str]) -> str:
    """Another country's number, by the groups in which it is written, at most three digits at once."""
    written = [found[1]] if found[1].isdigit() else re.findall(r"\d+", found[1])
    pieces = [piece for part in written for piece in re.findall(r"\d{3}$|\d{1,2}", part)]
    return "plus " + ", ".join(map(group, pieces))


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
