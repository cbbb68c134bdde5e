"""What a closed question may be answered with, as the recogniser's runtime grammar."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from speech.spelling import Words, letters_of, spelled_rows, spells

UNKNOWN = "[unk]"
"""The recogniser's word for any sound that is none of the phrases."""
WEIGHT = 3
"""How many times each phrase is counted against one UNKNOWN. At 1, one short "oui" in four is lost to it on
synthetic callers with 15 dB of noise; from 3 to 10 nothing changes any more."""
DICTATED = range(8, 61)
"""Phrases of one word in a list that people dictate from, one after the other (digits, letters)."""
EVERY_PAIR = 8
"""How many times each pair of dictated words is counted. Vosk takes half a count off each, so that at 1 half
the chances after a digit were those of a phrase that ends, and a short "un" was left out more often."""
LONE = 12
"""How many times each letter is counted alone, beside the names: some people pause after each."""
ROWS_FOR_UNKNOWN = 100
"""Spelled names for each UNKNOWN beside them: about as likely as where every pair of letters is."""
AND = "et"
"""Of "vingt et un": expected, and no more than a breath to a recogniser that expects it."""
MOST_PHRASES = 500
MOST_WORDS = 30

_PUNCTUATION = re.compile(r"[^\w\s'’-]+|(?<!\w)['’-]+|[-]+(?!\w)|_+")


@dataclass(frozen=True)
class Grammar:
    """Phrases a recogniser can be told to expect."""

    phrases: frozenset[Words]
    """In the recogniser's own words."""
    left_out: tuple[str, ...]
    """Phrases with a word the recogniser does not know."""
    unknown: bool
    """The recogniser has UNKNOWN among its words."""

    @property
    def json(self) -> str:
        """The array Vosk takes. Anything but a non-empty array of strings would kill the process."""
        counted = [" ".join(phrase) for phrase in sorted(self.phrases)] * WEIGHT
        rows, unknown = Words(), 1
        if self.spells:
            rows = (*spelled_rows(self.phrases), *[one[0] for one in self._single] * LONE)
            unknown = max(1, len(rows) // ROWS_FOR_UNKNOWN)
        elif self._dictated:
            rows = (" ".join(_every_pair(self._dictated)),) * EVERY_PAIR
        return json.dumps([*counted, *rows, *[UNKNOWN] * self.unknown * unknown], ensure_ascii=False)

    @property
    def spells(self) -> bool:
        """The phrases are those of whoever spells a name."""
        return spells(self.phrases)

    @property
    def _single(self) -> list[Words]:
        return [phrase for phrase in sorted(self.phrases) if len(phrase) == 1]

    @property
    def _dictated(self) -> tuple[str, ...]:
        """The single words, when they are what is dictated; nothing when whole phrases are expected."""
        single = tuple(phrase[0] for phrase in self._single)
        mostly = 2 * len(single) > len(self.phrases)
        return single if mostly and len(single) in DICTATED else ()

    def is_a_beginning(self, words: Sequence[str]) -> bool:
        """Whether this is one word alone where they are dictated: a digit, or letter, answers nothing."""
        return len(words) == 1 and words[0] in self._dictated

    def dictated(self, words: Sequence[str]) -> int:
        """How many words of a list people dictate from these are, "et" left out, or letters they spell; 0 for
        others.
        """
        if not self.accepts(words):
            return 0
        if self.spells:
            return sum(sign.isalpha() for sign in letters_of(" ".join(words)))
        if not set(self._dictated).issuperset(words):
            return 0
        return sum(word != AND for word in words)

    def accepts(self, words: Sequence[str]) -> bool:
        """Whether these words are one or more whole phrases said one after the other, and nothing else.

        Vosk makes a two-word model of the phrases, so it also hears mixtures of them that nobody offered.
        """
        reached = [True] + [False] * len(words)
        for end in range(1, len(words) + 1):
            reached[end] = any(
                reached[start] and tuple(words[start:end]) in self.phrases
                for start in range(max(0, end - MOST_WORDS), end)
            )
        return bool(words) and reached[-1]


def grammar_of(phrases: Sequence[str], knows: Callable[[str], bool]) -> Grammar | None:
    """The grammar of written phrases; None when there is not one the recogniser could hear.

    `knows` tells whether a word is in its vocabulary. Raises ValueError for what cannot be a grammar: a bare
    string, something else than strings, too many phrases or too long a one.
    """
    if isinstance(phrases, str) or not all(isinstance(phrase, str) for phrase in phrases):
        raise ValueError(f"Phrases to recognise are a list of strings, not {phrases!r}.")
    if len(phrases) > MOST_PHRASES:
        raise ValueError(f"{len(phrases)} phrases are too many for one question; {MOST_PHRASES} at most.")
    heard: set[Words] = set()
    left_out: list[str] = []
    for phrase in phrases:
        words = _in_vocabulary(phrase, knows)
        if len(words) > MOST_WORDS:
            raise ValueError(
                f"{len(words)} words are too many for one phrase, {MOST_WORDS} at most: {phrase!r}."
            )
        if words:
            heard.add(words)
        else:
            left_out.append(phrase)
    return Grammar(frozenset(heard), tuple(left_out), knows(UNKNOWN)) if heard else None


def _every_pair(words: Sequence[str]) -> list[str]:
    """A row in which each word stands once after each (Hierholzer's circuit).

    Vosk would else make every word after the first pay for the end of a phrase, and leave short ones out: a
    fifth of the words of spelled names, on synthetic callers.
    """
    left = {word: list(words) for word in words}
    open_ends, row = [words[0]], list[str]()
    while open_ends:
        following = left[open_ends[-1]]
        if following:
            open_ends.append(following.pop())
        else:
            row.append(open_ends.pop())
    return row[::-1]


def _in_vocabulary(phrase: str, knows: Callable[[str], bool]) -> Words:
    """The phrase in words of the vocabulary; empty when one of them is missing."""
    text = unicodedata.normalize("NFC", phrase).lower().replace("’", "'")
    words: list[str] = []
    for written in _PUNCTUATION.sub(" ", text).split():
        spelling = next((s for s in _spellings(written) if all(map(knows, s))), None)
        if spelling is None:
            return ()
        words += spelling
    return tuple(words)


def _spellings(word: str) -> list[list[str]]:
    """Ways a vocabulary may hold a word: whole, without hyphens, elision apart, both."""
    parts = word.split("-")
    apart = [piece for part in parts for piece in re.split(r"(?<=')", part) if piece]
    return [[word], [part for part in parts if part], re.split(r"(?<=')(?=.)", word), apart]
