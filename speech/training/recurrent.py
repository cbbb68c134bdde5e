"""A reader of sentences: what it is, and what it is given to learn from.

Each word's chance is that of its class, after the words before it, times its own within the class, so that
nothing as wide as the vocabulary is computed (Goodman, 2001).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

EMBEDDING, HIDDEN = 192, 384
BATCH = 2500
"""Words of a batch."""
POOL = 20_000
"""Sentences sorted by length together."""
DROP, WORD_DROP = 0.35, 0.08
"""Share of a state, and of the words given, that a step does without."""

Pair = tuple[Tensor, Tensor]


class RecurrentModel(nn.Module):
    """A gated recurrent unit (Cho et al., 2014) and two choices: a class, then a word of that class."""

    def __init__(self, starts: Sequence[int]) -> None:
        """`starts`: the first number of each class of words, and one past the last."""
        super().__init__()
        self.starts = list(starts)
        words, classes = starts[-1], len(starts) - 1
        self.words = nn.Embedding(words, EMBEDDING)
        self.unit = nn.GRU(EMBEDDING, HIDDEN, batch_first=True)
        self.narrow = nn.Linear(HIDDEN, EMBEDDING)
        self.classes = nn.Linear(EMBEDDING, classes)
        self.bias = nn.Parameter(torch.zeros(words))
        nn.init.normal_(self.words.weight, std=0.1)
        sizes = torch.tensor(self.starts).diff()
        self.sizes: list[int] = sizes.tolist()
        self.class_of: Tensor
        self.register_buffer("class_of", torch.repeat_interleave(torch.arange(classes), sizes))

    def losses(self, given: Tensor, wanted: Tensor) -> Tensor:
        """Nats of each wanted word, after the words given so far; both [batch, words], -1 where none is."""
        there = wanted >= 0
        states = self.narrow(self._states(given)[there])
        wanted = wanted[there]
        classes = self.class_of[wanted]
        order = classes.argsort()
        states, wanted, classes = states[order], wanted[order], classes[order]
        nats = functional.cross_entropy(self.classes(states), classes, reduction="none")
        nats = nats + self._within(states, wanted, classes)
        back: Tensor = torch.empty_like(nats)
        back[order] = nats
        return back

    def _states(self, given: Tensor) -> Tensor:
        seen = self.words(given)
        if self.training:
            seen = seen * (torch.rand(*given.shape, 1) > WORD_DROP)
        states, _ = self.unit(functional.dropout(seen, DROP / 2, self.training))
        return functional.dropout(states, DROP, self.training)

    def _within(self, states: Tensor, wanted: Tensor, classes: Tensor) -> Tensor:
        """Nats of the words in their classes; all sorted by class."""
        # Split once: a slice a class would each have a gradient as large as the table.
        tables, biases = self.words.weight.split(self.sizes), self.bias.split(self.sizes)
        found, many = classes.unique_consecutive(return_counts=True)
        parts = []
        for one, some, words in zip(
            found.tolist(), states.split(many.tolist()), wanted.split(many.tolist()), strict=True
        ):
            scores = some @ tables[one].T + biases[one]
            parts.append(functional.cross_entropy(scores, words - self.starts[one], reduction="none"))
        return torch.cat(parts)


def batches(sentences: Sequence[Sequence[int]], chance: Random, backward: bool) -> Iterator[Pair]:
    """Words given and wanted, sentences of like length together; word 0 begins and ends each."""
    for first in range(0, len(sentences), POOL):
        pool = sorted(sentences[first : first + POOL], key=lambda one: len(one) + chance.random())
        groups: list[list[Sequence[int]]] = [[]]
        for one in pool:
            if groups[-1] and (len(one) + 1) * (len(groups[-1]) + 1) > BATCH:
                groups.append([])
            groups[-1].append(one[::-1] if backward else one)
        chance.shuffle(groups)
        for group in groups:
            longest = max(map(len, group)) + 1
            given = torch.zeros(len(group), longest, dtype=torch.long)
            wanted = torch.full((len(group), longest), -1)
            for row, one in enumerate(group):
                words = torch.tensor(one, dtype=torch.long)
                given[row, 1 : len(one) + 1] = words
                wanted[row, : len(one)] = words
                wanted[row, len(one)] = 0
            yield given, wanted
