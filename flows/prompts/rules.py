"""What a sentence of the line must keep when a town hall words it its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.prompts import Catalogue

CHARACTERS_PER_SECOND = 14.0
"""A calm voice; measured on the default one."""
LONGEST_SECONDS = 12.0
MOST_CHOICES = 4
"""Keys in one menu, that of a person among them: a caller does not keep more in mind."""
SCALES = ("survey.rate",)
"""Questions whose keys are a scale, from 1 to 5, and no menu."""

_EXAMPLE = "la carte d'identité"
"""Stands for any value when a sentence is measured."""
_NUMBERS = {
    **{"zéro": "0", "un": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6"},
    **{"sept": "7", "huit": "8", "neuf": "9", "zero": "0", "one": "1", "two": "2", "three": "3"},
    **{"four": "4", "five": "5", "seven": "7", "eight": "8", "nine": "9"},
}
_HASH = {"dièse": "#", "étoile": "*", "hash": "#", "star": "*"}
_KEY = rf"(?:[0-9]|{'|'.join(_NUMBERS)}|{'|'.join(_HASH)})"
_PRESSED = r"(?:appuyez sur|tapez|composez|faites|sur|touches?|press|type|dial|keys?)"
_DIALLED = re.compile(
    r"\b(?:tapez|type|press) \d(?:, \d){2,}(?! (?:ou|or)\b|\d| pour| for| to)", re.IGNORECASE
)
"""A number given as an example, key after key: "pour 14 h 30, tapez 1, 4, 3, 0"."""
_CHOICES = (
    re.compile(rf"\b({_KEY})(?= (?:pour|for|to)\b| ?[:=–]| - )", re.IGNORECASE),
    re.compile(rf"\b{_PRESSED}(?: l[ea]| touche| the| key)* ({_KEY})\b", re.IGNORECASE),
    re.compile(
        r"(?:,|;| ou| or| puis)(?: l[ea]| sur| touche| the| key)* ([0-9])(?=[,;.)]| ou | or |$)",
        re.IGNORECASE,
    ),
)
"""The ways in which sentences name a key."""
_RANGE = re.compile(r"\b(?:touches?|keys?)\b[^.]*?\b([0-9]) (?:à|to) ([0-9])\b", re.IGNORECASE)
_CHOSEN_SIGN = re.compile(
    rf"\b(?:sur|(?<!then )press) ({'|'.join(_HASH)})\b|\b({'|'.join(_HASH)}) (?:pour|to|for)\b", re.IGNORECASE
)
"""Not the one that ends a number: "puis dièse"."""
_DOUBLED = re.compile(r"\b(?:de |du |des |d['’])\{\w+:of\}", re.IGNORECASE)
"""{town:of} brings its own "de"."""
_WAY_ON = re.compile(
    r"\b(?:appuyez|tapez|touches?|composez|utilisez|raccrochez|patientez|dites|dire|répondez|posez|parlez|épelez"
    r"|donnez|reprenez|par exemple|ou non"
    r"|press|keys?|keypad|type|enter|hang up|wait|say|answer|ask|speak|spell|give|go on|or no)\b"
    r"|\{question\}",
    re.IGNORECASE,
)
"""Something one can do. An article's own question names what may be answered."""
_AFTER_FAILURE = re.compile(r"\.no_(?:input|match)\.\d+$")
_TIGHT = re.compile(r"\w[?!:;]")

Rule = Literal[
    "empty", "broken", "missing", "unknown", "long", "no_way_out", "choices", "tight", "kind", "doubled"
]


@dataclass(frozen=True)
class Fault:
    """One rule a wording breaks."""

    rule: Rule
    values: tuple[str, ...] = ()
    """What is missing, unknown or too much."""


def faults(catalogue: Catalogue, key: str, text: str, language: str = "fr") -> list[Fault]:
    """What is wrong with a wording of this prompt; empty when it can be said.

    The same values as in the shipped sentence, neither more nor fewer; at most twelve seconds; what a
    question says after silence, or words not understood, tells what one can do; few choices; a space before
    ? ! : ; in French; each value said as in the shipped sentence: "la mairie {town:of}", not "de {town}", nor
    "de {town:of}".
    """
    if not text.strip():
        return [Fault("empty")]
    try:
        used = Catalogue({key: text}).placeholders(key)
        said = Catalogue({key: text}).voice(key, dict.fromkeys(used, _EXAMPLE))
    except (ValueError, KeyError, IndexError) as error:
        return [Fault("broken", (str(error),))]
    return [*_faults(catalogue, key, text, used, said, language), *_read_wrongly(catalogue, key, text)]


def _read_wrongly(catalogue: Catalogue, key: str, text: str) -> Iterator[Fault]:
    shipped, own = catalogue.kinds(key), Catalogue({key: text}).kinds(key)
    if otherwise := sorted(name for name, kind in own.items() if shipped.get(name, kind) != kind):
        yield Fault("kind", tuple(otherwise))
    if found := _DOUBLED.search(text):
        yield Fault("doubled", (found[0],))


def seconds_of(said: str) -> float:
    """About how long a sentence takes to say."""
    return len(said) / CHARACTERS_PER_SECOND


def choices_named(said: str) -> set[str]:
    """The keys a sentence offers: "1 pour…", "2 : …", "sur 3", "sur 1, 2 ou 3", "une touche de 1 à 4"."""
    told = _DIALLED.sub("", said)
    named = {key for way in _CHOICES for key in way.findall(told)}
    for first, last in _RANGE.findall(told):
        named |= {str(key) for key in range(int(first), int(last) + 1)}
    return {_key(name.lower()) for name in named} - {"#", "*"} | _steps_back(told)


def too_many_choices(key: str, said: str) -> bool:
    """Is this sentence a menu that a caller does not keep in mind?"""
    return not key.startswith(SCALES) and len(choices_named(said)) > MOST_CHOICES


def tells_what_to_do(text: str) -> bool:
    """Does a sentence, as it is written, tell something that one can say, press or do?"""
    return _WAY_ON.search(text) is not None


def _key(name: str) -> str:
    return _NUMBERS.get(name, _HASH.get(name, name))


def _steps_back(told: str) -> set[str]:
    """The star and the hash, where they are a choice rather than the end of a number."""
    return {_HASH[sign.lower()] for signs in _CHOSEN_SIGN.findall(told) for sign in signs if sign}


def _faults(
    catalogue: Catalogue, key: str, text: str, used: set[str], said: str, language: str
) -> Iterator[Fault]:
    wanted = catalogue.placeholders(key)
    if missing := sorted(wanted - used):
        yield Fault("missing", tuple(missing))
    if unknown := sorted(used - wanted):
        yield Fault("unknown", tuple(unknown))
    if seconds_of(said) > LONGEST_SECONDS:
        yield Fault("long", (str(round(seconds_of(said))), str(round(LONGEST_SECONDS))))
    if _AFTER_FAILURE.search(key) and not tells_what_to_do(text):
        yield Fault("no_way_out")
    if too_many_choices(key, said):
        yield Fault("choices", (str(MOST_CHOICES),))
    if language == "fr" and _TIGHT.search(said):
        yield Fault("tight")
