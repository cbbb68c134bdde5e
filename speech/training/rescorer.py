"""Stage "rescorer": train the two readers that weigh whole hypotheses, one from the left, one from the right.

    python -m speech.training.rescorer forward --minutes 45
    python -m speech.training.rescorer backward --minutes 45
    python -m speech.training.rescorer_export --into FOLDER

The second takes its words from the first, so begin with `forward`. Stopped, a reader goes on where it was
when it is run again with the same folder; `--again` begins a new training of what it had learnt.
"""

from __future__ import annotations

import argparse
import math
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import nn

from speech.rescoring import DIRECTIONS, UNKNOWN, tokens_of
from speech.training.checkpoints import average_in, save_whole
from speech.training.language import kept_aside
from speech.training.recurrent import Pair, RecurrentModel, batches
from speech.training.rescorer_texts import Texts, Vocabulary, vocabulary_of
from speech.training.schedule import Schedule
from speech.training.workshop import workshop

CLIPPED = 1.0
AVERAGED = 0.998
"""How much of the running average of the weights each step keeps; the average is what is used."""
EVERY, SAVED = 200, 180.0
"""Steps between two lines of progress, seconds between two checkpoints."""


class Trainer:
    """A reader, the running average of its weights and the optimiser's memory."""

    def __init__(self, vocabulary: Vocabulary, peak: float) -> None:
        """A fresh one."""
        self.vocabulary = vocabulary
        self.number = vocabulary.numbers()
        self.model = RecurrentModel(vocabulary.starts)
        self.optimiser = torch.optim.AdamW(
            self.model.parameters(), lr=peak, weight_decay=0.02, betas=(0.9, 0.99)
        )
        self.average = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.step, self.seconds = 0, 0.0

    def cut(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Sentences as numbers."""
        unknown = self.number[UNKNOWN]
        return [[self.number.get(word, unknown) for word in one] for one in sentences]

    def learn(self, pair: Pair, rate: float) -> float:
        """One step on one batch; its nats a word."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss = self.model.losses(*pair).mean()
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIPPED)
        self.optimiser.step()
        self.step += 1
        average_in(self.average, self.model.state_dict(), self.step, AVERAGED)
        return float(loss.detach())

    def report(self, aside: Mapping[str, Sequence[str]], backward: bool) -> str:
        """How many words it hesitates between, for each written one, in these sentences."""
        judge = RecurrentModel(self.vocabulary.starts)
        judge.load_state_dict(self.average)
        judge.eval()
        told = []
        for name, sentences in aside.items():
            cut = self.cut([tokens_of(one) for one in sentences])
            with torch.no_grad():
                nats = sum(float(judge.losses(*pair).sum()) for pair in batches(cut, Random(0), backward))
            told.append(f"{name} {math.exp(nats / sum(len(one.split()) + 1 for one in sentences)):.1f}")
        return ", ".join(told)

    def save(self, path: Path) -> None:
        """Everything needed to go on, whole or not at all."""
        state = {"model": self.average, "vocabulary": asdict(self.vocabulary), "step": self.step}
        state |= {"trained": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        state |= {"seconds": self.seconds}
        save_whole(state, path)

    def go_on(self, state: dict[str, Any], *, again: bool) -> None:
        """Take up what `save` wrote; `again`, only what it had learnt."""
        self.average = state["model"]
        self.model.load_state_dict(state["model" if again else "trained"])
        if not again:
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.seconds = state["step"], state["seconds"]


def checkpoint(folder: Path, direction: str) -> Path:
    """Where the training keeps the reader of that direction."""
    return folder / f"rescorer-{direction}.pt"


def trainer_of(folder: Path, texts: Texts, given: argparse.Namespace) -> Trainer:
    """The one under way, or a fresh one; SystemExit when the second reader has no words to take up."""
    path, first = (checkpoint(folder, name) for name in (given.direction, DIRECTIONS[0]))
    if path.exists():
        state = torch.load(path)
        trainer = Trainer(Vocabulary(**state["vocabulary"]), given.peak)
        trainer.go_on(state, again=given.again)
        return trainer
    if given.direction == DIRECTIONS[0]:
        return Trainer(vocabulary_of(texts.all_once()), given.peak)
    if not first.exists():
        raise SystemExit(f"{first} is missing: train the reader {DIRECTIONS[0]} first, for its words.")
    return Trainer(Vocabulary(**torch.load(first)["vocabulary"]), given.peak)


def main() -> None:
    """Train one reader for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("direction", choices=DIRECTIONS)
    parser.add_argument(
        "--minutes", type=float, required=True, help="of training in all, earlier runs included"
    )
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--again", action="store_true", help="a new training, of what was learnt so far")
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder, backward = workshop(given.folder), given.direction != DIRECTIONS[0]
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    aside = kept_aside()
    texts = Texts(folder, Random(given.seed), frozenset(one for some in aside.values() for one in some))
    trainer = trainer_of(folder, texts, given)
    drawn = f"{given.seed}-{given.direction}-{trainer.step}"  # a training that goes on reads in another order
    torch.manual_seed(zlib.crc32(drawn.encode()))
    chance = Random(drawn)
    path = checkpoint(folder, given.direction)
    words, starts = trainer.vocabulary.words, trainer.vocabulary.starts
    print(f"{len(words)} words in {len(starts) - 1} classes", flush=True)
    schedule = Schedule(given.minutes * 60, given.peak)
    last = saved = time.monotonic()
    losses: list[float] = []
    for pair in _endless(texts, trainer, chance, backward):
        now = time.monotonic()
        trainer.seconds, last = trainer.seconds + now - last, now
        if trainer.seconds > schedule.seconds:
            break
        losses.append(trainer.learn(pair, schedule.rate(trainer.step, trainer.seconds)))
        if trainer.step % EVERY == 0:
            loss = sum(losses[-EVERY:]) / EVERY
            done = f"{trainer.seconds / 60:.1f} min, step {trainer.step}, loss {loss:.3f}"
            print(f"{done}; hesitates between: {trainer.report(aside, backward)}", flush=True)
        if now - saved > SAVED:
            trainer.save(path)
            saved = now
    trainer.save(path)
    print(f"hesitates between: {trainer.report(aside, backward)}")


def _endless(texts: Texts, trainer: Trainer, chance: Random, backward: bool) -> Iterator[Pair]:
    while True:
        yield from batches(trainer.cut(texts.reading(chance)), chance, backward)


if __name__ == "__main__":
    main()
