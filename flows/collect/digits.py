"""A number of known length, such as a reference: keyed, then #, or dictated."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.dictated import readings, takes
from flows.collect.numbers import numbers_in
from flows.events import Event, Heard

NONE_KEY = "1"
"""Then #: "I have none"."""
_LETTER_O = re.compile(r"\b[oO]\b")
"""A zero, as it is written."""
_LIKE_UN = frozenset(("ans", "an", "en", "a"))
"""What "un" is heard as between two digits; only where no number of that length is there without it."""


def parse_digits(text: str, length: int) -> list[str]:
    """Every string of `length` digits a text may say, likeliest first: "quarante sept douze" is "4712".

    A number said whole comes first: "six cent quatre-vingt-sept mille cinquante-trois".
    """
    last = takes(_LETTER_O.sub("zero", text))[-1]
    return _digits(last, length) or _digits(["un" if word in _LIKE_UN else word for word in last], length)


def _digits(words: Sequence[str], length: int) -> list[str]:
    whole = [str(number) for number in numbers_in(" ".join(words)) if _fits(str(number), length)]
    dictated = [reading.digits for reading in readings(words) if _fits(reading.digits, length)]
    return list(dict.fromkeys((*whole, *dictated)))


def collect_digits(talk: Talk, prompt: str, length: int) -> Generator[Action, Event, str | None]:
    """Ask for exactly so many digits, by keys or in words; None when they could not be had."""

    def understand(reply: Reply, refused: Sequence[str]) -> str | Unclear:
        if isinstance(reply, Heard):
            found = [d for text in (reply.text, *reply.alternatives) for d in parse_digits(text, length)]
        else:
            keyed = reply.digits.rstrip("#")
            found = [keyed] if _fits(keyed, length) else []
        fresh = next((digits for digits in found if digits not in refused), None)
        return Unclear() if fresh is None else fresh

    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                again="digits.by_keys",
                give_up="digits.give_up",
                without_it="digits.without",
                understand=understand,
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


def _read_back(digits: str) -> tuple[str, Values]:
    return "digits.read_back", {"digits": digits}


def _fits(digits: str, length: int) -> bool:
    return len(digits) == length and digits.isdecimal()
