"""What people dictate: rows of digits, telephone numbers, names letter by letter, dates, and a word or two.

Templates say such rows at times; a network that is to tell "b" from "d" where nothing around it helps needs
to hear thousands.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from random import Random

from speech.spelling import names
from speech.training import numerals
from speech.training.brief import brief_answer
from speech.training.callers import templates

LONGEST = 10
"""Digits, or letters of no name, in a row."""
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", templates().lines["lettre"], strict=True))
"""Letter -> how callers say it, in the model's words."""
_ACCENTS = {
    "\u0301": "accent aigu",
    "\u0300": "accent grave",
    "\u0302": "accent circonflexe",
    "\u0308": "tréma",
    "\u0327": "cédille",
}
_APART = ("tiret", "trait d'union", "espace", "plus loin", "")
LIKE, TWICE, ACCENTS = 0.4, 0.35, 0.5
"""How often, by whoever does it, a letter is told by a first name after it; how often two of a kind are said
as "deux", and accents are told."""
RESTS = (0.0, 0.0, 0.15, 0.5, 1.0)
"""Chances of a rest after each of a row, one of which is drawn for each row."""


def dictated(chance: Random) -> str:
    """Something dictated, in the model's own words; a comma is a rest."""
    return chance.choice(_WAYS)(chance)


def _rested(words: list[str], chance: Random) -> str:
    rest = chance.choice(RESTS)
    said = [f"{word}," if chance.random() < rest else word for word in words]
    return " ".join(said).removesuffix(",")


def _digits(chance: Random) -> str:
    many = chance.randrange(2, LONGEST + 1)
    return _rested([numerals.cardinal(chance.randrange(10)) for _ in range(many)], chance)


def _few_digits(chance: Random) -> str:
    """Of two or three kinds, which follow themselves and one another."""
    kinds = chance.sample(range(10), chance.choice((2, 3)))
    many = chance.randrange(3, LONGEST + 1)
    return _rested([numerals.cardinal(chance.choice(kinds)) for _ in range(many)], chance)


def _pairs(chance: Random) -> str:
    pairs = [numerals.pair(chance.randrange(100)) for _ in range(chance.randrange(2, 6))]
    return _rested(pairs, chance)


def _letters(chance: Random) -> str:
    many = chance.randrange(2, LONGEST + 1)
    return _rested([LETTERS[chance.choice(list(LETTERS))] for _ in range(many)], chance)


def _name(chance: Random) -> str:
    return spelled(chance.choice(names()), chance)


def _name_of_none(chance: Random) -> str:
    """Pieces of two names: what follows what as in names, in one that nobody has."""
    one, other = (chance.choice(names()) for _ in range(2))
    cut = chance.randrange(1, len(one) + 1)
    return spelled(one[:cut] + other[chance.randrange(len(other)) :], chance)


def spelled(name: str, chance: Random) -> str:
    """A name letter by letter, as people do it; who tells accents tells them all."""
    said: list[str] = []
    like = LIKE if chance.random() < 0.3 else 0.0
    accents = chance.random() < ACCENTS
    for sign, run in groupby(unicodedata.normalize("NFD", name.lower())):
        letter, times = LETTERS.get(sign), len(list(run))
        if letter is None:
            told = _ACCENTS.get(sign) if unicodedata.combining(sign) else chance.choice(_APART)
            if told and (accents or not unicodedata.combining(sign)):
                said.append(told)
        elif times == 2 and chance.random() < TWICE:
            said.append(f"deux {letter}")
        else:
            said += [_told(letter, like, chance) for _ in range(times)]
    return _rested(said, chance)


def _told(letter: str, like: float, chance: Random) -> str:
    """The letter, or the letter and a first name that has it."""
    first_names = [one for one in templates().lines["letter_of"] if one.startswith(f"{letter} comme")]
    return chance.choice(first_names) if first_names and chance.random() < like else letter


_WAYS = (
    _digits,
    _digits,
    _few_digits,
    _pairs,
    numerals.telephone,
    _letters,
    _letters,
    _name,
    _name,
    _name,
    _name_of_none,
    _name_of_none,
    numerals.date,
    brief_answer,
)
