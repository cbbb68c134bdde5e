"""How the networks that read texts learn: for so long, keeping an average of their weights."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

from speech.training.checkpoints import average_in
from speech.training.schedule import Schedule

CLIPPED = 1.0
AVERAGED = 0.998
"""How much of the running average of the weights each step keeps; the average is what is used."""
EVERY, SAVED = 200, 180.0
"""Steps between two lines of progress, seconds between two checkpoints."""

Batch = TypeVar("Batch")
Model = TypeVar("Model", bound=nn.Module)


def given_to_learn(parser: ArgumentParser) -> None:
    """What every such stage is told."""
    parser.add_argument(
        "--minutes", type=float, required=True, help="of training in all, earlier runs included"
    )
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--again", action="store_true", help="a new training, of what was learnt so far")
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)


class Learner(Generic[Model]):
    """A network, the running average of its weights and the optimiser's memory."""

    def __init__(self, model: Model, peak: float) -> None:
        """`peak`: highest learning rate."""
        self.model = model
        self.peak = peak
        self.optimiser = torch.optim.AdamW(model.parameters(), lr=peak, weight_decay=0.02, betas=(0.9, 0.99))
        self.average = {name: value.clone() for name, value in model.state_dict().items()}
        self.step, self.seconds = 0, 0.0

    def learn(self, losses: Tensor, rate: float) -> float:
        """One step on the losses of one batch; their mean."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss = losses.mean()
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIPPED)
        self.optimiser.step()
        self.step += 1
        average_in(self.average, self.model.state_dict(), self.step, AVERAGED)
        return float(loss.detach())

    def state(self) -> dict[str, Any]:
        """Everything needed to go on."""
        state = {"model": self.average, "trained": self.model.state_dict(), "step": self.step}
        return state | {"optimiser": self.optimiser.state_dict(), "seconds": self.seconds}

    def go_on(self, state: dict[str, Any], *, again: bool) -> None:
        """Take up what `state` told; `again`, only what it had learnt."""
        self.average = state["model"]
        self.model.load_state_dict(state["model" if again else "trained"])
        if not again:
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.seconds = state["step"], state["seconds"]

    def averaged(self, model: Model) -> Model:
        """`model`, another of the same size, as this one is so far, to be used and not trained."""
        model.load_state_dict(self.average)
        model.eval()
        return model

    def run(
        self,
        minutes: float,
        batches: Iterable[Batch],
        losses: Callable[[Batch], Tensor],
        report: Callable[[], str],
        save: Callable[[], None],
    ) -> None:
        """Learn for so many minutes in all, earlier runs included; print reports, and save."""
        schedule = Schedule(minutes * 60, self.peak)
        last = saved = time.monotonic()
        found: list[float] = []
        for batch in batches:
            now = time.monotonic()
            self.seconds, last = self.seconds + now - last, now
            if self.seconds > schedule.seconds:
                break
            found.append(self.learn(losses(batch), schedule.rate(self.step, self.seconds)))
            if self.step % EVERY == 0:
                loss = fmean(found[-EVERY:])
                done = f"{self.seconds / 60:.1f} min, step {self.step}, loss {loss:.3f}"
                print(f"{done}; {report()}", flush=True)
            if now - saved > SAVED:
                save()
                saved = now
        save()
        print(report())
