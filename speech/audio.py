"""Audio on its way: G.711, samples, resampling, and chunks of the size a channel wants."""

from __future__ import annotations

import numpy as np
import soxr

from speech.g711 import ALAW_SILENCE, MULAW_SILENCE, alaw_decode, alaw_encode, mulaw_decode, mulaw_encode
from speech.pcm import PHONE_RATE, Samples, dbfs, from_float, peak_dbfs, seconds_of, to_bytes, to_samples

__all__ = [
    "ALAW_SILENCE",
    "MULAW_SILENCE",
    "PHONE_RATE",
    "Chunker",
    "Resampler",
    "Samples",
    "alaw_decode",
    "alaw_encode",
    "dbfs",
    "from_float",
    "mulaw_decode",
    "mulaw_encode",
    "peak_dbfs",
    "resampled",
    "seconds_of",
    "to_bytes",
    "to_samples",
]


def _check_rates(*rates: int) -> None:
    for rate in rates:
        if not 1000 <= rate <= 192_000:
            raise ValueError(f"{rate} Hz is not a rate sound is sampled at; give one from 1000 to 192000.")


class Resampler:
    """Changes the rate of a stream given piece by piece, without a seam between the pieces."""

    def __init__(self, from_rate: int, to_rate: int) -> None:
        """Rates in hertz; raises ValueError when one is absurd."""
        _check_rates(from_rate, to_rate)
        self._stream = (
            soxr.ResampleStream(from_rate, to_rate, 1, dtype="int16") if from_rate != to_rate else None
        )

    def feed(self, samples: Samples) -> Samples:
        """What is ready so far; the filter keeps the last few milliseconds for itself."""
        return self._push(samples, last=False)

    def finish(self) -> Samples:
        """The rest, once nothing more will come. The resampler can then take another stream."""
        rest = self._push(np.zeros(0, np.int16), last=True)
        if self._stream is not None:
            self._stream.clear()
        return rest

    def _push(self, samples: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return samples
        ready: Samples = self._stream.resample_chunk(samples, last=last)
        return ready


def resampled(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """A whole sound at another rate; raises ValueError when a rate is absurd."""
    _check_rates(from_rate, to_rate)
    if from_rate == to_rate or not len(samples):
        return samples
    changed: Samples = soxr.resample(samples, from_rate, to_rate)
    return changed


class Chunker:
    """Cuts a stream of bytes into pieces of one size and keeps what is left over for the next."""

    def __init__(self, chunk_bytes: int) -> None:
        """160 bytes of mu-law, or 320 of PCM, are 20 ms of telephone."""
        if chunk_bytes < 1:
            raise ValueError(f"A chunk of {chunk_bytes} bytes cannot be cut; give one or more.")
        self._size = chunk_bytes
        self._left_over = b""

    def feed(self, piece: bytes) -> list[bytes]:
        """The whole chunks there are now."""
        waiting = self._left_over + piece
        whole = len(waiting) - len(waiting) % self._size
        self._left_over = waiting[whole:]
        return [waiting[start : start + self._size] for start in range(0, whole, self._size)]

    def finish(self, filler: bytes = b"") -> bytes:
        """What is left over, shorter than a chunk; filled up to a whole one when a `filler` byte is given."""
        rest, self._left_over = self._left_over, b""
        return rest.ljust(self._size, filler) if rest and filler else rest
