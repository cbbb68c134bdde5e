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
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from random import Random

import torch

from speech.rescoring import DIRECTIONS, UNKNOWN, tokens_of
from speech.training.checkpoints import save_whole
from speech.training.language import kept_aside
from speech.training.learning import Learner, given_to_learn
from speech.training.recurrent import Pair, RecurrentModel, batches
from speech.training.rescorer_texts import LONGEST, Texts, Vocabulary, vocabulary_of
from speech.training.workshop import workshop


class Trainer:
    """A reader, its words and what it has learnt of them."""

    def __init__(self, vocabulary: Vocabulary, peak: float) -> None:
        """A fresh one."""
        self.vocabulary = vocabulary
        self.number = vocabulary.numbers()
        self.learner = Learner(RecurrentModel(vocabulary.starts), peak)

    def cut(self, sentences: Sequence[str]) -> list[list[int]]:
        """Sentences as numbers."""
        unknown = self.number[UNKNOWN]
        return [[self.number.get(word, unknown) for word in tokens_of(one)] for one in sentences]

    def report(self, aside: Mapping[str, Sequence[str]], backward: bool) -> str:
        """How many words it hesitates between, for each written one, in these sentences."""
        judge = self.learner.averaged(RecurrentModel(self.vocabulary.starts))
        told = []
        for name, sentences in aside.items():
            with torch.no_grad():
                pairs = batches(self.cut(sentences), Random(0), backward)
                nats = sum(float(judge.losses(*pair).sum()) for pair in pairs)
            told.append(f"{name} {math.exp(nats / sum(len(one.split()) + 1 for one in sentences)):.1f}")
        return f"hesitates between: {', '.join(told)}"

    def save(self, path: Path) -> None:
        """Everything needed to go on, whole or not at all."""
        save_whole(self.learner.state() | {"vocabulary": asdict(self.vocabulary)}, path)


def checkpoint(folder: Path, direction: str) -> Path:
    """Where the training keeps the reader of that direction."""
    return folder / f"rescorer-{direction}.pt"


def trainer_of(folder: Path, texts: Texts, given: argparse.Namespace) -> Trainer:
    """The one under way, or a fresh one; SystemExit when the second reader has no words to take up."""
    path, first = (checkpoint(folder, name) for name in (given.direction, DIRECTIONS[0]))
    if path.exists():
        state = torch.load(path)
        trainer = Trainer(Vocabulary(**state["vocabulary"]), given.peak)
        trainer.learner.go_on(state, again=given.again)
        return trainer
    if given.direction == DIRECTIONS[0]:
        return Trainer(vocabulary_of([tokens_of(one) for one in texts.all_once()]), given.peak)
    if not first.exists():
        raise SystemExit(f"{first} is missing: train the reader {DIRECTIONS[0]} first, for its words.")
    return Trainer(Vocabulary(**torch.load(first)["vocabulary"]), given.peak)


def main() -> None:
    """Train one reader for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("direction", choices=DIRECTIONS)
    given_to_learn(parser)
    given = parser.parse_args()
    folder, backward = workshop(given.folder), given.direction != DIRECTIONS[0]
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    aside = kept_aside()
    texts = Texts(folder, Random(given.seed), frozenset(chain(*aside.values())))
    trainer = trainer_of(folder, texts, given)
    learner, words = trainer.learner, trainer.vocabulary
    drawn = f"{given.seed}-{given.direction}-{learner.step}"  # a training that goes on reads in another order
    torch.manual_seed(zlib.crc32(drawn.encode()))
    print(f"{len(words.words)} words in {len(words.starts) - 1} classes", flush=True)
    learner.run(
        given.minutes,
        _endless(texts, trainer, Random(drawn), backward),
        lambda pair: learner.model.losses(*pair),
        lambda: trainer.report(aside, backward),
        lambda: trainer.save(checkpoint(folder, given.direction)),
    )


def _endless(texts: Texts, trainer: Trainer, chance: Random, backward: bool) -> Iterator[Pair]:
    while True:
        cut = [one[:LONGEST] for one in trainer.cut(texts.reading(chance))]
        yield from batches(cut, chance, backward)


if __name__ == "__main__":
    main()
