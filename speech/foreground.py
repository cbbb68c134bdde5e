"""Who is speaking on the line: the caller, or somebody further from the telephone, a television, a crowd.

A recogniser writes down whatever words it can make out, and behind a caller who has just answered there are
often some. What is nearest the telephone is louder by far.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from speech.audio import Chunker
from speech.pcm import PHONE_RATE, SAMPLE_BYTES, dbfs_of_frames, to_samples

FRAME_SECONDS = 0.02
BEHIND_DB = 16.0
"""Below the loudest word about, words are somebody else's."""
ABOUT_SECONDS = 6.0
"""Between a word and those it is compared with: further on, the caller may have moved, or handed over."""
SURE = 0.5
"""Confidence of the words that tell how loud the caller is: coughs and tones are taken for words too."""
FLEETING_SECONDS = 0.25
"""Words that last less are the caller's: a "de" that is swallowed.

When they were chosen, two words of 850 that people and synthetic voices had read were lost; of 123 heard
wrong or too many when five others talked 15 dB below, 54 were left out.
"""

Moment = tuple[float, float]
"""Seconds from the first sound: where a word begins and ends."""


class Said(Protocol):
    """A word whose place is known."""

    @property
    def moment(self) -> Moment:
        """When it was said."""


_Said = TypeVar("_Said", bound=Said)


class Foreground:
    """Keeps how loud an utterance is, moment by moment, and tells whose words are whose. For one thread."""

    def __init__(self, rate: int = PHONE_RATE) -> None:
        """`rate` in hertz."""
        self._size = round(rate * FRAME_SECONDS)
        self._cut = Chunker(self._size * SAMPLE_BYTES)
        self._unmeasured = bytearray()
        self._levels: list[float] = []
        """Of each frame, in dBFS."""
        self._level_of: dict[Moment, float] = {}
        """Of each moment asked about since the last sound: thirty hypotheses share most of their words."""
        self._sure: list[tuple[Moment, float]] = []
        """When each word that was surely heard was said, and its level."""

    def add(self, pcm: bytes) -> None:
        """More of the utterance: whole 16-bit samples."""
        self._unmeasured += pcm

    def hear_word(self, moment: Moment, confidence: float) -> None:
        """A word was heard there: when it surely was, it tells how loud the caller is about then."""
        if confidence >= SURE:
            self._sure.append((moment, self._level(moment)))

    def of_caller(self, words: Sequence[_Said]) -> list[_Said]:
        """The words without those that stay far behind the loudest about."""
        left: list[_Said] = []
        for behind, row in groupby(words, lambda word: self._is_behind(word.moment)):
            together = list(row)
            lasts = together[-1].moment[1] - together[0].moment[0]
            if not behind or lasts < FLEETING_SECONDS:
                left += together
        return left

    def _is_behind(self, moment: Moment) -> bool:
        start, end = moment
        about = [
            level
            for (began, ended), level in self._sure
            if began < end + ABOUT_SECONDS and ended > start - ABOUT_SECONDS
        ]
        return bool(about) and self._level(moment) < max(about) - BEHIND_DB

    def _level(self, moment: Moment) -> float:
        self._measure()
        if moment not in self._level_of:
            self._level_of[moment] = self._loudest(moment)
        return self._level_of[moment]

    def _measure(self) -> None:
        """The frames that came since the last time, together."""
        if self._unmeasured:
            frames = b"".join(self._cut.feed(bytes(self._unmeasured)))
            self._unmeasured.clear()
            self._level_of.clear()
            self._levels += dbfs_of_frames(to_samples(frames).reshape(-1, self._size)).tolist()

    def _loudest(self, moment: Moment) -> float:
        """In dBFS, of its loudest sixty milliseconds, whose middle frame counts: a click is one frame.

        What lies beyond the sound given is as loud as its end.
        """
        start, end = (round(seconds / FRAME_SECONDS) for seconds in moment)
        first = max(0, min(start, len(self._levels) - 3))
        levels = self._levels[first : max(end, first + 2) + 1]
        if len(levels) < 3:
            return max(levels, default=0.0)
        return max(sorted(levels[at : at + 3])[1] for at in range(len(levels) - 2))
