"""Names people have, near those that were heard spelled, where the recogniser did not think of them.

Of "Mercier" spelled on the telephone, "m e r c i d e r" may be among its hundred rows, "m e r c i e r" not.
So names of a list become rows beside them, each as likely as the row it is near, less what the letters that
differ cost (a noisy channel: Kernighan, Church and Gale, 1990).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from speech.hypotheses import Opinion, RecognisedWord, Row
from speech.letter_model import HYPOTHESES
from speech.spelling import UNREAD, Words, letters_of, spelled_by

RHYMES = ("bcdgptvw", "flmnrsxz", "ahk", "eoqu", "ij")
"""Letters whose names sound much alike."""
MISHEARD, MISTAKEN, MISSED, ADDED = 3.0, 6.0, 4.5, 6.0
"""Nats it costs to hear a letter as another like it, or unlike it, not to hear it, to hear one that was not
said. Chosen on a hundred other names than the bench's, spelled by espeak-ng's, Pico's and MBROLA's voices."""
ROWS, AWAY = 8, 3
"""Rows that are looked at, letters between one and a name near it at the most."""
BEAM = 5.0
"""Nats below the likeliest row at which a recogniser gives up (`--lattice-beam` of the carried model)."""
NEAREST, NAMES = 40, 12
"""Names looked at near each row, and those of them that are kept, which cost least."""
SHORTEST = 3
"""Letters of such a row and such a name, at the least."""

Pairs = tuple[tuple[int | None, str], ...]
"""For each letter of a name, the number of the one heard in its place, if any."""


@dataclass(frozen=True)
class Letter:
    """One that a row spells."""

    sign: str
    words: Row
    """What names it, with the accent after it, at its times."""
    confirmed: bool
    """A first name told which letter it is: it cannot be another."""


class KnownNames:
    """The names of a list, for whoever spells with some phrases. Any thread may ask.

    A name of several words, or with a letter that no phrase names, is never found.
    """

    def __init__(self, names: Iterable[str], said: Mapping[str, Words], opinion: Opinion) -> None:
        """`names`: in plain letters. `said`: the words for each letter. `opinion`: how likely rows are."""
        self._names = [name for name in names if len(name) >= SHORTEST and said.keys() >= set(name)]
        self._said = said
        self._opinion = opinion

    def beside(self, rows: Sequence[Row], scores: Sequence[float]) -> tuple[list[Row], list[float]]:
        """Those rows, of these log-likelihoods, and the names near the likeliest, with theirs.

        No name is likelier than the last of the rows, which the recogniser found in its stead; where it found
        few, the name was less likely than the first by BEAM or more.
        """
        least = min(scores) if len(rows) >= HYPOTHESES else max(scores) - BEAM
        texts = [" ".join(word.text for word in row) for row in rows]
        heard = [*map(letters_of, texts)]
        likely = sorted(zip(self._opinion(texts, scores), range(len(rows)), strict=True), reverse=True)
        found: dict[str, tuple[float, list[RecognisedWord]]] = {}
        for _, at in likely[:ROWS]:
            letters = letters_in(rows[at])
            for nats, name, pairs in self._near(heard[at], letters):
                score = min(scores[at] - nats, least)
                if name not in heard and (name not in found or score > found[name][0]):
                    found[name] = score, list(self._spelled(letters, pairs))
        # One that a first name told after it would change is left out.
        added = [(score, row) for name, (score, row) in found.items() if _letters(row) == name]
        return [*rows, *(row for _, row in added)], [*scores, *(score for score, _ in added)]

    def _near(self, heard: str, letters: Sequence[Letter]) -> list[tuple[float, str, Pairs]]:
        """The names that cost least: nats, the name, its alignment."""
        if len(heard) < SHORTEST or UNREAD in heard:
            return []
        near = extract(heard, self._names, scorer=Levenshtein.distance, score_cutoff=AWAY, limit=NEAREST)
        costs = [(*aligned(letters, name), name) for name, _, _ in near]
        return sorted((nats, name, pairs) for nats, pairs, name in costs if nats < math.inf)[:NAMES]

    def _spelled(self, letters: Sequence[Letter], pairs: Pairs) -> Iterator[RecognisedWord]:
        """The words of a name so aligned; a letter that was not heard takes no time."""
        moment = letters[0].words[0].start
        for at, sign in pairs:
            heard = None if at is None else letters[at]
            if heard is None:
                yield from self._named(sign, moment, moment)
                continue
            moment = heard.words[-1].end
            if heard.sign == sign:
                yield from heard.words
            else:
                yield from self._named(sign, heard.words[0].start, moment)

    def _named(self, letter: str, start: float, end: float) -> Iterator[RecognisedWord]:
        return (RecognisedWord(word, 0.0, start, end) for word in self._said[letter])


def letters_in(row: Row) -> list[Letter]:
    """The letters that a row spells, APART and UNREAD among them, with the words of each.

    Of "deux elle", each is an "elle", half as long; a first name told after it is the second's. What is not
    written and begins a row ("et") is left out.
    """
    letters: list[Letter] = []
    for one in spelled_by([word.text for word in row]):
        words = tuple(row[one.first : one.end])
        if len(one.signs) == 1:
            letters.append(Letter(one.signs, words, one.confirmed))
        elif one.signs:
            start, end = words[0].start, words[-1].end
            middle = (start + end) / 2
            named = words[1:-2] if one.confirmed else words[1:]
            letters += [
                Letter(one.signs[0], tuple(replace(word, start=start, end=middle) for word in named), False),
                Letter(
                    one.signs[1],
                    tuple(replace(word, start=middle, end=end) for word in words[1:]),
                    one.confirmed,
                ),
            ]
    return letters


def aligned(heard: Sequence[Letter], name: str) -> tuple[float, Pairs]:
    """The least nats it costs that these letters were heard of this name, and how (weighted edit distance).

    Infinite where a confirmed letter would have to be another.
    """
    costs = [[0.0] * (len(name) + 1) for _ in range(len(heard) + 1)]
    ways: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(heard) + 1):
        for j in range(len(name) + 1):
            choices = []
            if i and j:
                choices.append((costs[i - 1][j - 1] + _misheard(heard[i - 1], name[j - 1]), (i - 1, j - 1)))
            if i:
                added = math.inf if heard[i - 1].confirmed else ADDED
                choices.append((costs[i - 1][j] + added, (i - 1, j)))
            if j:
                choices.append((costs[i][j - 1] + MISSED, (i, j - 1)))
            if choices:
                costs[i][j], ways[i, j] = min(choices)
    at, pairs = (len(heard), len(name)), list[tuple[int | None, str]]()
    while at in ways:
        (i, j), at = at, ways[at]
        if j > at[1]:
            pairs.append((at[0] if i > at[0] else None, name[at[1]]))
    return costs[-1][-1], tuple(reversed(pairs))


def _misheard(letter: Letter, sign: str) -> float:
    """Nats it costs that this one was heard of that."""
    if letter.sign == sign:
        return 0.0
    if letter.confirmed:
        return math.inf
    alike = any(letter.sign in rhyme and sign in rhyme for rhyme in RHYMES)
    return MISHEARD if alike else MISTAKEN


def _letters(row: Row) -> str:
    return letters_of(" ".join(word.text for word in row))
