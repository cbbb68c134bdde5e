"""Numbers in fewer bits, for a file that is carried."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray


def quantised(table: torch.Tensor, bits: int) -> tuple[NDArray[np.int8], NDArray[Any]]:
    """[n, m] as whole numbers of so many bits, 8 at most, and each row's scale [n, 1] to multiply them by.

    They take a byte each all the same, which an archive packs into little more than their bits.
    """
    exact = table.numpy()
    scales = np.abs(exact).max(1, keepdims=True).clip(1e-6) / (2 ** (bits - 1) - 1)
    return np.rint(exact / scales).astype(np.int8), scales.astype(np.float32)
