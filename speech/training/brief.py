"""What people answer in a word or two: yes and no, digits, letters, days, hours.

Sentences teach little of it: nothing around the word helps to hear it, and it is where a call turns.
"""

from __future__ import annotations

from functools import cache
from random import Random

from speech.spoken.moments import MONTHS
from speech.training import numerals
from speech.training.callers import DATA, templates
from speech.training.templates import Drawer

ANSWERS = "brief.txt"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LONGEST = 8
"""Digits or letters in a row."""


def brief_answer(chance: Random) -> str:
    """One answer, in the model's own words; a comma is a rest."""
    return chance.choice(_WAYS)(chance).strip()


def brief_sentences(count: int, chance: Random) -> list[str]:
    """Answers for a language to learn, without rests: more than half of them are those written one by one."""
    ways = (brief_answer, _written)
    return [chance.choice(ways)(chance).replace(",", "") for _ in range(count)]


@cache
def answers() -> tuple[str, ...]:
    """Those written one by one; what is said most stands there more than once."""
    lines = (DATA / ANSWERS).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _written(chance: Random) -> str:
    return chance.choice(answers())


def _row(of: Drawer) -> Drawer:
    """Several in one breath, or each with a rest after it."""

    def drawn(chance: Random) -> str:
        rest = chance.choice((" ", ", "))
        return rest.join(of(chance) for _ in range(chance.randrange(1, LONGEST + 1)))

    return drawn


def _digit(chance: Random) -> str:
    return numerals.cardinal(chance.randrange(10))


def _letter(chance: Random) -> str:
    return chance.choice(templates().lines["lettre"])


_WAYS: tuple[Drawer, ...] = (
    _written,
    _written,
    _digit,
    _row(_digit),
    _row(_digit),
    lambda chance: numerals.pair(chance.randrange(100)),
    lambda chance: numerals.cardinal(chance.randrange(100)),
    _letter,
    _row(_letter),
    _row(_letter),
    _row(_letter),
    lambda chance: chance.choice((*DAYS, *MONTHS)),
    lambda chance: f"{chance.choice(DAYS)} {numerals.date(chance)}",
    numerals.hour,
)
