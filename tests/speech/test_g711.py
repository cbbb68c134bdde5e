"""G.711 against the Recommendation's own figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.g711 import ALAW_SILENCE, MULAW_SILENCE, alaw_decode, alaw_encode, mulaw_decode, mulaw_encode
from speech.pcm import to_bytes, to_samples

EVERY_CODE = bytes(range(256))
EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)

# ITU-T G.711, table 2a: at the end of each segment, the decision value n and the output value just below,
# in fourteen bits, and the code sent for it with a positive sign.
MULAW_SEGMENTS = [
    (8159, 8031, 0x80),
    (4063, 3999, 0x90),
    (2015, 1983, 0xA0),
    (991, 975, 0xB0),
    (479, 471, 0xC0),
    (223, 219, 0xD0),
    (95, 93, 0xE0),
    (31, 30, 0xF0),
    (1, 0, 0xFF),
]
# Table 1a, likewise, in units of 1/4096 of full scale.
ALAW_SEGMENTS = [
    (4096, 4032, 0xAA),
    (2048, 2016, 0xBA),
    (1024, 1008, 0x8A),
    (512, 504, 0x9A),
    (256, 252, 0xEA),
    (128, 126, 0xFA),
    (64, 63, 0xCA),
    (2, 1, 0xD5),
]


@pytest.mark.parametrize(("end", "output", "code"), MULAW_SEGMENTS)
def test_mulaw_follows_the_table_of_the_recommendation(end: int, output: int, code: int) -> None:
    assert to_samples(mulaw_decode(bytes([code]))).tolist() == [output * 4]
    assert to_samples(mulaw_decode(bytes([code ^ 0x80]))).tolist() == [-output * 4]
    assert mulaw_encode(to_bytes(np.array([end * 4 - 1], np.int16))) == bytes([code])
    if code != 0x80:
        assert mulaw_encode(to_bytes(np.array([end * 4], np.int16))) == bytes([code - 1])


@pytest.mark.parametrize(("end", "output", "code"), ALAW_SEGMENTS)
def test_alaw_follows_the_table_of_the_recommendation(end: int, output: int, code: int) -> None:
    assert to_samples(alaw_decode(bytes([code]))).tolist() == [output * 8]
    assert to_samples(alaw_decode(bytes([code ^ 0x80]))).tolist() == [-output * 8]
    assert alaw_encode(to_bytes(np.array([end * 8 - 1], np.int16))) == bytes([code])


def test_mulaw_codes_survive_the_way_there_and_back_but_for_the_second_zero() -> None:
    assert mulaw_encode(mulaw_decode(EVERY_CODE)) == EVERY_CODE.replace(b"\x7f", b"\xff")


def test_alaw_codes_survive_the_way_there_and_back() -> None:
    assert alaw_encode(alaw_decode(EVERY_CODE)) == EVERY_CODE


def samples_per_code(codes: bytes) -> list[int]:
    """How many of the positive samples each positive code stands for, the quietest code first."""
    positive = np.frombuffer(codes, np.uint8)[32768:]
    _, first, count = np.unique(positive, return_index=True, return_counts=True)
    return [int(each) for each in count[np.argsort(first)]]


def test_mulaw_intervals_double_from_segment_to_segment() -> None:
    # In fourteen bits: 1, then fifteen of 2, then sixteen of 4, 8 ... 256; what lies beyond 8159 clips.
    widths = [1] + [2] * 15 + [2 << segment for segment in range(1, 8) for _ in range(16)]
    widths[-1] += 8192 - 8159
    assert samples_per_code(mulaw_encode(to_bytes(EVERY_SAMPLE))) == [4 * width for width in widths]


def test_alaw_intervals_double_from_the_third_segment_on() -> None:
    # In the table's units: thirty-two of 2, then sixteen of 4, 8 ... 128.
    widths = [2] * 32 + [2 << segment for segment in range(1, 7) for _ in range(16)]
    assert samples_per_code(alaw_encode(to_bytes(EVERY_SAMPLE))) == [8 * width for width in widths]


@pytest.mark.parametrize(("encode", "decode"), [(mulaw_encode, mulaw_decode), (alaw_encode, alaw_decode)])
def test_encoding_is_monotonous_and_symmetrical(encode, decode) -> None:  # type: ignore[no-untyped-def]
    got = to_samples(decode(encode(to_bytes(EVERY_SAMPLE)))).astype(int)
    assert np.all(np.diff(got) >= 0)
    # One's complement: -1 mirrors 0.
    assert np.array_equal(got, -got[::-1])


def test_silence_is_silent() -> None:
    assert mulaw_encode(bytes(2)) == MULAW_SILENCE
    assert alaw_encode(bytes(2)) == ALAW_SILENCE
    assert mulaw_decode(b"\xff\x7f") == bytes(4)


@given(st.binary(max_size=64).filter(lambda pcm: len(pcm) % 2))
def test_half_a_sample_is_refused(pcm: bytes) -> None:
    with pytest.raises(ValueError, match="whole number"):
        mulaw_encode(pcm)
    with pytest.raises(ValueError, match="whole number"):
        alaw_encode(pcm)
