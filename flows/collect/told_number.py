"""A telephone number told in the same breath as something else, and what is said besides it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from flows.ask import Talk
from flows.collect.numbers import cardinals
from flows.collect.phone_number import numbers_said
from flows.collect.words import bare, bare_words

_LEADS = re.compile(
    r"(?:(?:^| )(?:et|alors|donc|voila|mon|le|un|numero|telephone|tel|portable|mobile|fixe|de|c est|est"
    r"|au|sur|rappele[zr] moi|appele[zr] moi|me (?:joindre|rappeler|appeler)|vous pouvez|on peut|joignable"
    r"|and|my|number|phone|cell|is|it s|on|at|call me|ring me|the))+$"
)
"""What leads to a number and is no part of anything else."""


def number_aside(text: str, digits: Callable[[str], str] = str) -> tuple[str, str]:
    """The words without the telephone number they tell, and that number in E.164, empty for none.

    `digits`: puts number words in digits, for a language that is not read in words here.
    """
    tokens = digits(text).split()
    at = 0
    for of_numbers, run in groupby(tokens, key=_is_number):
        words = list(run)
        number = next(iter(numbers_said(" ".join(words))), "") if of_numbers else ""
        if number:
            before = _without_lead(tokens[:at])
            return " ".join([*before, *tokens[at + len(words) :]]), number
        at += len(words)
    return text, ""


def set_number_aside(talk: Talk, words: str) -> str:
    """The words without a telephone number that they tell, which is kept for where it is asked."""
    lines = [number_aside(line, talk.tongue.digits) for line in words.split("\n")]
    talk.number_told = next((number for _, number in lines if number), talk.number_told)
    return "\n".join(line for line, _ in lines)


def _is_number(token: str) -> bool:
    """Is this word, hyphens and all, one or several number words?"""
    parts = bare_words(token)
    return bool(parts) and all(part == "et" or cardinals(parts, at) for at, part in enumerate(parts))


def _without_lead(tokens: Sequence[str]) -> Sequence[str]:
    """The words before a number, less those that only lead to it: "mon numéro c'est le"."""
    found = next(
        (at for at in range(len(tokens)) if _LEADS.fullmatch(f" {bare(' '.join(tokens[at:]))}")), len(tokens)
    )
    return tokens[:found]
