"""Arrays of numbers that a model's folder carries, read without trusting them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from threadpoolctl import threadpool_limits

from speech.archives import UNREADABLE
from speech.model_errors import ModelDamaged

LARGEST = 200_000_000
"""Bytes that a file may unpack to; the largest of ours is a tenth of it."""

Arrays = Mapping[str, NDArray[Any]]
Floats = NDArray[np.float32]
Made = TypeVar("Made")

_FOREIGN = (OSError, ArithmeticError, ValueError, LookupError, TypeError, AttributeError, MemoryError)
"""What numpy, or `make`, raises of a file that is not ours."""


def made_of(folder: Path, file: str, make: Callable[[Arrays], Made]) -> Made | None:
    """What `make` makes of the arrays of a model's file; None when it has no such file.

    Raises ModelDamaged for a damaged one, whatever `make` says of it.
    """
    path = folder / file
    if not path.exists():
        return None
    # While they wait for one another, numpy's threads spin: twenty times the processor for products as small
    # as these, on a busy machine. The limit is the whole process's.
    threadpool_limits(1, "blas")
    try:
        with ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise ValueError(f"{path} unpacks to more than {LARGEST} bytes.")
        with np.load(path, allow_pickle=False) as kept:
            return make(kept)
    except (*UNREADABLE, *_FOREIGN) as error:
        raise ModelDamaged("file_damaged", name=folder.name, file=file) from error


def lines_of(array: NDArray[Any]) -> list[str]:
    """The words that an array of bytes holds, a line each."""
    return array.tobytes().decode().split("\n")


def check_shapes(values: Mapping[str, NDArray[Any]], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Raises ValueError for an array that has not its shape, or holds what is no number."""
    for name, shape in shapes.items():
        one = values[name]
        if one.shape != shape or not np.isfinite(one).all():
            raise ValueError(f"{name} is {one.shape}, and not finite numbers of shape {shape}.")


def gru_step(states: Floats, read: Floats, kept: Floats) -> Floats:
    """The states [..., H] of gated recurrent units one step on (Cho et al., 2014).

    `read` and `kept` [..., 3 H]: what is read and what was kept do to the gates (reset, update, new state).
    """
    size = states.shape[-1]
    gates = expit(read[..., : 2 * size] + kept[..., : 2 * size])
    reset, update = gates[..., :size], gates[..., size:]
    new = np.tanh(read[..., 2 * size :] + reset * kept[..., 2 * size :])
    stepped: Floats = (1 - update) * new + update * states
    return stepped
