"""Stage "reopen": the network of a Vosk model made here, to be trained further where its checkpoint is lost.

    python -m speech.training.reopening var/models/vosk-model-fr-mairie-0.15 --into var/training/before.pt

A model's layers have swallowed their norms. Each gets one back that changes nothing of what the corpus makes
of it, so that training begins where it had ended.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from speech.training import kaldi
from speech.training.batches import Batch, usual_batches
from speech.training.checkpoints import Checkpoint, save_whole
from speech.training.export import BLANK_BIAS
from speech.training.network import OUTPUTS, Network, norms
from speech.training.workshop import workshop


def reopened(model: Path, heard: Iterable[Batch], blank_bias: float = BLANK_BIAS) -> Checkpoint:
    """A checkpoint of the model in that folder; `heard`: what it is going to be trained on.

    `blank_bias`: what the export had added to the blank's score.
    Raises OSError without am/final.mdl, ValueError for one that this project did not write, or nothing heard.
    """
    try:
        layers = kaldi.read_affines((model / "am" / "final.mdl").read_bytes())
        network = _without_norms(layers, blank_bias)
    except (KeyError, IndexError, RuntimeError) as error:
        raise ValueError(
            f"{model}: its layers are not those of this project's networks ({error})."
        ) from error
    for name, (mean, spread) in _reaching(network, heard).items():
        norm = network.get_submodule(name)
        norm.running_mean, norm.running_var = mean, spread
        scale = torch.sqrt(spread + norm.eps)
        if name == "bn0":  # which has nothing of its own to give back: the layer after it does
            network.c1.bias.data += torch.einsum("oit,i->o", network.c1.weight.data, mean)
            network.c1.weight.data *= scale[None, :, None]
        else:
            norm.weight.data, norm.bias.data = scale, mean.clone()
    return {"ema": network.state_dict(), "cfg": network.cfg}


def _without_norms(layers: dict[str, tuple[Any, Any]], blank_bias: float) -> Network:
    """The network of those layers, in which every norm lets through what it is given."""
    blocks = sum(name.endswith(".linear") for name in layers)
    first, second = len(layers["l1.affine"][1]), len(layers["l2.affine"][1])
    waist, outputs = len(layers["b1.linear"][1]), len(layers["out.affine"][1])
    if outputs != OUTPUTS:
        raise ValueError(f"This network has {outputs} outputs, where the sounds and the blank are {OUTPUTS}.")
    network = Network(first, second, waist, blocks, outputs)
    network.eval()
    _fill(network.c1, layers["l1.affine"])
    _fill(network.c2, layers["l2.affine"])
    for number, block in enumerate(network.blocks, 1):
        _fill(block.lin, layers[f"b{number}.linear"])
        _fill(block.aff, layers[f"b{number}.affine"])
    _fill(network.out, layers["out.affine"])
    network.out.bias.data[0] -= blank_bias
    for _, norm in norms(network):
        norm.running_var.fill_(1 - norm.eps)
    return network


def _fill(layer: Any, written: tuple[Any, Any]) -> None:
    """A convolution's weights [out, in, taps] from those over appended frames, [out, taps * in]."""
    weights, bias = (torch.from_numpy(np.array(numbers, np.float32)) for numbers in written)
    (taps,) = layer.kernel_size
    layer.weight.data.copy_(weights.unflatten(1, (taps, -1)).transpose(1, 2))
    if layer.bias is not None:
        layer.bias.data.copy_(bias)


def _reaching(network: Network, heard: Iterable[Batch]) -> dict[str, tuple[Tensor, Tensor]]:
    """Mean and variance of what each norm is given, channel by channel. Raises ValueError without a batch."""
    sums = {name: torch.zeros(2, norm.num_features, dtype=torch.float64) for name, norm in norms(network)}
    counts = dict.fromkeys(sums, 0)

    def count(name: str, _: Any, given: tuple[Tensor]) -> None:
        rows = given[0].double()
        sums[name] += torch.stack([rows.sum(0), (rows**2).sum(0)])
        counts[name] += len(rows)

    hooks = [norm.register_forward_pre_hook(partial(count, name)) for name, norm in norms(network)]
    with torch.no_grad():
        for batch in heard:
            network(batch.seen, batch.lengths)
    for hook in hooks:
        hook.remove()
    if not all(counts.values()):
        raise ValueError("Nothing was heard to know what reaches the norms.")
    found = {}
    for name, both in sums.items():
        mean, square = both / counts[name]
        spread = (square - mean**2).clamp_min(1e-6)  # in double: what is left of two large numbers
        found[name] = mean.float(), spread.float()
    return found


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument(
        "--blank-bias", type=float, default=BLANK_BIAS, help="what the export had added to the blank's score"
    )
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        checkpoint = reopened(given.model, usual_batches(workshop(given.folder)), given.blank_bias)
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    save_whole(checkpoint, given.into)
    print(f"{given.into}: {checkpoint['cfg']}")


if __name__ == "__main__":
    main()
