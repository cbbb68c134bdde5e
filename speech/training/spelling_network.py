"""The network that spells what sounds alike, and what it is given to learn from.

What the dictionary says of a word is added to what it is read as, and to what it is chosen as: a plural that
was never met agrees like any other. Both sums are worked out once, when the network is exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from speech.training.homophone_words import Listing
from speech.training.rescorer_texts import LONGEST

EMBEDDING, HIDDEN, CHOICE = 64, 256, 64
BATCH = 3000
"""Words of a batch."""
POOL = 20_000
"""Sentences sorted by length together."""
DROP, WORD_DROP = 0.35, 0.08
"""Share of a state, and of the words given, that a step does without."""

Pair = tuple[Tensor, Tensor]
NONE = -1


class SpellingNetwork(nn.Module):
    """Two gated recurrent units, one from each side (Schuster and Paliwal, 1997); a choice in each place."""

    def __init__(self, listing: Listing, of_sounds: Tensor, of_words: Tensor) -> None:
        """`of_sounds` [sounds, marks], `of_words` [words with homophones, marks]: what is known of them."""
        super().__init__()
        many = of_sounds.shape[1]
        self.sounds = nn.Embedding(len(of_sounds), EMBEDDING)
        self.sound_marks = nn.Linear(many, EMBEDDING, bias=False)
        self.unit = nn.GRU(EMBEDDING, HIDDEN, batch_first=True, bidirectional=True)
        self.narrow = nn.Linear(2 * HIDDEN, CHOICE)
        self.words = nn.Embedding(len(of_words), CHOICE)
        self.word_marks = nn.Linear(many, CHOICE, bias=False)
        self.bias = nn.Parameter(torch.zeros(len(of_words)))
        for table in (self.sounds, self.words):
            nn.init.normal_(table.weight, std=0.05)
        self.of_sounds: Tensor
        self.of_words: Tensor
        self.members: Tensor
        self.register_buffer("of_sounds", of_sounds, persistent=False)
        self.register_buffer("of_words", of_words, persistent=False)
        self.register_buffer("members", _members(listing), persistent=False)

    def losses(self, given: Tensor, wanted: Tensor) -> Tensor:
        """Nats of each wanted word, which has homophones; both [batch, words], NONE where none is wanted."""
        there = wanted != NONE
        scores, members = self.scores(given, there)
        return functional.cross_entropy(
            scores, (members == wanted[there][:, None]).int().argmax(1), reduction="none"
        )

    def scores(self, given: Tensor, there: Tensor) -> Pair:
        """Scores of the words that sound as is given in these places, and their numbers; [places, most]."""
        seen = self.sounds(given) + self.sound_marks(self.of_sounds[given])
        if self.training:
            seen = seen * (torch.rand(*given.shape, 1) > WORD_DROP)
        states, _ = self.unit(functional.dropout(seen, DROP / 2, self.training))
        chosen = self.narrow(functional.dropout(states[there], DROP, self.training))
        members = self.members[given[there]]
        known = members.clamp_min(0)
        words = self.words(known) + self.word_marks(self.of_words[known])
        scores = torch.einsum("nd,nmd->nm", chosen, words) + self.bias[known]
        return scores.masked_fill(members == NONE, -torch.inf), members

    def folded(self) -> dict[str, Tensor]:
        """Its weights, with what is known of words in the words themselves."""
        weights = {name: value.detach() for name, value in self.state_dict().items()}
        sounds = weights["sounds.weight"] + self.of_sounds @ weights.pop("sound_marks.weight").T
        words = weights["words.weight"] + self.of_words @ weights.pop("word_marks.weight").T
        return weights | {"sounds.weight": sounds, "words.weight": words}


def _members(listing: Listing) -> Tensor:
    """[sounds, most]: the words with homophones that sound so."""
    sizes = [past - first for first, past in zip(listing.starts, listing.starts[1:], strict=False)]
    table = torch.full((len(sizes) + 1, max(sizes)), NONE)
    for sound, (first, size) in enumerate(zip(listing.starts, sizes, strict=False), 1):
        if first < listing.ambiguous:
            table[sound, :size] = torch.arange(first, first + size)
    return table


class Cutter:
    """Sentences as numbers: the sound of each word, and the word itself where it has homophones."""

    def __init__(self, listing: Listing) -> None:
        self._sounds: Mapping[str, int] = listing.sounds()
        self._chosen = {word: number for number, word in enumerate(listing.words[: listing.ambiguous])}

    def cut(self, sentence: str) -> tuple[list[int], list[int]]:
        words = sentence.split()[:LONGEST]
        return [self._sounds.get(word, 0) for word in words], [self._chosen.get(word, NONE) for word in words]

    def batches(self, sentences: Sequence[str], chance: Random) -> Iterator[Pair]:
        """Sounds given and words wanted, sentences of one length together; those with none are left out.

        Of one length: the unit that reads from the right must not begin in what fills a shorter one up.
        """
        for first in range(0, len(sentences), POOL):
            cut = [self.cut(one) for one in sentences[first : first + POOL]]
            pool = [one for one in cut if max(one[1], default=NONE) != NONE]
            chance.shuffle(pool)
            pool.sort(key=lambda one: len(one[0]))
            groups: list[list[tuple[list[int], list[int]]]] = []
            for length, found in groupby(pool, lambda one: len(one[0])):
                alike, many = list(found), BATCH // length
                groups += [alike[at : at + many] for at in range(0, len(alike), many)]
            chance.shuffle(groups)
            for group in groups:
                yield torch.tensor([given for given, _ in group]), torch.tensor([one for _, one in group])
