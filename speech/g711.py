"""G.711: the telephone's eight-bit codes, mu-law and A-law, to and from 16-bit samples.

Source: ITU-T Recommendation G.711 (11/1988), tables 1 and 2; the rounding of negative samples follows the
ITU's own reference code (G.191, g711.c), which works on one's complement. Samples are left-justified in
16 bits: mu-law keeps the top 14, A-law the top 13.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speech.pcm import to_bytes, to_samples

MULAW_SILENCE = b"\xff"
"""Mu-law code of the sample 0."""
ALAW_SILENCE = b"\xd5"
"""A-law has no zero: this is its smallest positive step."""

_MULAW_BIAS = 33
"""Added to the 14-bit magnitude so that each segment starts on a power of two."""
_MULAW_CEILING = 0x1FFF
"""Greatest biased magnitude; louder samples clip here."""


def _mulaw_decoding() -> NDArray[np.int16]:
    """Sample of each of the 256 codes."""
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    segment, step = (code >> 4) & 7, code & 0xF
    magnitude = (((2 * step + _MULAW_BIAS) << segment) - _MULAW_BIAS) << 2
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _mulaw_encoding() -> NDArray[np.uint8]:
    """Code of each of the 65,536 samples, indexed by the sample read as unsigned."""
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    magnitude = (np.where(sample < 0, ~sample, sample) >> 2) + _MULAW_BIAS
    magnitude = np.minimum(magnitude, _MULAW_CEILING)
    segment = np.floor(np.log2(magnitude)).astype(np.int32) - 5
    step = (magnitude >> (segment + 1)) & 0xF
    sign = np.where(sample < 0, 0x80, 0)
    code = ~(sign | (segment << 4) | step) & 0xFF
    return np.asarray(code, np.uint8)


def _alaw_decoding() -> NDArray[np.int16]:
    """Sample of each of the 256 codes."""
    code = np.arange(256, dtype=np.int32) ^ 0x55
    segment, step = (code >> 4) & 7, code & 0xF
    # Segments 0 and 1 share the smallest step; from 1 on there is an implicit leading bit.
    magnitude = np.where(segment == 0, (step << 4) + 8, ((step << 4) + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _alaw_encoding() -> NDArray[np.uint8]:
    """Code of each of the 65,536 samples, indexed by the sample read as unsigned."""
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    magnitude = np.where(sample < 0, ~sample, sample) >> 4
    segment = np.where(magnitude > 15, np.floor(np.log2(np.maximum(magnitude, 1))).astype(np.int32) - 3, 0)
    step = np.where(segment > 0, (magnitude >> np.maximum(segment - 1, 0)) & 0xF, magnitude)
    sign = np.where(sample < 0, 0, 0x80)
    code = (sign | (segment << 4) | step) ^ 0x55
    return np.asarray(code, np.uint8)


_MULAW_SAMPLES = _mulaw_decoding()
_MULAW_CODES = _mulaw_encoding()
_ALAW_SAMPLES = _alaw_decoding()
_ALAW_CODES = _alaw_encoding()


def mulaw_encode(pcm: bytes) -> bytes:
    """16-bit little-endian samples to mu-law, one byte each; raises ValueError on half a sample."""
    return _MULAW_CODES[to_samples(pcm).view(np.uint16)].tobytes()


def mulaw_decode(codes: bytes) -> bytes:
    """Mu-law to 16-bit little-endian samples, two bytes each."""
    return to_bytes(_MULAW_SAMPLES[np.frombuffer(codes, np.uint8)])


def alaw_encode(pcm: bytes) -> bytes:
    """16-bit little-endian samples to A-law, one byte each; raises ValueError on half a sample."""
    return _ALAW_CODES[to_samples(pcm).view(np.uint16)].tobytes()


def alaw_decode(codes: bytes) -> bytes:
    """A-law to 16-bit little-endian samples, two bytes each."""
    return to_bytes(_ALAW_SAMPLES[np.frombuffer(codes, np.uint8)])
