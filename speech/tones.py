"""Tones of the telephone: a dialling tone, a busy line, an answering machine's beep. Nobody says them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from speech.audio import Chunker
from speech.pcm import PHONE_RATE, SAMPLE_BYTES, to_samples

FRAME_SECONDS = 0.02
LEAST_FRAMES = 3
"""Loud ones, each between two others: a beep of a tenth of a second has as many wherever it begins."""
LOUD = 0.1
"""Of the loudest frame's level: what is quieter is left out."""
QUIET_RMS = 50.0
"""Under this level, of 32768, a frame is the line's own noise (-56 dBFS)."""
PURE = 0.98
"""Of a frame's power, within one peak: a voice has several harmonics."""
STEADY_HERTZ = 12.0
"""A voice's pitch strays further than this within a word."""
MOSTLY = 0.9
"""Of the loud frames: how many are pure and of one pitch in what is but a tone."""
POINTS_HERTZ = 8.0
"""Between two points of a spectrum, at any rate: a steady tone's peak may waver by one."""


@dataclass(frozen=True)
class _Frame:
    level: float
    """Root mean square, of 32768."""
    hertz: float = 0.0
    """Of the highest peak; of a quiet frame, none is looked for."""
    purity: float = 0.0
    """Share of the power within that peak, from 0 to 1."""


class ToneMeter:
    """Listens to one utterance as it comes.

    A tone is told from a tenth of a second on, 25 dB or more above the line's noise; one of six hundredths
    never is. Two tones at once, as keys make, are no tone. What is said in less than a tenth of the time that
    a tone lasts passes for a part of it.
    """

    def __init__(self, rate: int = PHONE_RATE) -> None:
        """`rate` in hertz."""
        size = round(rate * FRAME_SECONDS)
        self._cut = Chunker(size * SAMPLE_BYTES)
        self._window = np.hanning(size)
        self._points = round(rate / POINTS_HERTZ)
        # A Hann window spreads a tone over two of the frame's own points on each side.
        self._beside = math.ceil(2 * self._points / size)
        self._frames: list[_Frame] = []

    def add(self, pcm: bytes) -> None:
        """More of the utterance: whole 16-bit samples."""
        self._frames += [self._measured(frame) for frame in self._cut.feed(pcm)]

    def only_a_tone(self) -> bool:
        """Whether nothing but one steady tone has been heard, beside silence and the line's noise."""
        loud = self._loud()
        if len(loud) < LEAST_FRAMES:
            return False
        pitch = float(np.median([frame.hertz for frame in loud]))
        steady = sum(frame.purity > PURE and abs(frame.hertz - pitch) < STEADY_HERTZ for frame in loud)
        return steady >= MOSTLY * len(loud)

    def _loud(self) -> list[_Frame]:
        """Frames that are loud from end to end: in the first and last of a row, it may begin or stop."""
        level = max(QUIET_RMS, LOUD * max((frame.level for frame in self._frames), default=0.0))
        rows = groupby(self._frames, lambda frame: frame.level > level)
        return [frame for is_loud, row in rows if is_loud for frame in list(row)[1:-1]]

    def _measured(self, pcm: bytes) -> _Frame:
        samples = to_samples(pcm).astype(np.float64)
        level = float(np.sqrt(np.mean(samples**2)))
        if level <= QUIET_RMS:
            return _Frame(level)
        powers = np.abs(np.fft.rfft(samples * self._window, self._points)) ** 2
        peak = int(np.argmax(powers))
        within = powers[max(0, peak - self._beside) : peak + self._beside + 1].sum()
        return _Frame(level, peak * POINTS_HERTZ, float(within / powers.sum()))
