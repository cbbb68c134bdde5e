"""What a caller told of what they want, kept for the agent who takes the call: nobody asks it again."""

from __future__ import annotations

import re

from flows.collect.words import bare
from flows.tongue import Tongue

_SHORTEST = 4
"""Letters of a word that says something: "oui", "le", "bon" say nothing."""
_MERE_ANSWER = 3
"""Words of "non pas du tout": more of them tell something."""
_STORY = 5
"""Telling words of what somebody tells of themselves, which no article has settled whatever it answered."""
MOST_KEPT = 6
"""Things said and not understood that are worth reading to the end."""

_OF_ONESELF = re.compile(
    r"\b(?:ma|mon|mes|notre|nos|j ai|je suis|nous avons|nous sommes"
    r"|my|our|i am|i m|i have|i ve|we are|we have)\b"
)
_ASKS = re.compile(
    r"\b(?:voudrais|veux|voulais|souhaite|aimerais|comment|quand|combien|quels?|quelles?|est ce que|faut|dois"
    r"|puis je|peut on|refaire|faire|renouveler|besoin|horaires?|ou|how|when|where|what|want|would|need|like"
    r"|should|can i)\b"
)
"""What is asked or wanted, which an answer deals with."""


class Told:
    """The telling things said, in the order they were said."""

    def __init__(self) -> None:
        self._settled = ""
        self._stories: list[str] = []
        self._waiting: list[str] = []
        self._beside: list[str] = []
        self.corrected = ""
        """What is wanted in the place of what was asked first: it goes before all that was said."""

    def hear(self, words: str, tongue: Tongue, *, beside: bool = False) -> bool:
        """Keep what may be a request that nobody has understood; true when it tells something.

        `beside`: said where something else was asked. It goes with the rest, and before nothing of it.
        """
        if not _weight(words) or _answers_only(words, tongue):
            return False
        if beside:
            if words not in (*self._waiting, *self._beside):
                self._beside = [*self._beside, words][-MOST_KEPT:]
            return True
        if words not in self._waiting:
            self._waiting = [*self._waiting, words][-MOST_KEPT:]
        return True

    def correct(self, words: str) -> None:
        """These words are wanted in the place of all that was said before."""
        self._waiting, self._beside, self.corrected = [], [], words

    def settle(self) -> None:
        """What was said so far was answered, or done: it tells only of what the call was about.

        What somebody told of themselves stays: no article has dealt with an allergy.
        """
        told = [words for words in (*self._waiting, *self._beside, self.corrected) if _of_oneself(words)]
        self._stories = list(dict.fromkeys((*self._stories, *told)))[-MOST_KEPT:]
        self._settled = self.summary or self._settled
        self._waiting, self._beside, self.corrected = [], [], ""

    @property
    def summary(self) -> str:
        """The most telling thing that waits, else the one answered last; empty when nothing was told."""
        waiting = max(self._waiting, key=_weight, default="")
        beside = max(self._beside, key=_weight, default="")
        return self.corrected or waiting or self._settled or beside

    def besides(self, summary: str) -> str:
        """What else was said and not understood, one thing a line."""
        before = (self._settled,) if _weight(self._settled) >= _STORY else ()
        told = dict.fromkeys((*self._stories, *before, *self._waiting, *self._beside))
        return "\n".join(words for words in told if words not in summary)

    def waits(self, words: str) -> bool:
        """Were these words neither answered nor seen to?"""
        return words in (*self._waiting, *self._beside, self.corrected)

    @property
    def pending(self) -> tuple[str, ...]:
        """What was asked and neither answered nor done, the newest first."""
        return tuple(reversed(self._waiting))


def _of_oneself(words: str) -> bool:
    said = bare(words)
    return bool(_OF_ONESELF.search(said)) and not _ASKS.search(said)


def _weight(words: str) -> int:
    return sum(len(word) >= _SHORTEST for word in words.split())


def _answers_only(words: str, tongue: Tongue) -> bool:
    short = len(tongue.without_fillers(words).split()) <= _MERE_ANSWER
    return tongue.nothing_more(words) or (short and tongue.yes_or_no(words) is not None)
