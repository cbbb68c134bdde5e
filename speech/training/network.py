"""The network: a time-delay network of factored layers, which Kaldi can run once its norms are folded in.

One output a sound and one for "nothing here" (the blank of connectionist temporal classification, CTC: Graves
et al., 2006), every third frame. Each block adds to what it was given, so that a trained network can be given
more blocks, which begin by adding next to nothing.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from speech.adaptation.phones import PHONES
from speech.training.features import BINS

OUTPUTS = len(PHONES) + 1
"""The blank is number 0."""
STRIDE = 3
"""Frames an output."""
ROUND = 128
"""Rows that matrices are rounded up to."""
HARDLY = 0.05
"""Scale of what a new block adds at first."""


class Block(nn.Module):
    """Two layers with a narrow waist, added to what comes in; sees 3 frames further on each side."""

    def __init__(self, width: int, waist: int) -> None:
        super().__init__()
        self.lin = nn.Conv1d(width, waist, 2, bias=False)
        self.aff = nn.Conv1d(waist, width, 2)
        self.bn = nn.BatchNorm1d(width)

    def forward(self, given: Tensor, drop: float) -> Tensor:
        """[batch, n, width] -> [batch, n - 2, width]."""
        added = functional.relu(_normed(self.bn, _convolved(self.aff, _convolved(self.lin, given))))
        if self.training and drop > 0:
            added = added * _kept(added, drop)
        return given[:, 1:-1] + added


class Network(nn.Module):
    """`d0` and `d`: widths of the first layer and of the others; `b`: of the waists; `n`: how many blocks."""

    def __init__(self, d0: int = 160, d: int = 384, b: int = 96, n: int = 9, nout: int = OUTPUTS) -> None:
        super().__init__()
        self.cfg: dict[str, int] = {"nout": nout, "d0": d0, "d": d, "b": b, "n": n}
        self.bn0 = nn.BatchNorm1d(BINS, affine=False)
        self.c1, self.b1 = nn.Conv1d(BINS, d0, 5), nn.BatchNorm1d(d0)
        self.c2, self.b2 = nn.Conv1d(d0, d, 5, stride=STRIDE), nn.BatchNorm1d(d)
        self.blocks = nn.ModuleList([Block(d, b) for _ in range(n)])
        self.out = nn.Conv1d(d, nout, 1)

    @property
    def context(self) -> int:
        """Frames seen on each side."""
        return STRIDE * self.cfg["n"] + 4

    def forward(self, seen: Tensor, lengths: Tensor, drop: float = 0.0) -> Tensor:
        """Cepstra [batch, frames, 40] and how many frames each has -> scores [batch, frames / 3, 34]."""
        outputs = (seen.shape[1] + STRIDE - 1) // STRIDE
        places = torch.arange(-self.context, STRIDE * (outputs - 1) + self.context + 1)[None]
        places = places.clamp_min(0).minimum(lengths[:, None] - 1)
        inner = torch.gather(seen, 1, places[..., None].expand(-1, -1, BINS))
        inner = functional.relu(_normed(self.b1, _convolved(self.c1, _normed(self.bn0, inner))))
        inner = functional.relu(_normed(self.b2, _convolved(self.c2, inner)))
        for block in self.blocks:
            inner = block(inner, drop)
        return _convolved(self.out, inner)


def norms(network: Network) -> list[tuple[str, nn.BatchNorm1d]]:
    """Each batch norm, with the name of its place."""
    return [(name, part) for name, part in network.named_modules() if isinstance(part, nn.BatchNorm1d)]


def _convolved(layer: nn.Conv1d, given: Tensor) -> Tensor:
    """[batch, n, channels] through a convolution, as one product of matrices.

    Its rows are made a round number: torch prepares a product anew, at length, for every size it has not met.
    """
    (taps,), (stride,) = layer.kernel_size, layer.stride
    batch, many = len(given), (given.shape[1] - taps) // stride + 1
    near = [given[:, tap : tap + stride * (many - 1) + 1 : stride] for tap in range(taps)]
    rows = torch.cat(near, 2).flatten(0, 1)
    rows = functional.pad(rows, (0, 0, 0, -len(rows) % ROUND))
    weights = layer.weight.permute(0, 2, 1).flatten(1)
    return functional.linear(rows, weights, layer.bias)[: batch * many].unflatten(0, (batch, many))


def _normed(layer: nn.BatchNorm1d, given: Tensor) -> Tensor:
    """[batch, n, channels], each channel normed."""
    normed: Tensor = layer(given.flatten(0, 1))
    return normed.view_as(given)


def _kept(given: Tensor, drop: float) -> Tensor:
    """Which channels of each utterance are heard, [batch, 1, channels]: all along, which is cheap to draw."""
    chosen = torch.rand(given.shape[0], 1, given.shape[2]) >= drop
    return chosen.to(given.dtype) / (1 - drop)


def grown(trained: dict[str, Tensor], was: dict[str, int], to: dict[str, int]) -> Network:
    """A larger network that computes nearly what the trained one did.

    New blocks add next to nothing at first (nothing at all could not be learnt from), and what is new in a
    layer is read, by what was there, with a weight of zero. Raises ValueError when `to` is smaller anywhere.
    """
    if any(to[name] < was[name] for name in was):
        raise ValueError(f"A network {was} cannot grow into {to}, which is smaller.")
    network = Network(**to)
    state: dict[str, Any] = network.state_dict()
    for name, wanted in state.items():
        had = trained.get(name)
        if had is None:
            if name.endswith("bn.weight"):
                wanted.fill_(HARDLY)
            continue
        if wanted.dim() > 1:  # a layer's weights, [out, in, taps]
            wanted[: len(had), had.shape[1] :] = 0
        wanted[tuple(slice(size) for size in had.shape)] = had
    network.load_state_dict(state)
    return network
