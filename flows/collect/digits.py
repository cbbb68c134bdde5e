"""A number of known length, such as a reference: keyed, then #, or dictated."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.dictated import FINALLY, readings, runs, takes, ways_to_take
from flows.collect.numbers import HOMOPHONES, cardinals, numbers_in
from flows.collect.words import bare_words, without_accents
from flows.collect.written import MONTHS
from flows.events import Event, Heard

NONE_KEY = "1"
"""Then #: "I have none"."""
_LETTER_O = re.compile(r"\b[oO]\b")
"""A zero, as it is written."""
_MONTHS = frozenset(map(without_accents, MONTHS))
_LIKE_UN = frozenset(("ans", "an", "en", "a"))
"""What "un" is heard as between two digits; only where no number of that length is there without it."""
_FILLERS = ("alors", "bon", "ben", "bah", "donc", "voila", "attendez", "ah", "euh", "merci")
_FILLERS_IN_ENGLISH = ("well", "so", "thanks")
_APOLOGY = ("je", "me", "m", "moi", "suis", "desole", "desolee", "repete")
_IT_IS = ("c", "est", "le", "la", "l", "mon", "ma", "n", "it", "its", "s", "is", "the", "my")
_NAMES = ("numero", "reference", "dossier", "signalement", "number")
_AROUND = frozenset((*_FILLERS, *_FILLERS_IN_ENGLISH, *_APOLOGY, *_IT_IS, *_NAMES))
"""Words said before or after a number, which tell nothing else."""


def parse_digits(text: str, length: int) -> list[str]:
    """Every string of `length` digits a text may say, likeliest first: "quarante sept douze" is "4712".

    A number said whole comes first: "six cent quatre-vingt-sept mille cinquante-trois". What a caller says
    again, or after "non", replaces what it follows. The digits of a date are no such number.
    """
    ways = ways_to_take(_LETTER_O.sub("zero", text))
    return next((found for said in ways if (found := _said(said, length))), [])


def _said(said: Sequence[list[str]], length: int) -> list[str]:
    """The numbers that some takes of a dictation may say, likeliest first."""
    last = said[-1]
    if _MONTHS.intersection(last):
        parts = [run for run in runs(last) if FINALLY not in run]
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
    """ "Quarante-sept treize, pardon, douze quatre-vingt-dix": the last take replaces the end of another.

    That other is a number and nothing else: "le douze novembre deux mille vingt-six, non, treize" is a
    date. A whole one is corrected by nothing but a number: not by "non, il y a dix jours".
    """
    if len(said) == 1:
        return []
    before = next(iter(readings(_only_numbers(said[-2]))), None)
    if before is None:
        return []
    again = _only_numbers(said[-1]) if len(before.digits) >= length else said[-1]
    last = next(iter(readings(again)), None)
    if last is None or len(last.digits) >= length:
        return []
    resumed = [before.digits[:-cut] + last.digits for cut in (2, 1)]
    return [digits for digits in resumed if _fits(digits, length)]


def _only_numbers(words: Sequence[str]) -> Sequence[str]:
    """Words that say a number and nothing else, less what people say around one; empty when they say more."""
    number = _stripped(words)
    return number if runs(number) == [number] else []


def _stripped(words: Sequence[str]) -> Sequence[str]:
    """Words less those that people say before and after a number."""
    first = next((at for at in range(len(words)) if not _is_around(words, at)), len(words))
    end = next((at for at in range(len(words), first, -1) if words[at - 1] not in _AROUND), first)
    return words[first:end]


def _is_around(words: Sequence[str], at: int) -> bool:
    """ "De" is one of these words in "le numéro de référence", and else what "deux" was heard as."""
    named = at + 1 < len(words) and words[at + 1] in _NAMES
    return words[at] in _AROUND or (words[at] == "de" and named)


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
        begun, self.begun = self.begun, ""
        said = reply.text if isinstance(reply, Heard) else reply.digits.rstrip("#")
        first, again = (_first_digits(words, self.length) for words in (begun, said))
        too_long = len(first) + len(again) > self.length
        if first and (again == first or (too_long and again.startswith(first))):
            return self._rest(said) or Unclear()
        found = self._in_words(begun, reply) if isinstance(reply, Heard) else (said, first + said)
        fitting = (digits for digits in found if _fits(digits, self.length))
        fresh = next((digits for digits in fitting if digits not in refused), None)
        if fresh is not None:
            return fresh
        taken_back = takes(said) == [[]]
        if refused or taken_back or not (begun or isinstance(reply, Heard)):
            return Unclear()
        return self._rest(f"{begun} {_core(said)}") or Unclear()

    def _in_words(self, begun: str, heard: Heard) -> list[str]:
        texts = (heard.text, *heard.alternatives)
        whole = [f"{begun} {text}" for text in texts] if begun else []
        return [digits for text in (*whole, *texts) for digits in parse_digits(text, self.length)]

    def _rest(self, words: str) -> Unclear | None:
        """The question that goes on with these words, if they begin a number."""
        if digits := _first_digits(words, self.length):
            self.begun = _core(words)
            return Unclear(ask="digits.rest", values={"begun": digits})
        return None


def _first_digits(words: str, length: int) -> str:
    """The first digits of a number, where words say nothing else and at least a pair of them; else empty."""
    said = readings(_only_numbers(takes(words)[-1]))
    digits = next((reading.digits for reading in said), "")
    return digits if 2 <= len(digits) < length else ""


def _core(text: str) -> str:
    """The bare words of a text, less those said before and after a number."""
    return " ".join(_stripped(bare_words(text)))


def _read_back(digits: str) -> tuple[str, Values]:
    return "digits.read_back", {"digits": digits}


def _fits(digits: str, length: int) -> bool:
    return len(digits) == length and digits.isdecimal()
