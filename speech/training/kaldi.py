"""Kaldi's binary files, as far as a Vosk model needs them (kaldi: src/base/io-funcs-inl.h, src/matrix)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BINARY = b"\0B"


def token(word: str) -> bytes:
    """A word of the format, such as <Topology>."""
    return word.encode("ascii") + b" "


def integer(value: int) -> bytes:
    """Four bytes, said to be four."""
    return b"\x04" + struct.pack("<i", value)


def single(value: float) -> bytes:
    """A float of four bytes."""
    return b"\x04" + struct.pack("<f", value)


def double(value: float) -> bytes:
    """A float of eight bytes."""
    return b"\x08" + struct.pack("<d", value)


def integers(values: Sequence[int]) -> bytes:
    """A list of integers."""
    return b"\x04" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes()


def vector(values: npt.ArrayLike) -> bytes:
    """A vector of floats."""
    floats = np.asarray(values, "<f4")
    return token("FV") + integer(len(floats)) + floats.tobytes()


def matrix(values: npt.ArrayLike) -> bytes:
    """A matrix of floats, shape [rows, columns]."""
    floats = np.ascontiguousarray(values, "<f4")
    return token("FM") + integer(floats.shape[0]) + integer(floats.shape[1]) + floats.tobytes()


def _joined(*parts: bytes | str) -> bytes:
    return b"".join(token(part) if isinstance(part, str) else part for part in parts)


def affine(weights: npt.ArrayLike, bias: npt.ArrayLike) -> bytes:
    """A layer that is not trained any further: weights [out, in], bias [out]."""
    inner = ("<LinearParams>", matrix(weights), "<BiasParams>", vector(bias))
    return _joined("<FixedAffineComponent>", *inner, "</FixedAffineComponent>")


def nonlinearity(kind: str, size: int) -> bytes:
    """One that keeps no statistics, such as RectifiedLinearComponent."""
    averages = ("<ValueAvg>", vector([]), "<DerivAvg>", vector([]), "<Count>", double(0))
    spread = ("<OderivRms>", vector([]), "<OderivCount>", double(0))
    repairs = ("<NumDimsSelfRepaired>", double(0), "<NumDimsProcessed>", double(0))
    return _joined(f"<{kind}>", "<Dim>", integer(size), *averages, *spread, *repairs, f"</{kind}>")


def nothing(size: int) -> bytes:
    """A component that hands on what it is given."""
    return _joined(
        "<NoOpComponent>", "<Dim>", integer(size), "<BackpropScale>", single(1), "</NoOpComponent>"
    )
