"""A number of known length, such as a reference: keyed, then #, or dictated."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.dictated import readings, runs, takes
from flows.collect.numbers import HOMOPHONES, cardinals, numbers_in
from flows.collect.words import without_accents
from flows.collect.written import MONTHS
from flows.events import Event, Heard

NONE_KEY = "1"
"""Then #: "I have none"."""
_LETTER_O = re.compile(r"\b[oO]\b")
"""A zero, as it is written."""
_MONTHS = frozenset(map(without_accents, MONTHS))
_LIKE_UN = frozenset(("ans", "an", "en", "a"))
"""What "un" is heard as between two digits; only where no number of that length is there without it."""


def parse_digits(text: str, length: int) -> list[str]:
    """Every string of `length` digits a text may say, likeliest first: "quarante sept douze" is "4712".

    A number said whole comes first: "six cent quatre-vingt-sept mille cinquante-trois". What a caller says
    again, or after "non", replaces what it follows. The digits of a date are no such number.
    """
    said = takes(_LETTER_O.sub("zero", text))
    last = said[-1]
    if _MONTHS.intersection(last):
        parts = runs(last)
    else:
        parts = [last, *runs(last), [_un(last, at) for at in range(len(last))]]
    found = (_digits(words, length) for words in parts)
    return _resumed(said, length) or next((digits for digits in found if digits), [])


def _digits(words: Sequence[str], length: int) -> list[str]:
    whole = [str(number) for number in numbers_in(" ".join(words)) if _fits(str(number), length)]
    heard = [reading.digits for reading in readings(words)]
    dictated = [digits for digits in heard if _fits(digits, length)]
    twice = [
        digits[length:] for digits in heard if digits == 2 * digits[length:] and len(digits) == 2 * length
    ]
    return list(dict.fromkeys((*whole, *dictated, *twice)))


def _resumed(said: Sequence[Sequence[str]], length: int) -> list[str]:
    """ "Quarante-sept treize, pardon, douze quatre-vingt-dix": the last take replaces the end of another."""
    if len(said) == 1:
        return []
    before, last = (next(iter(readings(take)), None) for take in said[-2:])
    if before is None or last is None or len(last.digits) >= length:
        return []
    resumed = [before.digits[:-cut] + last.digits for cut in (2, 1)]
    return [digits for digits in resumed if _fits(digits, length)]


def _un(words: Sequence[str], at: int) -> str:
    """The word there, or "un" when it may be what "un" between two digits was heard as."""
    if words[at] not in _LIKE_UN:
        return words[at]
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(words)]
    digits = all(
        words[near] in _LIKE_UN or words[near] in HOMOPHONES or cardinals(words, near) for near in beside
    )
    return "un" if digits else words[at]


def collect_digits(talk: Talk, prompt: str, length: int) -> Generator[Action, Event, str | None]:
    """Ask for exactly so many digits, by keys or in words; None when they could not be had."""

    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                again="digits.by_keys",
                give_up="digits.give_up",
                without_it="digits.without",
                understand=_Dictation(length).understand,
                read_back=_read_back,
                correct=lambda _, words: next(iter(parse_digits(words, length)), None),
                patience="long",
                digits=length,
                dictated=True,
                silence_seconds=10.0,
                without=NONE_KEY,
                no_is_none=True,
            ),
        )
    )


class _Dictation:
    """A number of known length, given in one breath or in two."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.begun = ""
        """The words heard before, which the next ones go on with."""

    def understand(self, reply: Reply, refused: Sequence[str]) -> str | Unclear:
        if isinstance(reply, Heard):
            texts = (reply.text, *reply.alternatives)
            whole = [f"{self.begun} {text}" for text in texts] if self.begun else []
            found = [digits for text in (*whole, *texts) for digits in parse_digits(text, self.length)]
        else:
            keyed = reply.digits.rstrip("#")
            found = [keyed] if _fits(keyed, self.length) else []
        fresh = next((digits for digits in found if digits not in refused), None)
        begun, self.begun = self.begun, ""
        if fresh is not None:
            return fresh
        words = f"{begun} {reply.text}".strip() if isinstance(reply, Heard) else ""
        if (digits := _first_digits(words, self.length)) and not refused:
            self.begun = words
            return Unclear(ask="digits.rest", values={"begun": digits})
        return Unclear()


def _first_digits(words: str, length: int) -> str:
    """The first digits of a number, where words say nothing else and at least a pair of them; else empty."""
    last = takes(words)[-1]
    if runs(last) != [last] or not last:
        return ""
    digits = next((reading.digits for reading in readings(last)), "")
    return digits if 2 <= len(digits) < length else ""


def _read_back(digits: str) -> tuple[str, Values]:
    return "digits.read_back", {"digits": digits}


def _fits(digits: str, length: int) -> bool:
    return len(digits) == length and digits.isdecimal()
