"""What every training keeps: a running average of its weights, and files that are whole or not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor


def average_in(average: Mapping[str, Tensor], state: Mapping[str, Tensor], step: int, most: float) -> None:
    """Move the average towards the state after so many steps; `most`: the part of itself it ever keeps."""
    kept = min(most, step / (step + 20))
    with torch.no_grad():
        for name, value in state.items():
            if value.dtype.is_floating_point:
                average[name].mul_(kept).add_(value, alpha=1 - kept)
            else:
                average[name].copy_(value)


def save_whole(state: object, path: Path) -> None:
    """Write a checkpoint so that a stop half-way leaves the one before."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
