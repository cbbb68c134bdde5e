"""Stage "average": the mean of two networks, one trained from the other.

    python -m speech.training.averaging before.pt var/training/network.pt --into var/training/mean.pt

What a training on new voices has learnt is kept, with most of what it had begun to forget of the others
(Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022: WiSE-FT). What reaches the norms of the
mean is not the mean of what reached theirs: their statistics are estimated again, on the corpus (Izmailov et
al., "Averaging weights leads to wider optima and better generalization", UAI 2018: SWA).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import torch

from speech.training.batches import Batch, usual_batches
from speech.training.checkpoints import Checkpoint, halved, network_of, read_checkpoint, save_whole
from speech.training.network import norms
from speech.training.workshop import workshop


def averaged(before: Checkpoint, after: Checkpoint, share: float) -> Checkpoint:
    """A checkpoint whose weights are the mean of two, `share` of it the second's, from 0 to 1.

    Of the statistics of its norms, see `re_estimated`. Raises ValueError when the two have not one shape.
    """
    if before["cfg"] != after["cfg"]:
        raise ValueError(f"A network {before['cfg']} and a network {after['cfg']} have no mean.")
    weights = {
        name: torch.lerp(value, after["ema"][name], share)
        if value.is_floating_point()
        else after["ema"][name]
        for name, value in before["ema"].items()
    }
    return {"ema": weights, "cfg": after["cfg"]}


def re_estimated(checkpoint: Checkpoint, heard: Iterable[Batch]) -> Checkpoint:
    """The same weights, each norm's running mean and variance those of what reaches it in these batches.

    Every batch counts alike, as in `torch.optim.swa_utils.update_bn`. Raises ValueError when there are none.
    """
    network = network_of(checkpoint).train()
    for _, norm in norms(network):
        norm.reset_running_stats()
        norm.momentum = None  # the mean of all batches, not a running one
    with torch.no_grad():
        for batch in heard:
            network(batch.seen, batch.lengths)
    if not int(network.bn0.num_batches_tracked):
        raise ValueError("Nothing was heard to estimate the statistics of the norms on.")
    return {**checkpoint, "ema": network.state_dict()}


def _share(written: str) -> float:
    share = float(written)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{written} is not between 0 and 1")
    return share


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path, help="trained from the first")
    parser.add_argument("--share", type=_share, default=0.5, help="of the second, from 0 to 1")
    parser.add_argument("--folder", type=Path, help="where the training's files, corpus included, are")
    parser.add_argument("--half", action="store_true", help="floats of two bytes, for a file to be kept")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        mean = averaged(read_checkpoint(given.before), read_checkpoint(given.after), given.share)
        mean = re_estimated(mean, usual_batches(workshop(given.folder)))
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    save_whole(halved(mean) if given.half else mean, given.into)


if __name__ == "__main__":
    main()
