"""Utterances of like length drawn together, damaged, and made into what the network sees."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from speech.adaptation.phones import PHONES
from speech.training.damage import damaged_powers, damaged_samples, retimed
from speech.training.features import HOP, WINDOW, cepstra, mel_powers
from speech.training.shards import RATE, Utterance, load
from speech.training.workshop import CORPUS

SECONDS = 40.0
"""Of sound in a batch, silences of padding included."""
POOL = 240
"""Utterances drawn at a time and sorted by length."""
LONGEST = 14.0
"""Seconds of an utterance that is trained on."""
LOOKED_FOR = 60.0
"""Seconds between two looks for new shards."""
DAMAGED = 0.85
"""Probability that a batch's powers are damaged, in a training that is not told otherwise."""
USUAL = 100
"""Batches that tell what reaches the norms of a network: an hour or so of sound."""
SHARES = {"kokoro": 0.46, "pico": 0.13, "humans": 0.25, "formants": 0.16}
"""Of each source in what is heard, by the first word of its shards' names; the rest is drawn again."""

_NUMBER = {phone: index + 1 for index, phone in enumerate(PHONES)}


@dataclass(frozen=True)
class Batch:
    """What a step learns from."""

    seen: Tensor
    """Cepstra, [batch, frames, 40]."""
    lengths: Tensor
    """Frames of each utterance."""
    phones: Tensor
    """Their sounds end to end, numbered from 1."""
    counts: Tensor
    """Sounds of each."""

    @property
    def seconds(self) -> float:
        """Of sound."""
        return float(self.lengths.sum()) * HOP / RATE


class Corpus:
    """The shards of a folder; those written meanwhile join in."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """SystemExit when no shard is there to begin with."""
        self._folder, self._chance = folder / CORPUS, chance
        self._read: set[Path] = set()
        self._said: dict[str, list[Utterance]] = {name: [] for name in SHARES}
        self._waiting: list[list[Utterance]] = []
        self._looked = 0.0
        self._look()
        if not any(self._said.values()):
            raise SystemExit(f"{self._folder} holds no shard: run python -m speech.training.synthesis first.")

    def __str__(self) -> str:
        hours = {name: sum(one.seconds for one in said) / 3600 for name, said in self._said.items()}
        return ", ".join(f"{name} {many:.2f} h" for name, many in hours.items())

    def sounds(self) -> Iterator[list[int]]:
        """Those of each utterance there is so far, numbered from 0."""
        for said in self._said.values():
            yield from ([_NUMBER[phone] - 1 for phone in one.phones] for one in said)

    def _look(self) -> None:
        if time.monotonic() - self._looked < LOOKED_FOR and self._read:
            return
        self._looked = time.monotonic()
        for path in sorted(self._folder.glob("*.npz")):
            source = path.name.partition("-")[0]
            if path in self._read or source not in self._said:
                continue
            self._read.add(path)
            self._said[source] += [one for one in load(path) if one.phones and one.seconds < LONGEST]

    def _draw(self) -> Utterance:
        there = [name for name, said in self._said.items() if said]
        source = self._chance.choices(there, [SHARES[name] for name in there])[0]
        return self._chance.choice(self._said[source])

    def _fill(self) -> None:
        self._look()
        pool = [self._draw() for _ in range(POOL)]
        pool.sort(key=lambda one: one.seconds + self._chance.random() * 0.5)
        group: list[Utterance] = []
        for one in pool:
            if group and (one.seconds + 0.8) * (len(group) + 1) > SECONDS:
                self._waiting.append(group)
                group = []
            group.append(one)
        if len(group) > 2:
            self._waiting.append(group)
        self._chance.shuffle(self._waiting)

    def batch(self, often: float) -> Batch:
        """The next one, its powers damaged with the probability `often`."""
        if not self._waiting:
            self._fill()
        return made(self._waiting.pop(), self._chance, often)


def need_sox() -> None:
    """SystemExit with what to install when utterances cannot be damaged as mobiles do."""
    if shutil.which("sox") is None:
        raise SystemExit(
            "sox is missing (Debian: sox, libsox-fmt-all): it codes some of the speech as mobiles do."
        )


def usual_batches(folder: Path, seed: int = 1) -> Iterator[Batch]:
    """What a network usually hears in a training, to estimate its norms' statistics on; the same each time.

    SystemExit without shards or sox.
    """
    need_sox()
    torch.manual_seed(seed)
    corpus = Corpus(folder, random.Random(seed))
    for _ in range(USUAL):
        yield corpus.batch(often=DAMAGED)


def made(group: list[Utterance], chance: random.Random, often: float) -> Batch:
    """A batch of these utterances."""
    heard = damaged_samples([one.samples for one in group], chance)
    waves = torch.zeros(len(heard), max(map(len, heard)))
    for row, samples in enumerate(heard):
        waves[row, : len(samples)] = torch.from_numpy(np.ascontiguousarray(samples))
    lengths = [(len(samples) - WINDOW) // HOP + 1 for samples in heard]
    counts = [len(one.phones) for one in group]
    powers, lengths = retimed(mel_powers(waves), lengths, counts, chance)
    logs = damaged_powers(powers, lengths, chance, often)
    phones = [_NUMBER[phone] for one in group for phone in one.phones]
    return Batch(cepstra(logs), torch.tensor(lengths), torch.tensor(phones), torch.tensor(counts))
