"""What an utterance corrects: the words meant, or the house number, without those that they replace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_SUFFIX = r"(?: (?:bis|ter|quater|[abc]))?"
_NUMBER = rf"(?P<number>[1-9]\d{{0,3}}{_SUFFIX})"


@dataclass(frozen=True)
class SaidCorrection:
    """An utterance that may put something in the place of what was understood."""

    marked: bool
    """It begins as corrections do: "en fait…", "pardon…"."""
    meant: str
    """Its bare words without how it begins, nor what was wrong."""
    number: str = ""
    """The house number meant: "12 bis"."""


@dataclass(frozen=True, kw_only=True)
class CorrectionWords:
    """How one language corrects: alternatives of regular expressions, in bare words."""

    hesitations: str
    marks: str
    """How a correction begins."""
    introduces: str
    """What comes before what is meant: "c'est", "plutôt"."""
    turns: str
    """What leads from what was wrong, said first, to what is meant."""
    denies: str
    """What comes before "not" when what was wrong is said first."""
    nots: str
    number_nots: str
    """What comes between two numbers, the right one first."""
    joins: str
    """What comes before "not" when what was wrong is said last: "et pas…"."""
    before_number: str
    also: str
    """Words of something more, that corrects nothing."""

    def read(self, words: str) -> SaidCorrection | None:
        """What bare words correct, numbers in digits; None when they only add to what was said.

        "non ce n est pas rue pasteur c est rue victor hugo" means "rue victor hugo".
        """
        if self._also.search(words):
            return None
        found = self._lead.match(words)
        if found is None:
            return None
        rest = found["rest"]
        marked = bool(found["mark"]) or bool(self._not_but.search(rest))
        meant = self._not.sub("", self._not_but.sub("", rest)).strip() or rest
        return SaidCorrection(marked, meant, self._number(rest, marked))

    def _number(self, rest: str, marked: bool) -> str:
        """A number alone corrects only where the words say that they correct."""
        patterns = (*self._numbers, *((self._number_alone,) if marked else ()))
        return next((found["number"] for pattern in patterns if (found := pattern.search(rest))), "")

    @property
    def _at(self) -> str:
        return rf"(?:(?:{self.before_number}) )*"

    @property
    def _its(self) -> str:
        return rf"(?:(?:{self.introduces}) )*"

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(
            rf"^(?:(?:{self.hesitations}) )*(?P<mark>(?:(?:{self.marks}) )+)?(?P<rest>{self._its}.*)$"
        )

    @cached_property
    def _not(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:(?:{self.joins}) )?(?:{self.nots}) .+$")

    @cached_property
    def _not_but(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{self.denies}) )?(?:{self.nots}) .+? (?:{self.turns}) ")

    @cached_property
    def _numbers(self) -> tuple[re.Pattern[str], ...]:
        wrong = rf"{self._at}\d+{_SUFFIX}"
        joins, first, nots = rf"(?:(?:{self.joins}) )?", self.number_nots, self.nots
        return (
            re.compile(rf"\b{self._at}{_NUMBER} {joins}(?:{first}) {wrong}$"),
            re.compile(rf"\b(?:{nots}) {wrong} {self._its}{self._at}{_NUMBER}$"),
        )

    @cached_property
    def _number_alone(self) -> re.Pattern[str]:
        return re.compile(rf"^{self._its}{self._at}{_NUMBER}$")

    @cached_property
    def _also(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.also})\b")
