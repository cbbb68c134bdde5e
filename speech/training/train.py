"""Stage "network": train it on the shards there are, picking up new ones as they come.

    python -m speech.training.train --minutes 60 --start trained-before.pt
    python -m speech.training.train --minutes 60 --workers 2      (two processes, gradients averaged)

Stopped, it goes on where it was when it is run again with the same folder; `--afresh` forgets that.
"""

from __future__ import annotations

import argparse
import os
import random
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import torch.distributed as processes
from torch import Tensor
from torch.nn import functional

from speech.training.batches import DAMAGED, Batch, Corpus, need_sox
from speech.training.checkpoints import average_in, read_checkpoint, save_whole
from speech.training.denominator import denominators, trigrams
from speech.training.network import STRIDE, Network, grown
from speech.training.schedule import Schedule
from speech.training.workshop import workshop

CHECKPOINT = "network.pt"
EVERY = 50
"""Steps between two lines of progress."""
SAVED = 120.0
"""Seconds between two checkpoints."""
DROP = 0.05
AVERAGED = 0.995
"""How much of the running average of the weights each step keeps; the average is what is used."""
CLIPPED = 3.0
AGAINST = 0.9
"""How much the denominator counts beside the likelihood of what was said; with 1 the network may drift."""
SIXTEEN_BITS = torch.backends.cpu.get_cpu_capability() == "AVX512"
"""Whether layers multiply so: faster where torch has its kernels for AVX-512, five times slower with AVX2."""
SIZES = {"first": ("d0", 160), "width": ("d", 384), "waist": ("b", 160), "blocks": ("n", 12)}
"""Each option's name in a network's size, and what a fresh network has where it is not given."""


class Trainer:
    """A network, its running average and the optimiser's memory."""

    def __init__(self, network: Network, peak: float) -> None:
        self.network = network
        self.language: Tensor | None = None
        """Which sound follows which (`denominator.trigrams`), for the network to learn against; of what was
        there when the training began. None: it learns by CTC alone."""
        self.average = {name: value.clone() for name, value in network.state_dict().items()}
        self.optimiser = torch.optim.AdamW(
            network.parameters(), lr=peak, weight_decay=0.01, betas=(0.9, 0.98)
        )
        self.step, self.seconds = 0, 0.0

    def learn(self, batch: Batch, rate: float, workers: int) -> float:
        """One step on one batch; the loss a sound, in nats."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", torch.bfloat16, enabled=SIXTEEN_BITS):
            scores = self.network(batch.seen, batch.lengths, DROP)
        logs, outputs = functional.log_softmax(scores.float(), 2), (batch.lengths + STRIDE - 1) // STRIDE
        losses = functional.ctc_loss(
            logs.transpose(0, 1), batch.phones, outputs, batch.counts, zero_infinity=True, reduction="none"
        )
        if self.language is not None:
            fits = losses != 0  # 0 is what is too short for its sounds: nothing to be told from the rest
            losses = losses + AGAINST * fits * denominators(logs, outputs, self.language)
        loss = losses.sum() / int(batch.counts.sum())
        self.optimiser.zero_grad()
        loss.backward()
        if workers > 1:
            _share_gradients(self.network, workers)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIPPED)
        self.optimiser.step()
        self.step += 1
        average_in(self.average, self.network.state_dict(), self.step, AVERAGED)
        return float(loss.item())

    def save(self, path: Path) -> None:
        """Everything needed to go on, whole or not at all."""
        state = {"ema": self.average, "cfg": self.network.cfg, "network": self.network.state_dict()}
        state |= {"optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds}
        save_whole(state, path)

    def go_on(self, state: dict[str, Any]) -> None:
        """Take up what `save` wrote."""
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step, self.seconds = state["ema"], state["step"], state["seconds"]


def _share_gradients(network: Network, workers: int) -> None:
    gradients = [weight.grad for weight in network.parameters() if weight.grad is not None]
    together = torch.cat([gradient.reshape(-1) for gradient in gradients])
    processes.all_reduce(together)
    together /= workers
    taken = 0
    for gradient in gradients:
        gradient.copy_(together[taken : taken + gradient.numel()].view_as(gradient))
        taken += gradient.numel()


def _agreed(value: float, workers: int) -> float:
    """The mean of what every worker says, so that all stop at the same step."""
    if workers == 1:
        return value
    shared = torch.tensor([value])
    processes.all_reduce(shared)
    return float(shared) / workers


def run(rank: int, given: argparse.Namespace) -> None:
    """One worker's whole training."""
    folder, workers = workshop(given.folder), given.workers
    torch.set_num_threads(1)
    if workers > 1:
        processes.init_process_group(
            "gloo", init_method=f"file://{given.meeting}", rank=rank, world_size=workers
        )
    torch.manual_seed(given.seed)
    trainer = _trainer(folder, given)  # the same in every worker: only gradients are shared
    drawn = f"{given.seed}-{rank}-{trainer.step}"
    torch.manual_seed(zlib.crc32(drawn.encode()))
    corpus = Corpus(folder, random.Random(drawn))
    if given.against:
        trainer.language = trigrams(corpus.sounds())
    schedule = Schedule(given.minutes * 60, given.peak)
    if rank == 0:
        print(f"{sum(weight.numel() for weight in trainer.network.parameters()):,} weights", flush=True)
    last = saved = time.monotonic()
    losses: list[float] = []
    heard = 0.0
    for batch in _endless(corpus, trainer, given):
        now = time.monotonic()
        trainer.seconds, last = trainer.seconds + now - last, now
        spent = _agreed(trainer.seconds, workers)
        if spent >= schedule.seconds or trainer.step == given.steps:
            break
        losses.append(trainer.learn(batch, schedule.rate(trainer.step, spent), workers))
        heard += batch.seconds
        if rank == 0 and trainer.step % EVERY == 0:
            loss, hours = sum(losses[-EVERY:]) / EVERY, heard / 3600
            where = f"{spent / 60:.1f} min, step {trainer.step}"
            print(f"{where}, loss {loss:.3f}, {hours:.1f} h heard of {corpus}", flush=True)
        if rank == 0 and now - saved > SAVED:
            trainer.save(folder / CHECKPOINT)
            saved = now
    if rank == 0:
        trainer.save(folder / CHECKPOINT)


def _endless(corpus: Corpus, trainer: Trainer, given: argparse.Namespace) -> Iterator[Batch]:
    while True:
        yield corpus.batch(often=given.often * min(1.0, max(0, trainer.step - given.easy) / 500))


def _trainer(folder: Path, given: argparse.Namespace) -> Trainer:
    """The training under way, or a fresh one.

    Raises OSError for a file that cannot be read, ValueError for one that is no checkpoint, or that has not
    the size asked for and cannot grow into it.
    """
    asked = {
        name: getattr(given, option)
        for option, (name, _) in SIZES.items()
        if getattr(given, option) is not None
    }
    kept = folder / CHECKPOINT
    if kept.exists() and not given.afresh:
        return _under_way(kept, asked, given.peak)
    if given.start is None:
        return Trainer(Network(**{**dict(SIZES.values()), **asked}), given.peak)
    state = read_checkpoint(given.start)
    return Trainer(grown(state["ema"], state["cfg"], {**state["cfg"], **asked}), given.peak)


def _under_way(kept: Path, asked: dict[str, int], peak: float) -> Trainer:
    state = read_checkpoint(kept)
    if {**state["cfg"], **asked} != state["cfg"]:
        raise ValueError(
            f"{kept} is of a network {state['cfg']}, not {asked}: go on without sizes, or begin --afresh."
        )
    trainer = Trainer(Network(**state["cfg"]), peak)
    try:
        trainer.go_on(state)
    except KeyError as error:
        raise ValueError(f"{kept} has no {error} to go on with: begin with --start.") from error
    return trainer


def main() -> None:
    """Train for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--minutes", type=float, required=True, help="of training in all, earlier runs included"
    )
    parser.add_argument("--steps", type=int, help="stop after so many, whatever the time left")
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--start", type=Path, help="a trained network to grow from")
    parser.add_argument("--afresh", action="store_true", help="forget the training under way")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--peak", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--often", type=float, default=DAMAGED, help="share of the batches damaged")
    parser.add_argument("--easy", type=int, default=0, help="steps before the damage begins")
    parser.add_argument(
        "--against",
        action="store_true",
        help="learn to tell what was said from all that might have been: after a training without",
    )
    parser.add_argument("--seed", type=int, default=1)
    for option, (_, usual) in SIZES.items():
        parser.add_argument(
            f"--{option}", type=int, help=f"of the network: what it grows from has, or {usual} without it"
        )
    given = parser.parse_args()
    need_sox()
    folder = workshop(given.folder)
    try:
        _trainer(folder, given)  # what cannot begin is told here, before there are workers
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    given.meeting = folder.resolve() / f"meeting-{os.getpid()}"
    if given.workers == 1:
        run(0, given)
    else:
        torch.multiprocessing.spawn(run, (given,), nprocs=given.workers)
        given.meeting.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
