"""Whether the confidence of ears is worth something: are wrong words less sure than right ones?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from speech.evaluation.errors import compared
from speech.hypotheses import RecognisedWord

SURE = 0.8
"""Confidence, 0 to 1, from which the ears are said to be sure of a word."""


@dataclass
class Sureness:
    """Words heard, each with its confidence and whether it was said."""

    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)

    def add(self, meant: str, heard: Iterable[RecognisedWord]) -> None:
        """Take in the words heard of a sentence."""
        parts = [(part, word.confidence) for word in heard for part in compared(word.text)]
        steps = Levenshtein.opcodes(compared(meant), [part for part, _ in parts])
        for step in steps:
            told = self.right if step.tag == "equal" else self.wrong
            told.extend(confidence for _, confidence in parts[step.dest_start : step.dest_end])

    @property
    def told_apart(self) -> float:
        """How often a right word is surer than a wrong one, of all pairs: 0.5 by chance, 1 always."""
        pairs = len(self.right) * len(self.wrong)
        if not pairs:
            return 1.0
        surer = sum((one > other) + (one == other) / 2 for one in self.right for other in self.wrong)
        return surer / pairs

    @property
    def wrong_when_sure(self) -> float:
        """Share of wrong words among those of which the ears are sure; 0 without any."""
        wrong = sum(one >= SURE for one in self.wrong)
        sure = wrong + sum(one >= SURE for one in self.right)
        return wrong / sure if sure else 0.0
