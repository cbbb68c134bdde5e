"""Kaldi's binary files, as far as a Vosk model needs them (kaldi: src/base/io-funcs-inl.h, src/matrix)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BINARY = b"\0B"
FRACTION_BITS = 23
"""Of a float of four bytes."""


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


def rounded(values: npt.ArrayLike, bits: int) -> npt.NDArray[np.float32]:
    """Floats of four bytes with so many bits of fraction left, of 23: what is zero compresses well."""
    floats = np.ascontiguousarray(values, "<f4")
    dropped = FRACTION_BITS - bits
    if not dropped:
        return floats
    whole = floats.view(np.uint32) + np.uint32(1 << (dropped - 1))
    return (whole >> np.uint32(dropped) << np.uint32(dropped)).view(np.float32)


def matrix(values: npt.ArrayLike) -> bytes:
    """A matrix of floats, shape [rows, columns]."""
    floats = np.ascontiguousarray(values, "<f4")
    return token("FM") + integer(floats.shape[0]) + integer(floats.shape[1]) + floats.tobytes()


def read_affines(written: bytes) -> dict[str, tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
    """Name -> weights [out, in] and bias [out] of every layer that `affine` made in a final.mdl.

    Raises ValueError when it holds none, or not the whole of a network.
    """
    if token("</Nnet3>") not in written:
        raise ValueError("It ends early, or is no network that this project wrote.")
    layers = {}
    for part in written.split(b"<ComponentName> ")[1:]:
        name, _, component = part.partition(b" ")
        begun = token("<FixedAffineComponent>") + token("<LinearParams>") + token("FM")
        if not component.startswith(begun):
            continue
        try:
            rows, columns = struct.unpack_from("<xixi", component, len(begun))
        except struct.error as error:
            raise ValueError(f"The layer {name.decode('ascii', 'replace')} is cut short.") from error
        weights = np.frombuffer(component, "<f4", rows * columns, len(begun) + 10).reshape(rows, columns)
        at = len(begun) + 10 + weights.nbytes + len(token("<BiasParams>") + token("FV")) + 5
        layers[name.decode("ascii")] = (weights, np.frombuffer(component, "<f4", rows, at))
    if not layers:
        raise ValueError("No layer is to be found there: it is no network that this project wrote.")
    return layers


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
