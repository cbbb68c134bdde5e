"""What every training keeps: a running average of its weights, and files that are whole or not there."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from speech.training.network import Network

Checkpoint = dict[str, Any]
"""A network's size, "cfg", and the running average of its weights, "ema"; a training's holds more."""


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


def read_checkpoint(path: Path) -> Checkpoint:
    """What a training of the network, or a stage that makes one of another, wrote; floats of four bytes.

    Raises OSError when it cannot be read, ValueError when it is none.
    """
    try:
        state = torch.load(path, weights_only=True)
    except (pickle.UnpicklingError, EOFError, LookupError, RuntimeError) as error:  # as its bytes have it
        raise ValueError(f"{path} is no checkpoint, or not a whole one.") from error
    if not isinstance(state, dict) or not {"cfg", "ema"} <= state.keys():
        raise ValueError(f"{path} is no checkpoint of a network: its size or its weights are missing.")
    weights = {name: one.float() if one.is_floating_point() else one for name, one in state["ema"].items()}
    return {**state, "ema": weights}


def halved(checkpoint: Checkpoint) -> Checkpoint:
    """A checkpoint to be kept: weights of two bytes, and nothing of its training.

    The statistics of norms, which may be too large for it, stay as they are.
    """
    return {
        "ema": {
            name: one.half() if _is_weight(name, one) else one for name, one in checkpoint["ema"].items()
        },
        "cfg": checkpoint["cfg"],
    }


def _is_weight(name: str, values: Tensor) -> bool:
    return values.is_floating_point() and "running_" not in name


def network_of(checkpoint: Checkpoint) -> Network:
    """The network to use, not to train. Raises ValueError when the weights are not those of its size."""
    try:
        network = Network(**checkpoint["cfg"])
        network.load_state_dict(checkpoint["ema"])
    except (TypeError, RuntimeError) as error:
        raise ValueError(f"These weights are not of a network {checkpoint['cfg']}: {error}") from error
    network.eval()
    return network
