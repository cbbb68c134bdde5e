"""An age: "trente-sept ans", "dix-huit mois", "il est né en deux mille dix-neuf"."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.numbers import with_digits
from flows.events import Event, Heard

OLDEST = 120
"""Years; nobody calls a town hall above that age."""

_MONTHS = re.compile(r"\b(\d{1,2}) mois\b")
_DAYS = re.compile(r"\b(?:\d{1,2}|une?|quelques) (?:jours?|semaines?)\b|\bnouveau ne\b|\bvient de naitre\b")
_YEARS = re.compile(r"\b(\d{1,3}|un) an(?:s|nees?)?\b")
_BORN = re.compile(r"\b(?:ne|nee|nes|de|en) (?:le .*)?((?:19|20)\d\d)\b")
_BORN_SHORT = re.compile(r"\b(?:ne|nee|nes) en (\d\d)$|^(?:je suis|il est|elle est) de (\d\d)$")
_YEAR_ALONE = re.compile(r"^(?:en )?((?:19|20)\d\d)$")
_ALONE = re.compile(r"(?<![\d@])\b(\d{1,3})\b")


def parse_age(text: str, this_year: int | None = None) -> int | None:
    """Whole years of age in a text, 0 to 120; None when it gives none.

    A year of birth counts only when `this_year` is known, and gives the age reached in that year.
    """
    words = with_digits(text)
    if found := _YEARS.search(with_digits(text, lenient=True)) or _YEARS.search(words):
        return _plausible(1 if found[1] == "un" else int(found[1]))
    if found := _MONTHS.search(words):
        return int(found[1]) // 12
    if _DAYS.search(words):
        return 0
    if this_year is not None and (found := _BORN.search(words) or _YEAR_ALONE.search(words)):
        return _plausible(this_year - int(found[1]))
    if this_year is not None and (found := _BORN_SHORT.search(words)):
        return (this_year - int(found[1] or found[2])) % 100
    numbers = _ALONE.findall(words)
    return _plausible(int(numbers[0])) if len(numbers) == 1 else None


def collect_age(
    talk: Talk, prompt: str, this_year: int | None = None
) -> Generator[Action, Event, int | None]:
    """Ask for an age, in words or by keys; whole years, or None when it could not be had."""

    def understand(reply: Reply, refused: Sequence[int]) -> int | Unclear:
        texts = (reply.text, *reply.alternatives) if isinstance(reply, Heard) else (reply.digits.rstrip("#"),)
        ages = (parse_age(text, this_year) for text in texts)
        return next((age for age in ages if age is not None and age not in refused), Unclear())

    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                again="age.by_keys",
                give_up="age.give_up",
                understand=understand,
                read_back=_read_back,
                correct=lambda _, words: parse_age(words, this_year),
                digits=3,
            ),
        )
    )


def _read_back(age: int) -> tuple[str, Values]:
    if age == 0:
        return "age.read_back_baby", {}
    return ("age.read_back_one", {}) if age == 1 else ("age.read_back", {"age": age})


def _plausible(age: int) -> int | None:
    return age if 0 <= age <= OLDEST else None
