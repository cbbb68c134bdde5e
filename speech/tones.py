"""Tones of the telephone: a dialling tone, a busy line, an answering machine's beep. Nobody says them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from speech.audio import Chunker
from speech.pcm import PHONE_RATE, SAMPLE_BYTES, to_samples

FRAME_SECONDS = 0.02
MEASURED_SECONDS = 1.0
"""Sound whose frames are measured together: one by one takes five times the processor."""
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
        self._size = round(rate * FRAME_SECONDS)
        self._cut = Chunker(self._size * SAMPLE_BYTES)
        self._unmeasured = bytearray()
        self._enough = round(rate * MEASURED_SECONDS) * SAMPLE_BYTES
        self._window = np.hanning(self._size)
        self._points = round(rate / POINTS_HERTZ)
        # A Hann window spreads a tone over two of the frame's own points on each side.
        self._beside = math.ceil(2 * self._points / self._size)
        self._frames: list[_Frame] = []

    def add(self, pcm: bytes) -> None:
        """More of the utterance: whole 16-bit samples."""
        self._unmeasured += pcm
        if len(self._unmeasured) >= self._enough:
            self._measure()

    def only_a_tone(self) -> bool:
        """Whether nothing but one steady tone has been heard, beside silence and the line's noise."""
        self._measure()
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

    def _measure(self) -> None:
        """The frames that came since the last time, together."""
        pcm = b"".join(self._cut.feed(bytes(self._unmeasured)))
        self._unmeasured.clear()
        sound = to_samples(pcm).astype(np.float64).reshape(-1, self._size)
        levels = np.sqrt(np.mean(sound**2, axis=1))
        hertz, purity = np.zeros(len(sound)), np.zeros(len(sound))
        heard = levels > QUIET_RMS
        hertz[heard], purity[heard] = self._peaks(sound[heard])
        self._frames += map(_Frame, levels.tolist(), hertz.tolist(), purity.tolist())

    def _peaks(self, sound: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The highest peak of each frame, shape (n, samples): its hertz, and the share of the power in it."""
        powers = np.abs(np.fft.rfft(sound * self._window, self._points, axis=1)) ** 2
        peaks = powers.argmax(axis=1)
        near = np.abs(np.arange(powers.shape[1]) - peaks[:, np.newaxis]) <= self._beside
        return peaks * POINTS_HERTZ, np.where(near, powers, 0.0).sum(axis=1) / powers.sum(axis=1)
