"""What a silent telephone line sounds like, byte for byte, and when a frame is more than that."""

from __future__ import annotations

import random

import numpy as np

from ivr.simulator.playout import FRAME
from speech.audio import mulaw_decode, to_samples

PLUS_ZERO, MINUS_ZERO = 0xFF, 0x7F
QUIET = ((PLUS_ZERO, 50), (MINUS_ZERO, 48), (0xFE, 1), (0x7E, 1))
"""Bytes and their weights, as recorded on real streams: the two mu-law zeros, and now and then one step
beside them. Never one constant byte."""
HISSING = (
    *((0xFF, 6), (0x7F, 6), (0xFE, 12), (0x7E, 12), (0xFD, 10), (0x7D, 10)),
    *((0xFC, 5), (0x7C, 5), (0xFB, 3), (0x7B, 3), (0xF8, 1), (0x78, 1)),
)
"""The same for a line with an audible hiss."""
NOISE_BYTES = 32000


class SilentLine:
    """An endless supply of silent frames: pieces of four seconds of noise, cut at random."""

    def __init__(self, seed: int = 0, profile: tuple[tuple[int, int], ...] = QUIET) -> None:
        self._random = random.Random(seed)  # noqa: S311 - it imitates noise, it protects nothing
        values, weights = zip(*profile, strict=True)
        self._noise = bytes(self._random.choices(values, weights, k=NOISE_BYTES))

    def frame(self, length: int = FRAME) -> bytes:
        """`length` bytes of mu-law silence."""
        pieces = bytearray()
        while len(pieces) < length:
            start = self._random.randrange(NOISE_BYTES)
            pieces += self._noise[start : start + length - len(pieces)]
        return bytes(pieces)


AUDIBLE = 120
"""Mean magnitude of 16-bit samples above which a frame is heard as sound: about -49 dB of full scale."""
_STEP = 8
_STEPS = bytes(
    min(255, magnitude // _STEP)
    for magnitude in np.abs(to_samples(mulaw_decode(bytes(range(256)))).astype(np.int32)).tolist()
)
"""Magnitude of each mu-law code, in steps of eight, as far as a byte goes."""


def is_audible(frame: bytes) -> bool:
    """Would somebody with the receiver to their ear notice this mu-law frame?"""
    return _STEP * sum(frame.translate(_STEPS)) > AUDIBLE * len(frame)
