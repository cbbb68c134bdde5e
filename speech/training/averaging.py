"""Stage "average": the mean of two networks, one trained from the other (Wortsman et al., 2022).

    python -m speech.training.averaging before.pt var/training/network.pt --into var/training/mean.pt

What a training on new voices has learnt is kept, with most of what it had begun to forget of the others.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch

from speech.training.checkpoints import save_whole

Checkpoint = dict[str, Any]


def averaged(before: Checkpoint, after: Checkpoint, share: float) -> Checkpoint:
    """A checkpoint to export, `share` of it the second's; ValueError when the two have not one shape."""
    if before["cfg"] != after["cfg"]:
        raise ValueError(f"A network {before['cfg']} and a network {after['cfg']} have no mean.")
    weights = {
        name: torch.lerp(value, after["ema"][name], share)
        if value.is_floating_point()
        else after["ema"][name]
        for name, value in before["ema"].items()
    }
    return {"ema": weights, "cfg": after["cfg"]}


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path, help="trained from the first")
    parser.add_argument("--share", type=float, default=0.5, help="of the second, from 0 to 1")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    try:
        mean = averaged(torch.load(given.before), torch.load(given.after), given.share)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    save_whole(mean, given.into)


if __name__ == "__main__":
    main()
