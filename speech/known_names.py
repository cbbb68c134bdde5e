"""Names people have, near those that were heard spelled, where the recogniser did not think of them.

Of "Mercier" spelled on the telephone, "m e r c i d e r" may be among its hundred rows, "m e r c i e r" not.
So names of a list become rows beside them, for what it costs to mishear them so (a noisy channel: Kernighan,
Church and Gale, 1990).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from speech.hypotheses import Opinion, RecognisedWord
from speech.spelling import UNREAD, Words, spelled_by

RHYMES = ("bcdgptvw", "flmnrsxz", "ahk", "eoqu", "ij")
"""Letters whose names sound much alike."""
MISHEARD, MISTAKEN, MISSED, ADDED = 3.0, 6.0, 4.5, 6.0
"""Nats it costs to hear a letter as another like it, or unlike it, not to hear it, to hear one that was not
said. Chosen on a hundred other names than the bench's, spelled by other synthesisers' voices."""
ROWS, NAMES, AWAY = 8, 12, 3
"""Rows that are looked at, names taken near each, letters between the two at the most."""
SHORTEST = 3
"""Letters of such a row and such a name, at the least."""

Row = Sequence[RecognisedWord]


class KnownNames:
    """The names of a list, for whoever spells with some phrases. Any thread may ask."""

    def __init__(self, names: Iterable[str], said: Mapping[str, Words], opinion: Opinion) -> None:
        """`names`: in plain letters. `said`: the words for each letter. `opinion`: how likely rows are."""
        self._names = [name for name in names if len(name) >= SHORTEST]
        self._said = said
        self._opinion = opinion

    def among(self, rows: Sequence[Row], scores: Sequence[float]) -> tuple[list[Row], list[float]]:
        """Those rows, of these log-likelihoods, and the names near the likeliest, with theirs."""
        texts = [" ".join(word.text for word in row) for row in rows]
        heard = ["".join(one.signs for one in spelled_by(text.split())) for text in texts]
        likely = sorted(zip(self._opinion(texts, scores), range(len(rows)), strict=True), reverse=True)
        found: dict[str, tuple[float, Row]] = {}
        for _, at in likely[:ROWS]:
            for name in self._near(heard[at]):
                score = scores[at] - cost(heard[at], name)
                if name not in heard and (name not in found or score > found[name][0]):
                    found[name] = score, list(self._spelled(rows[at], name))
        added = found.values()
        return [*rows, *(row for _, row in added)], [*scores, *(score for score, _ in added)]

    def _near(self, letters: str) -> list[str]:
        if len(letters) < SHORTEST or UNREAD in letters:
            return []
        near = extract(letters, self._names, scorer=Levenshtein.distance, score_cutoff=AWAY, limit=NAMES)
        return [name for name, _, _ in near if set(name) <= self._said.keys()]

    def _spelled(self, row: Row, name: str) -> Iterator[RecognisedWord]:
        """The row, changed where it does not spell the name; a letter that was not heard takes no time."""
        letters = [(sign, one) for one in spelled_by([word.text for word in row]) for sign in one.signs]
        heard = "".join(sign for sign, _ in letters)
        for part in Levenshtein.opcodes(heard, name):
            first, wanted = part.src_start, name[part.dest_start : part.dest_end]
            if part.tag == "insert":
                moment = row[letters[first - 1][1].end - 1].end if first else row[0].start
                for letter in wanted:
                    yield from self._named(letter, moment, moment)
            elif part.tag != "delete":
                for (sign, one), letter in zip(letters[first : part.src_end], wanted, strict=True):
                    words = row[one.first : one.end]
                    if sign == letter and one.signs == sign:
                        yield from words
                    else:
                        yield from self._named(letter, words[0].start, words[-1].end)

    def _named(self, letter: str, start: float, end: float) -> Iterator[RecognisedWord]:
        return (RecognisedWord(word, 0.0, start, end) for word in self._said[letter])


def cost(heard: str, name: str) -> float:
    """Nats it costs that these letters were heard where the name was spelled."""
    total = 0.0
    for part in Levenshtein.opcodes(heard, name):
        told, wanted = heard[part.src_start : part.src_end], name[part.dest_start : part.dest_end]
        if part.tag == "replace":
            total += sum(MISHEARD if _alike(*pair) else MISTAKEN for pair in zip(told, wanted, strict=True))
        elif part.tag != "equal":
            total += MISSED * len(wanted) + ADDED * len(told)
    return total


def _alike(one: str, other: str) -> bool:
    return any(one in rhyme and other in rhyme for rhyme in RHYMES)
