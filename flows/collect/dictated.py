"""Digits dictated in words: every string of digits they may be, the likeliest first.

Pairs run together when spoken ("soixante dix huit" is 78, or 60 and 18), so every reading is kept for whoever
knows how many digits are wanted. The reading that needs fewest numbers, said two by two as the French dictate
telephone numbers, comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from flows.collect.numbers import HOMOPHONES, Cardinal, cardinals
from flows.collect.words import bare_words

LONGEST = 20
"""Digits of a reading; longer ones are dropped."""
_KEPT = 48
"""Readings kept at each word: a number has a handful, a flood of digits thousands."""
_CROOKED = 0.6
"""What two digits said together astride two pairs cost, in numbers said."""
_GUESSED = 0.5
"""What a word taken for a number it sounds like costs."""

_NO_ET = 0.25
"""What "vingt un" costs as 21, which is said "vingt et un": rather 20, or 80, and 1."""

_AFTER_ZERO = 0.25
"""What "zéro six cent…" costs as 0 and 600…: a zero is said with the digit after it, and 06 then 100…"""

_MOST_DIGITS = 6
"""Digits of a number said in one go: below a million."""

_RESTARTS = frozenset(("non", "pardon", "trompe", "trompee", "recommence", "reprends", "excusez", "rectifie"))
_DISOWNS = frozenset(("trompe", "trompee", "recommence", "reprends"))
"""Of these, those that leave nothing of what came before."""
_EXCUSES = frozenset(("pardon", "excusez"))
"""Of these, those said for a cough too."""
FINALLY = "enfin"
"""Said before the last pair, "… enfin soixante-dix-huit"; or to begin again, "trente-six, enfin trente…"."""
_NEXT = frozenset(("et", "puis"))
"""Before "enfin", they tell that one more number comes."""
_REPEATED = {"double": 2, "triple": 3}
_PAIR = 2
_MOST_TIMES = 8
"""Of a digit of a telephone number: "huit fois zéro"."""
_DIGITS = frozenset(("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"))
_BETWEEN = frozenset(("euh", "et", "puis", "ensuite", FINALLY, "virgule", "fois", *_REPEATED, *HOMOPHONES))
"""Words of a dictation that are no number."""
_OTHER_THINGS = frozenset(
    ("apres", "avant", "entre", "vers", "jusqu", "jusque", "sauf", "partir", "ai", "rappelez", "appelez")
)
"""Words that an hour or an age follows, and no more digits: "après dix-huit heures", "j'ai soixante ans"."""


@dataclass(frozen=True)
class Reading:
    """One string of digits that some words may be."""

    digits: str
    """"+" stands for "plus"."""
    numbers: float
    """How many numbers were said; words that only sound like one count for more."""
    crooked: int = 0
    """Pairs said astride two pairs."""
    odd: bool = False
    """An odd number of lone digits so far, from the end."""

    @property
    def cost(self) -> float:
        return self.numbers + (0.0 if self.digits.startswith(("+", "00")) else _CROOKED * self.crooked)


def readings(words: Sequence[str]) -> list[Reading]:
    """Everything these words may be, likeliest first."""
    # From right to left: pairs are counted from the end, which "06 12…" and "+33 6 12…" have in common.
    after: list[list[Reading]] = [[] for _ in words] + [[Reading("", 0.0)]]
    for at in range(len(words) - 1, -1, -1):
        best: dict[tuple[str, bool], Reading] = {}
        for digits, end, cost in _atoms(words, at):
            spoken = not words[at].isdecimal()
            lone = spoken and (len(digits) == 1 or (_is_one_repeated(digits) and bool(_times(words, at))))
            for rest in after[end]:
                reading = Reading(
                    digits=digits + rest.digits,
                    numbers=rest.numbers + cost,
                    crooked=rest.crooked + (spoken and len(digits) == 2 and rest.odd),
                    odd=rest.odd ^ lone,
                )
                key = reading.digits, reading.odd
                if len(reading.digits) <= LONGEST and (key not in best or reading.cost < best[key].cost):
                    best[key] = reading
        after[at] = sorted(best.values(), key=lambda reading: reading.cost)[:_KEPT]
    return [reading for reading in after[0] if reading.digits]


def _atoms(words: Sequence[str], at: int) -> list[tuple[str, int, float]]:
    """What may be read at a word: (digits, position after it, how many numbers it counts for)."""
    word = words[at]
    if word == "plus":
        return [("+", at + 1, 0.0)]
    if (word == "mille" and _is_multiplied(words, at)) or (word == "fois" and _follows_a_number(words, at)):
        return []
    atoms = [
        (n.digits * times, n.end, 1.0)
        for times, first in _times(words, at)
        for n in cardinals(words, first)
        if len(n.digits) <= _PAIR
    ]
    guessing = word in HOMOPHONES and any(cardinals(words, near) for near in (at - 1, at + 1) if near >= 0)
    numbers = cardinals(words, at, lenient=guessing or (not word.isdecimal() and bool(cardinals(words, at))))
    cost = 1.0 + _GUESSED if guessing else 1.0
    atoms += [
        (n.digits, n.end, cost + _unlikeliness(words, at, n))
        for n in numbers
        if word.isdecimal() or len(n.digits) <= 3 or (len(n.digits) <= _MOST_DIGITS and n == numbers[0])
    ]
    if guessing or not atoms:
        atoms.append(("", at + 1, 2 * _GUESSED if guessing else 0.0))
    return atoms


def _is_one_repeated(digits: str) -> bool:
    """Is this one digit, an odd number of times?"""
    return len(digits) % 2 == 1 and len(set(digits)) == 1


def _times(words: Sequence[str], at: int) -> list[tuple[int, int]]:
    """How often the number after a word is meant, and where it is: "double", "trois fois", "six zéros"."""
    if words[at] in _REPEATED:
        return [(_REPEATED[words[at]], at + 1)]
    count = next((n.value for n in cardinals(words, at) if n.end == at + 1), 0)
    if not 2 <= count <= _MOST_TIMES:
        return []
    if words[at + 1 : at + 2] == ["fois"]:
        return [(count, at + 2)]
    return [(count, at + 1)] if words[at + 1 : at + 2] == ["zeros"] else []


def _is_multiplied(words: Sequence[str], at: int) -> bool:
    """Does this "mille" go with the number before it? Not with a digit said after zero: "zéro six mille…"."""
    return _follows_a_number(words, at) and words[at - 2 : at - 1] != ["zero"]


def _follows_a_number(words: Sequence[str], at: int) -> bool:
    return at > 0 and bool(cardinals(words, at - 1))


def _unlikeliness(words: Sequence[str], at: int, number: Cardinal) -> float:
    astride_a_zero = len(number.digits) > _PAIR and words[at - 1 : at] == ["zero"] and words[at] in _DIGITS
    return (_NO_ET if _lacks_et(words[at : number.end], number.value) else 0.0) + (
        _AFTER_ZERO if astride_a_zero else 0.0
    )


def _lacks_et(said: Sequence[str], value: int) -> bool:
    return value in (21, 31, 41, 51, 61) and len(said) > 1 and "et" not in said


def takes(text: str) -> list[list[str]]:
    """Bare words, cut where the caller starts again: "… euh non, pardon, …"."""
    words = _words(text)
    if _is_disowned(words):
        return [[]]
    return _cut(words, {at for at, word in enumerate(words) if word in _RESTARTS}) or [[]]


def _is_disowned(words: Sequence[str]) -> bool:
    """ "… soixante-dix-huit, je recommence", and nothing yet in its place."""
    last = max((at for at, word in enumerate(words) if word in _DISOWNS), default=-1)
    after = words[last + 1 :]
    return last >= 0 and not any(cardinals(after, at) for at in range(len(after)))


def ways_to_take(text: str) -> list[list[list[str]]]:
    """The takes of a text; then those where "enfin" starts again too, if it may.

    It may not after "et", nor before words without a number: "… soixante-dix-huit, enfin je crois". When it
    comes first, what it corrects was said before: its first take is empty.
    """
    words = _words(text)
    restarts = {at for at, word in enumerate(words) if word in _RESTARTS}
    corrects = {at for at, word in enumerate(words) if word == FINALLY and _may_start_again(words, at)}
    if not corrects:
        return [takes(text)]
    begins: list[list[str]] = [[]] if 0 in corrects else []
    return [takes(text), [*begins, *_cut(words, corrects | restarts)]]


def as_one(text: str) -> list[str]:
    """The words of a text as one take, when all that cuts it is a "pardon" that may correct nothing."""
    words = _words(text)
    cuts = [word for word in words if word in _RESTARTS]
    return [word for word in words if word not in _RESTARTS] if cuts and _EXCUSES.issuperset(cuts) else []


def _words(text: str) -> list[str]:
    words = bare_words(text.replace("+", " plus "))
    sure = {
        at
        for at, word in enumerate(words)
        if word.startswith("trompe")
        and ("si" in words[max(at - 3, 0) : at] or words[at + 1 : at + 2] == ["pas"])
    }
    return [word for at, word in enumerate(words) if at not in sure and at - 1 not in sure]


def _may_start_again(words: Sequence[str], at: int) -> bool:
    announced = at > 0 and words[at - 1] in _NEXT
    return not announced and any(cardinals(words, after) for after in range(at + 1, len(words)))


def _cut(words: Sequence[str], restarts: Collection[int]) -> list[list[str]]:
    """The words between the positions given, which are left out."""
    edges = [-1, *sorted(restarts), len(words)]
    return [list(words[start + 1 : end]) for start, end in pairwise(edges) if end > start + 1]


def later_starts(words: Sequence[str]) -> list[Sequence[str]]:
    """What follows each stop between numbers: "j'en ai un, c'est le 06…" begins again after "un"."""
    spoken = [bool(cardinals(words, at)) for at in range(len(words))]
    return [words[at:] for at in range(1, len(words)) if spoken[at - 1] and not spoken[at]]


def earlier_ends(words: Sequence[str]) -> list[Sequence[str]]:
    """What comes before words of something else: "… soixante-dix-huit, après dix-huit heures"."""
    return [words[:at] for at, word in enumerate(words) if word in _OTHER_THINGS]


def runs(words: Sequence[str]) -> list[list[str]]:
    """The stretches of numbers between other words: "un", then "471290", of "j'en ai un, le 471290"."""
    of_numbers = (bool(cardinals(words, at)) or word in _BETWEEN for at, word in enumerate(words))
    parted = groupby(zip(of_numbers, words, strict=True), key=itemgetter(0))
    return [[word for _, word in run] for numbers, run in parted if numbers]
