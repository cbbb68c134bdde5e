"""Numbers in fewer bits, for a file that is carried."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray


def in_eight_bits(table: torch.Tensor) -> tuple[NDArray[np.int8], NDArray[Any]]:
    """[n, m] as whole numbers, and the scale of each row [n, 1] to multiply them by."""
    exact = table.numpy()
    scales = np.abs(exact).max(1, keepdims=True).clip(1e-6) / 127
    return np.rint(exact / scales).astype(np.int8), scales.astype(np.float32)
