"""Who is speaking on the line: the caller, or somebody further from the telephone, a television, a crowd.

A recogniser writes down whatever words it can make out, and behind a caller who has just answered there are
often some. What is nearest the telephone is louder by far.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from speech.pcm import PHONE_RATE, SAMPLE_BYTES, dbfs, to_samples

FRAME_SECONDS = 0.02
BEHIND_DB = 16.0
"""Below the caller's loudest, it is somebody else's."""
FLEETING_SECONDS = 0.25
"""Words that last less, between louder ones, are the caller's: a "de" that is swallowed.

With both, two words of 850 that people and synthetic voices had read were lost; of 123 heard wrong or too
many when five others talked 15 dB below, 54 were left out."""

Moment = tuple[float, float]
"""Seconds from the first sound: where a word begins and ends."""
_Word = TypeVar("_Word")


class Foreground:
    """Keeps how loud an utterance is, moment by moment, and tells whose words are whose. For one thread."""

    def __init__(self, rate: int = PHONE_RATE) -> None:
        """`rate` in hertz."""
        self._bytes = round(rate * FRAME_SECONDS) * SAMPLE_BYTES
        self._waiting = b""
        self._levels: list[float] = []
        """Of each frame, in dBFS."""
        self._loudest: float | None = None
        """Level of the loudest word so far."""

    def add(self, pcm: bytes) -> None:
        """More of the utterance: whole 16-bit samples."""
        self._waiting += pcm
        whole = len(self._waiting) // self._bytes * self._bytes
        for begin in range(0, whole, self._bytes):
            self._levels.append(dbfs(to_samples(self._waiting[begin : begin + self._bytes])))
        self._waiting = self._waiting[whole:]

    def take_in(self, moments: Sequence[Moment]) -> None:
        """Words were heard there: the loudest of all tells how loud the caller is."""
        levels = [self._level(one) for one in moments]
        if self._loudest is not None:
            levels.append(self._loudest)
        self._loudest = max(levels, default=None)

    def kept(self, words: Sequence[_Word], moment: Callable[[_Word], Moment]) -> list[_Word]:
        """The words without those that stay far behind the loudest taken in."""
        least = -math.inf if self._loudest is None else self._loudest - BEHIND_DB
        left: list[_Word] = []
        for behind, row in groupby(words, lambda word: self._level(moment(word)) < least):
            together = list(row)
            lasts = moment(together[-1])[1] - moment(together[0])[0]
            if not behind or lasts < FLEETING_SECONDS:
                left += together
        return left

    def _level(self, moment: Moment) -> float:
        """The highest that lasts: a click is shorter than the sixty milliseconds whose middle level counts.

        What lies beyond the sound given is as loud as its end.
        """
        start, end = (round(seconds / FRAME_SECONDS) for seconds in moment)
        first = max(0, min(start, len(self._levels) - 3))
        levels = self._levels[first : max(end, first + 2) + 1]
        if len(levels) < 3:
            return max(levels, default=0.0)
        return max(sorted(levels[at : at + 3])[1] for at in range(len(levels) - 2))
