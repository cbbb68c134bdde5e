"""Tones of the telephone: a dialling tone, a busy line, an answering machine's beep. Nobody says them."""

from __future__ import annotations

import numpy as np

from speech.pcm import PHONE_RATE, SAMPLE_BYTES, to_samples

FRAME_SECONDS = 0.02
LEAST_FRAMES = 5
"""Loud ones: less than a tenth of a second tells nothing."""
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
POINTS = 1024


class ToneMeter:
    """Listens to one utterance as it comes."""

    def __init__(self, rate: int = PHONE_RATE) -> None:
        """`rate` in hertz."""
        size = round(rate * FRAME_SECONDS)
        self._bytes = size * SAMPLE_BYTES
        self._window = np.hanning(size)
        self._hertz = rate / POINTS
        # A Hann window spreads a tone over two of the frame's own points on each side.
        self._beside = round(2 * POINTS / size)
        self._waiting = b""
        self._frames: list[tuple[float, float, float]] = []
        """Level, hertz of the peak, share of the power within it."""

    def add(self, pcm: bytes) -> None:
        """More of the utterance: whole 16-bit samples."""
        self._waiting += pcm
        whole = len(self._waiting) // self._bytes * self._bytes
        for begin in range(0, whole, self._bytes):
            self._frames.append(self._measured(self._waiting[begin : begin + self._bytes]))
        self._waiting = self._waiting[whole:]

    def only_a_tone(self) -> bool:
        """Whether nothing but one steady tone has been heard, beside silence and the line's noise."""
        loudest = max((level for level, _, _ in self._frames), default=0.0)
        loud = [frame for frame in self._frames if frame[0] > max(QUIET_RMS, LOUD * loudest)]
        if len(loud) < LEAST_FRAMES:
            return False
        pitch = float(np.median([hertz for _, hertz, _ in loud]))
        steady = sum(pure > PURE and abs(hertz - pitch) < STEADY_HERTZ for _, hertz, pure in loud)
        return steady >= MOSTLY * len(loud)

    def _measured(self, pcm: bytes) -> tuple[float, float, float]:
        samples = to_samples(pcm).astype(np.float64)
        level = float(np.sqrt(np.mean(samples**2)))
        if level <= QUIET_RMS:
            return level, 0.0, 0.0
        powers = np.abs(np.fft.rfft(samples * self._window, POINTS)) ** 2
        peak = int(np.argmax(powers))
        within = powers[max(0, peak - self._beside) : peak + self._beside + 1].sum()
        return level, peak * self._hertz, float(within / powers.sum())
