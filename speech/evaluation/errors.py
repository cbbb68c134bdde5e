"""Word errors, counted as is usual in French: elisions and hyphens apart, hesitations left out."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from speech.adaptation.wording import words_of

HESITATIONS = frozenset(("euh", "heu", "hum", "hm", "mh", "[unk]"))
"""Neither an error when missed nor one when heard: nothing depends on them."""


@dataclass(frozen=True)
class Errors:
    """Over any number of sentences; they add up."""

    words: int = 0
    """Said."""
    taken: int = 0
    """Heard as other words."""
    missed: int = 0
    added: int = 0
    sentences: int = 0
    whole: int = 0
    """Sentences heard without an error."""

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            self.words + other.words,
            self.taken + other.taken,
            self.missed + other.missed,
            self.added + other.added,
            self.sentences + other.sentences,
            self.whole + other.whole,
        )

    @property
    def rate(self) -> float:
        """Wrong words for each word said; above 1 when more words are invented than were said."""
        return (self.taken + self.missed + self.added) / self.words if self.words else 0.0


def errors_of(meant: str, heard: str) -> Errors:
    """What went wrong between a sentence said and the words heard."""
    said, got = compared(meant), compared(heard)
    counts = {"replace": 0, "delete": 0, "insert": 0}
    for step in Levenshtein.editops(said, got):
        counts[step.tag] += 1
    right = said == got
    return Errors(len(said), counts["replace"], counts["delete"], counts["insert"], 1, int(right))


def compared(text: str) -> list[str]:
    """The words that count, in one spelling: two ways of writing the same words are the same."""
    words = words_of(text.replace("[unk]", " "), lambda word: False)
    apart = [part for word in words for part in word.replace("'", "' ").replace("-", " ").split()]
    return [word for word in apart if word not in HESITATIONS]
