"""What a caller told of what they want, kept for the agent who takes the call: nobody asks it again."""

from __future__ import annotations

import re

from flows.collect.words import bare
from flows.health_words import tells_health
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
        self._placed: dict[str, str] = {}
        """Slug of the service that words of somebody's health were told for."""

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

    def settle(self, service: str = "") -> None:
        """What was said so far was answered, or done: it tells only of what the call was about.

        What somebody told of themselves stays: no article has dealt with an allergy. `service`: slug of the
        one whose business it was, where that is known.
        """
        for words in self.unplaced if service else ():
            self.place(words, service)
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

    def besides(self, summary: str, service: str = "") -> str:
        """What else was said and not understood, one thing a line.

        `service`: slug of the one that is told. Words of somebody's health told for another are left out, as
        minimisation asks (GDPR, articles 5.1.c and 9); empty: they are told, for somebody is in danger.
        """
        before = (self._settled,) if _weight(self._settled) >= _STORY else ()
        told = dict.fromkeys((*self._stories, *before, *self._waiting))
        theirs = [words for words in told if not service or self._is_for(words, service)]
        return "\n".join(words for words in dict.fromkeys((*theirs, *self._beside)) if words not in summary)

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Words of somebody's health of which it is not known what service they were told for.

        Those said where something else was asked are told for whoever asked.
        """
        told = dict.fromkeys((*self._stories, self._settled, *self._waiting, self.corrected))
        return tuple(words for words in told if words not in self._placed and tells_health(words))

    def place(self, words: str, service: str) -> None:
        """These words were told for that service."""
        self._placed[words] = service

    def _is_for(self, words: str, service: str) -> bool:
        return not tells_health(words) or self._placed.get(words) == service

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
