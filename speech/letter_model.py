"""A second opinion on spelled names: which letter follows which, five at a time, in people's names.

Two letters at a time, as a grammar knows them, are too few to tell "b" from "d" or "m" from "n"; the name
said is mostly among the hypotheses without being the first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from speech.spelling import UNREAD, letters_of, names, plain

ORDER = 5
BEGINNING, END = "^", "$"
SYMBOLS = 28
"""Twenty-six letters, what parts the words of a name, its end."""
HYPOTHESES = 100
"""Rows of letters to ask of a recogniser: among thirty, the name is less often."""
WEIGHT = 1.0
"""What the model's nats are worth beside the recogniser's. This and the two below were chosen on eighty
names, half of them of the list; those the bench asks were looked at too."""
LETTER = 2.0
"""Nats added for each letter: without them the shortest row would be favoured."""
NO_LETTER = 8.0
"""Nats taken for each word that is no letter, as are half of a phrase and the recogniser's unknown word."""
KNOWN = 0.5
"""Nats added for a name of those the model counted, whole; chosen with the costs of `speech.known_names`:
with two, more names of the list are right, and fewer others."""
WHOLE = 0.5
"""The chance that a row begins where its name does, and ends where it does: a pause may part a name."""


class LetterModel:
    """An interpolated n-gram model of letters. Any thread may ask: nothing is changed by an answer.

    Each order keeps for the shorter one the share of new letters it met (Witten and Bell, 1991).
    """

    def __init__(self, words: Iterable[str], order: int = ORDER) -> None:
        """`words`: in plain letters; `order`: letters in a row that are counted, the last one included."""
        self._order = order
        self.words = tuple(dict.fromkeys(words))
        """Those it counted, each once, in their order."""
        self._known = frozenset(self.words)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in self.words:
            told = f"{BEGINNING}{word}{END}"
            for at in range(1, len(told)):
                for start in range(max(0, at - order + 1), at + 1):
                    counts[told[start:at]][told[at]] += 1
        self._following = {before: (dict(after), after.total()) for before, after in counts.items()}

    def probability(self, sign: str, before: str) -> float:
        """Of a letter, APART or END after others, which start with BEGINNING where the word does."""
        chance = 1.0 / SYMBOLS
        for start in range(len(before), max(0, len(before) - self._order + 1) - 1, -1):
            found = self._following.get(before[start:])
            if found is None:
                break
            after, total = found
            chance = (after.get(sign, 0) + len(after) * chance) / (total + len(after))
        return chance

    def log_likelihood(self, letters: str) -> float:
        """In nats, of letters that may be a whole word, or what a pause left of one.

        A letter alone is as likely as any other: nothing is before it, and what comes after is not known.
        """
        if len(letters) == 1:
            return -math.log(SYMBOLS)
        whole, within = (self._chain(letters, before) for before in (BEGINNING, ""))
        ends = self.probability(END, BEGINNING + letters)
        likelier = max(whole, within)  # of a long row, either alone is too small to be a float
        begun = WHOLE * math.exp(whole - likelier) + (1 - WHOLE) * math.exp(within - likelier)
        return likelier + math.log(begun) + math.log(WHOLE * ends + 1 - WHOLE)

    def opinion(self, texts: Sequence[str], scores: Sequence[float]) -> list[float]:
        """Log-likelihoods of rows of letters, once read; `scores` are the recogniser's own."""
        return [
            score + WEIGHT * self._worth(letters_of(text)) for text, score in zip(texts, scores, strict=True)
        ]

    def _worth(self, letters: str) -> float:
        """Nats, of letters and of what is none, which parts them."""
        stretches = letters.split(UNREAD)
        read = sum(self.log_likelihood(one) + LETTER * len(one) for one in stretches if one)
        return read - NO_LETTER * (len(stretches) - 1) + KNOWN * (letters in self._known)

    def _chain(self, letters: str, before: str) -> float:
        told = before + letters
        return sum(math.log(self.probability(told[at], told[:at])) for at in range(len(before), len(told)))


@cache
def model_of_names() -> LetterModel:
    """That of the names people have, made once: a fifth of a second."""
    return LetterModel(map(plain, names()))
