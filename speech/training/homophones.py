"""Stage "homophones": train the network that tells words that sound alike apart, by all that is around them.

    python -m speech.training.homophones --minutes 30 --model var/models/vosk-model-fr-mairie-0.15
    python -m speech.training.homophones_export --into FOLDER

The words are those of that model, read back from its graph. Stopped, the training goes on where it was when
it is run again with the same folder; `--again` begins a new training of what it had learnt.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from speech.adaptation.adapt import lexicon_in
from speech.adaptation.transducer import TransducerError
from speech.training.checkpoints import save_whole
from speech.training.dictionary import Entry, read_dictionary
from speech.training.homophone_words import (
    Listing,
    films,
    listing_of,
    marked,
    marks_of_sounds,
    never_respelled,
    usual_ways,
)
from speech.training.language import DICTIONARY, kept_aside
from speech.training.learning import Learner, given_to_learn
from speech.training.rescorer_texts import Texts
from speech.training.sources import package_of
from speech.training.spelling_network import NONE, Cutter, Pair, SpellingNetwork
from speech.training.workshop import workshop

CHECKPOINT = "homophones.pt"
TOGETHER = 0.1
"""Part of the sentences followed by another in one breath."""
HARDLY = 0.1
"""Times in a million that a word is never rarer than."""


class Trainer:
    """The network, its words and what it has learnt of them."""

    def __init__(self, listing: Listing, marks: tuple[Tensor, Tensor], peak: float) -> None:
        """`marks`: of each sound, and of each word that has homophones."""
        self.listing, self.marks = listing, marks
        self.cutter = Cutter(listing)
        self.learner = Learner(self.network(), peak)

    def network(self) -> SpellingNetwork:
        """One of the same size that knows nothing."""
        return SpellingNetwork(self.listing, *self.marks)

    def report(self, aside: Mapping[str, Sequence[str]]) -> str:
        """The share of words with homophones that it spells right, in these sentences."""
        judge = self.learner.averaged(self.network())
        return "spells right: " + ", ".join(
            f"{name} {100 * self._right(judge, sentences):.2f} %" for name, sentences in aside.items()
        )

    def _right(self, judge: SpellingNetwork, sentences: Sequence[str]) -> float:
        right = asked = 0
        with torch.no_grad():
            for given, wanted in self.cutter.batches(sentences, Random(0)):
                there = wanted != NONE
                scores, members = judge.scores(given, there)
                chosen = members.gather(1, scores.argmax(1)[:, None])[:, 0]
                right += int((chosen == wanted[there]).sum())
                asked += len(chosen)
        return right / asked if asked else 0.0

    def save(self, path: Path) -> None:
        """Everything needed to go on, whole or not at all."""
        kept: dict[str, Any] = {"listing": asdict(self.listing), "marks": self.marks}
        save_whole(self.learner.state() | kept, path)


def trainer_of(folder: Path, texts: Texts, given: argparse.Namespace) -> Trainer:
    """The one under way, or a fresh one; SystemExit when that has no model's words."""
    path = folder / CHECKPOINT
    if path.exists():
        return under_way(path, given.peak, again=given.again)
    if given.model is None:
        raise SystemExit("--model is missing: a model whose words are to be told apart.")
    counts = Counter(word for sentence in texts.all_once() for word in sentence.split())
    dictionary = read_dictionary(package_of(DICTIONARY, folder))
    try:
        said = usual_ways(lexicon_in(given.model))
    except (TransducerError, OSError, ValueError, KeyError) as error:
        raise SystemExit(f"{given.model} is no model made here, whose words can be read: {error}") from error
    listing = listing_of(counts, said, dictionary, never_respelled())
    return Trainer(listing, _marks(listing, counts, dictionary), given.peak)


def under_way(path: Path, peak: float, *, again: bool = False) -> Trainer:
    """The training that a checkpoint kept; SystemExit for a file that is none."""
    state = torch.load(path)
    if not {"listing", "marks"} <= state.keys():
        raise SystemExit(f"{path} is no training of this stage: remove it to begin anew.")
    trainer = Trainer(Listing(**state["listing"]), state["marks"], peak)
    trainer.learner.go_on(state, again=again)
    return trainer


def _marks(
    listing: Listing, counts: Mapping[str, int], dictionary: Mapping[str, Entry]
) -> tuple[Tensor, Tensor]:
    marks = marked(listing.words, dictionary)
    weights = [counts[word] + films(word, dictionary) + HARDLY for word in listing.words]
    of_sounds = marks_of_sounds(listing, marks, weights)
    return torch.from_numpy(of_sounds), torch.from_numpy(marks[: listing.ambiguous].copy())


def main() -> None:
    """Train for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", type=Path, help="folder of a model made here, to begin with its words")
    given_to_learn(parser)
    given = parser.parse_args()
    folder = workshop(given.folder)
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    aside = kept_aside()
    texts = Texts(folder, Random(given.seed), frozenset(chain(*aside.values())))
    trainer = trainer_of(folder, texts, given)
    learner, listing = trainer.learner, trainer.listing
    drawn = f"{given.seed}-{learner.step}"  # a training that goes on reads in another order
    torch.manual_seed(zlib.crc32(drawn.encode()))
    print(
        f"{len(listing.words)} words, {listing.ambiguous} with homophones, {len(listing.starts) - 1} sounds",
        flush=True,
    )
    learner.run(
        given.minutes,
        _endless(texts, trainer, Random(drawn)),
        lambda pair: learner.model.losses(*pair),
        lambda: trainer.report(aside),
        lambda: trainer.save(folder / CHECKPOINT),
    )


def _endless(texts: Texts, trainer: Trainer, chance: Random) -> Iterator[Pair]:
    while True:
        yield from trainer.cutter.batches(in_breaths(texts.reading(chance), chance), chance)


def in_breaths(sentences: Sequence[str], chance: Random) -> list[str]:
    """The sentences, some with the one after them: a pause does not always part two."""
    after = [*sentences[1:], ""]
    return [
        f"{one} {other}".strip() if chance.random() < TOGETHER else one
        for one, other in zip(sentences, after, strict=True)
    ]


if __name__ == "__main__":
    main()
