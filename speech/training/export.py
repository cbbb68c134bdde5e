"""Stage "model": a trained network and a graph become a folder that stock Vosk loads.

    python -m speech.training.export --graph var/training/graph --into var/training/vosk-model-fr-mairie-0.15

How CTC becomes a Kaldi model: a sound is two states, the first its own output, the second an optional blank;
the silence is one state; every blank state shares output 0. No tree and no context are needed, and Vosk reads
only the transitions and the network (kaldi: src/hmm/transition-model.cc, src/nnet3).
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.adaptation.phones import PHONES, PLACES
from speech.training import kaldi
from speech.training.checkpoints import network_of, read_checkpoint
from speech.training.features import BINS, CONFIGURATION
from speech.training.kaldi import integer, integers, single, token
from speech.training.network import STRIDE, Network
from speech.training.train import CHECKPOINT
from speech.training.workshop import workshop

BLANK_BIAS = -2.0
"""Added to the blank's score, in nats: without it CTC leaves words out."""
AGAINST_BLANK_BIAS = -1.0
"""The same, for a network taught against the language (`train --against`), which leaves out fewer."""
BITS = 10
"""Of fraction kept of each weight: an archive holds them in half the room, and scores hardly move."""
CHUNK = 24
"""Frames that the network is given at a time. With Kaldi's 20, rounded to 21, it costs a twentieth more at
most; with 30 and more, which cost less still, the words come later."""
DECODING = f"""--min-active=50
--max-active=1500
--beam=10.0
--lattice-beam=5.0
--acoustic-scale=1.0
--frame-subsampling-factor={STRIDE}
--frames-per-chunk={CHUNK}
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=1.0
--endpoint.rule4.min-trailing-silence=2.0
"""
"""conf/model.conf. The hypotheses are weighed again by `speech.rescoring`, so that the graph's
language counts for less here (an acoustic scale of 0.8 is best without), and more of them are kept. Where all
is clear, fewer states than 200 are worth following: with 50 at the least, sentences of `data/aside.toml` were
heard as well, clean and in noise, for a third less processor. A beam of 9 would save a tenth more, and half a
point more of their words is wrong in other synthesisers' voices (11.3 % for 10.8) and far from the microphone
(25.6 for 25.1)."""

Matrix = NDArray[np.float64]
FIRST_PHONE = 2


def transitions() -> bytes:
    """Kaldi's TransitionModel of the silence and of every sound in each place of a word."""
    last = 1 + PLACES * len(PHONES)
    kinds = [-1, 0] + [1] * (last - 1)
    silence = [integer(2), *_state(0, (0, 0.5), (1, 0.5)), *_state(-1)]
    sound = [
        integer(3),
        *_state(0, (0, 0.3), (1, 0.35), (2, 0.35)),
        *_state(1, (1, 0.5), (2, 0.5)),
        *_state(-1),
    ]
    triples, chances = [(1, 0, 0)], [0.5, 0.5]
    for phone in range(FIRST_PHONE, last + 1):
        triples += [(phone, 0, (phone - FIRST_PHONE) // PLACES + 1), (phone, 1, 0)]
        chances += [0.3, 0.35, 0.35, 0.5, 0.5]
    return b"".join(
        [
            token("<TransitionModel>"),
            token("<Topology>"),
            integers(range(1, last + 1)),
            integers(kinds),
            integer(2),
        ]
        + [*silence, *sound, token("</Topology>"), token("<Triples>"), integer(len(triples))]
        + [integer(number) for triple in triples for number in triple]
        + [
            token("</Triples>"),
            token("<LogProbs>"),
            kaldi.vector([0.0, *np.log(chances)]),
            token("</LogProbs>"),
        ]
        + [token("</TransitionModel>")]
    )


def _state(output: int, *arcs: tuple[int, float]) -> list[bytes]:
    """A state of the topology: its class of output (-1: the end), and where it goes how often."""
    return [
        integer(output),
        integer(len(arcs)),
        *(part for to, chance in arcs for part in (integer(to), single(chance))),
    ]


class _Nnet3:
    """Components and how they are joined."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self.lines = [f"input-node name=input dim={BINS}"]
        self.components: list[tuple[str, bytes]] = []

    def add(self, name: str, component: bytes, given: str) -> str:
        self.lines.append(f"component-node name={name} component={name} input={given}")
        self.components.append((name, component))
        return name

    def layer(self, name: str, weights: Matrix, bias: Matrix, given: str) -> str:
        """Weights [out, in, taps] over frames appended in that order."""
        flat = weights.transpose(0, 2, 1).reshape(len(weights), -1)
        return self.add(name, kaldi.affine(kaldi.rounded(flat, self._bits), bias), given)

    def rectified(self, name: str, size: int, given: str) -> str:
        return self.add(name, kaldi.nonlinearity("RectifiedLinearComponent", size), given)

    def written(self, context: int) -> bytes:
        parts = [token("<Nnet3>"), b"\n", "\n".join(self.lines).encode(), b"\n\n"]
        parts += [token("<NumComponents>"), integer(len(self.components))]
        for name, component in self.components:
            parts += [token("<ComponentName>"), token(name), component]
        parts += [
            token("</Nnet3>"),
            token("<LeftContext>"),
            integer(context),
            token("<RightContext>"),
            integer(context),
        ]
        return b"".join([*parts, token("<Priors>"), kaldi.vector([])])


def network(trained: Network, bits: int = BITS, blank_bias: float = BLANK_BIAS) -> bytes:
    """Kaldi's nnet3 of the network, its norms folded into the layers, and weights rounded to `bits`."""
    net, size = _Nnet3(bits), trained.cfg
    weights, bias = _folded(trained.c1, trained.b1)
    mean = _numbers(trained.bn0.running_mean)
    spread = np.sqrt(_numbers(trained.bn0.running_var) + trained.bn0.eps)
    weights = weights / spread[None, :, None]
    bias = bias - (weights * mean[None, :, None]).sum((1, 2))
    at = net.layer("l1.affine", weights, bias, _appended("input", range(-2, 3)))
    at = net.rectified("l1.relu", size["d0"], at)
    at = net.layer("l2.affine", *_folded(trained.c2, trained.b2), _appended(at, range(-2, 3)))
    at = net.rectified("l2.relu", size["d"], at)
    for number, block in enumerate(trained.blocks, 1):
        name = f"b{number}"
        inner = net.layer(f"{name}.linear", *_folded(block.lin, None), _appended(at, (-STRIDE, 0)))
        inner = net.layer(f"{name}.affine", *_folded(block.aff, block.bn), _appended(inner, (0, STRIDE)))
        inner = net.rectified(f"{name}.relu", size["d"], inner)
        at = net.add(f"{name}.sum", kaldi.nothing(size["d"]), f"Sum({at}, {inner})")
    weights, bias = _folded(trained.out, None)
    bias[0] += blank_bias
    at = net.layer("out.affine", weights, bias, at)
    at = net.add("out.logsoftmax", kaldi.nonlinearity("LogSoftmaxComponent", len(bias)), at)
    net.lines.append(f"output-node name=output input={at} objective=linear")
    return net.written(trained.context)


def _appended(name: str, offsets: Sequence[int]) -> str:
    return f"Append({', '.join(name if not offset else f'Offset({name}, {offset})' for offset in offsets)})"


def _numbers(tensor: Any) -> Matrix:
    numbers: Matrix = tensor.detach().double().numpy()
    return numbers


def _folded(layer: Any, norm: Any) -> tuple[Matrix, Matrix]:
    """Weights [out, in, taps] and bias of a convolution with the batch norm that follows it."""
    weights = _numbers(layer.weight)
    bias = _numbers(layer.bias) if layer.bias is not None else np.zeros(len(weights))
    if norm is not None:
        scale = _numbers(norm.weight) / np.sqrt(_numbers(norm.running_var) + norm.eps)
        weights = weights * scale[:, None, None]
        bias = (bias - _numbers(norm.running_mean)) * scale + _numbers(norm.bias)
    return weights, bias


def export(
    checkpoint: Path, graph: Path, into: Path, bits: int = BITS, blank_bias: float = BLANK_BIAS
) -> None:
    """Write the model folder.

    Raises FileExistsError when it is there already, OSError or ValueError for what cannot be read.
    """
    trained = network_of(read_checkpoint(checkpoint))
    (into / "am").mkdir(parents=True)
    (into / "conf").mkdir()
    (into / "am" / "final.mdl").write_bytes(kaldi.BINARY + transitions() + network(trained, bits, blank_bias))
    (into / "conf" / "mfcc.conf").write_text(CONFIGURATION, "utf-8")
    (into / "conf" / "model.conf").write_text(DECODING, "utf-8")
    shutil.copytree(graph, into / "graph")


def main() -> None:
    """Write the model folder of the training under way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--checkpoint", type=Path, help="another network than the one in that folder")
    parser.add_argument("--graph", type=Path, required=True, help="what the stage language wrote")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument(
        "--bits",
        type=int,
        default=BITS,
        choices=range(1, kaldi.FRACTION_BITS + 1),
        metavar="1-23",
        help=f"of fraction kept of each weight: {kaldi.FRACTION_BITS} is all, fewer compress better",
    )
    parser.add_argument(
        "--blank-bias",
        type=float,
        default=BLANK_BIAS,
        help=f"added to the blank's score, {AGAINST_BLANK_BIAS} for a network taught --against the language",
    )
    given = parser.parse_args()
    checkpoint = given.checkpoint or workshop(given.folder) / CHECKPOINT
    try:
        export(checkpoint, given.graph, given.into, given.bits, given.blank_bias)
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    print(f"{given.into}: written.")


if __name__ == "__main__":
    main()
