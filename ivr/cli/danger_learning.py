"""Making the ears for danger: from sentences with their kind, to the weights that the alarm reads."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from flows.emergencies.alarm.features import features_of, plain_words
from flows.emergencies.alarm.learnt import Ear, Level, Table
from knowledge.demonstration import load_demonstration_english
from knowledge.linear import Doubles, fit_linear
from knowledge.noise import Noise
from knowledge.shipped import load_background, load_entries

ROOT = Path(__file__).parents[2]
ALARM = ROOT / "flows" / "emergencies" / "alarm"
EVERYDAY = ROOT / "speech" / "training" / "data" / "said"
"""French sentences of every kind: what holds no danger, but for those told again in said_fr.txt. More of them
are in everyday_LANGUAGE.txt, beside it."""

HARMLESS, EITHER = "none", "either"
"""Kinds that are no emergency: nobody is in danger; nobody could say without hearing more."""

BUCKETS, KIND_BUCKETS = 1 << 16, 1 << 13
STRENGTH, KIND_STRENGTH = 50.0, 20.0
DANGER_WEIGHT = 5.0
PLAIN_TIMES = 3
"""How often a courtesy or an answer counts: there are few of them, and everybody says them."""
MISHEARD = 0.15
"""Errors a word in the second copy of each sentence."""
FOLDS, BLOCK = 3, 10
"""Neighbours in a file are alike: they are kept aside together."""
SEED = 20261126

RAISED = {Level.PERHAPS: 0.04, Level.LIKELY: 0.005, Level.SURE: 0.001}
"""Share of the questions to a town hall that may reach each level. PERHAPS is asked about only where the
matcher is not sure of a subject, which it is of nine in ten."""
MISTAKEN = {Level.PERHAPS: 0.35, Level.LIKELY: 0.10, Level.SURE: 0.02}
"""The same, of sentences made to be taken for an emergency: memories, procedures, figures of speech."""
STRAY = {Level.PERHAPS: 0.015, Level.LIKELY: 0.006, Level.SURE: 0.001}
"""The same, of everyday sentences: a few of them do tell of somebody in danger."""
STRAY_PLAIN = {Level.PERHAPS: 0.02, Level.LIKELY: 0.003, Level.SURE: 0.002}
"""The same, of courtesies and answers, of which none is asked about once they are all learnt."""


@dataclass(frozen=True)
class Sentence:
    """A sentence to learn from."""

    text: str
    kind: str
    in_scope: bool = False
    """Something asked of a town hall."""
    everyday: bool = False
    """Said to anybody, about anything."""
    plain: bool = False
    """A courtesy, an answer, a complaint: what the line's questions are answered with."""

    @property
    def danger(self) -> bool:
        """Is somebody in danger?"""
        return self.kind != HARMLESS


def read_told(path: Path) -> list[Sentence]:
    """Sentences with their kind, a tab between; lines that begin with # are comments.

    Raises ValueError naming the line that has no kind.
    """
    told = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            kind, tab, text = line.partition("\t")
            if not tab or not text.strip():
                raise ValueError(f"{path.name}, line {number}: a kind, a tab and a sentence are needed.")
            told.append(Sentence(text.strip(), kind.strip()))
    return told


def sentences(language: str) -> list[Sentence]:
    """All that there is to learn from; what is told with its kind is believed before the rest."""
    known = read_told(ALARM / f"said_{language}.txt")
    known += [Sentence(text, HARMLESS, in_scope=True) for text in _asked(language)]
    known += [Sentence(text, HARMLESS, plain=True) for text in _lines(ALARM / f"plain_{language}.txt")]
    known += [Sentence(text, HARMLESS, everyday=True) for text in _everyday(language)]
    by_words: dict[str, Sentence] = {}
    for one in known:
        by_words.setdefault(" ".join(plain_words(one.text)), one)
    return [one for words, one in by_words.items() if words and one.kind != EITHER]


def _asked(language: str) -> Iterator[str]:
    if language == "en":
        for translation in load_demonstration_english():
            yield from (*translation.phrasings, *translation.keywords, translation.offer)
    else:
        for entry in load_entries():
            yield from entry.phrasings
        yield from load_background()


def _everyday(language: str) -> Iterator[str]:
    if language == "fr":
        for path in (*sorted(EVERYDAY.glob("*.txt")), ALARM / "everyday_fr.txt"):
            yield from _lines(path)


def _lines(path: Path) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def digest(known: Iterable[Sentence]) -> str:
    """What an ear was learnt from, in few characters: it changes with any sentence told with its kind.

    Neither the phrasings of articles nor everyday sentences count: of those there are so many that one more
    changes nothing, and whoever writes an article need not learn emergencies anew.
    """
    told = blake2b(digest_size=12)
    told.update(
        repr(
            (
                (BUCKETS, KIND_BUCKETS, STRENGTH, KIND_STRENGTH, DANGER_WEIGHT, PLAIN_TIMES, MISHEARD),
                (RAISED, MISTAKEN, STRAY, STRAY_PLAIN),
            )
        ).encode()
    )
    for one in (one for one in known if not (one.in_scope or one.everyday or one.plain)):
        told.update(f"{one.kind}\t{one.text}\n".encode())
    return told.hexdigest()


@dataclass(frozen=True)
class Learnt:
    """An ear, and what its sentences scored when they were kept aside."""

    ear: Ear
    known: Sequence[Sentence]
    scores: Doubles


def learn(known: Sequence[Sentence]) -> Learnt:
    """Learn to tell danger and its kinds. The same sentences give the same ear."""
    copies = _misheard(known)
    rows = [features_of(plain_words(one.text), BUCKETS) for one in known]
    again = [features_of(plain_words(text), BUCKETS) for _, text in copies]
    of = [at for at, _ in copies]
    danger = np.array([one.danger for one in known])
    fold = np.arange(len(known)) // BLOCK % FOLDS
    scores = np.zeros(len(known))
    for aside in range(FOLDS):
        here = [at for at in range(len(known)) if fold[at] != aside]
        too = [n for n, at in enumerate(of) if fold[at] != aside]
        weights, bias = fit_linear(
            [rows[at] for at in here] + [again[n] for n in too],
            [bool(danger[at]) for at in here] + [bool(danger[of[n]]) for n in too],
            BUCKETS,
            strength=STRENGTH,
            weight=DANGER_WEIGHT,
        )
        for at in np.flatnonzero(fold == aside):
            scores[at] = bias + sum(weights[place] * much for place, much in rows[at].items())
    table = _table(
        *fit_linear(
            rows + again,
            [one.danger for one in known] + [known[at].danger for at in of],
            BUCKETS,
            strength=STRENGTH,
            weight=DANGER_WEIGHT,
        )
    )
    ear = Ear(
        danger=table, kinds=_kinds(known), thresholds=_thresholds(known, scores), learnt_from=digest(known)
    )
    return Learnt(ear, known, scores)


def _thresholds(known: Sequence[Sentence], scores: Doubles) -> dict[Level, float]:
    """The lowest scores above which no kind of harmless sentence comes oftener than it may."""
    limits = (
        (RAISED, [one.in_scope for one in known]),
        (MISTAKEN, [not (one.danger or one.in_scope or one.everyday or one.plain) for one in known]),
        (STRAY, [one.everyday for one in known]),
        (STRAY_PLAIN, [one.plain for one in known]),
    )
    return {
        level: round(
            max(float(np.quantile(scores[which], 1 - most[level])) for most, which in limits if any(which)), 3
        )
        for level in RAISED
    }


def _misheard(known: Sequence[Sentence]) -> list[tuple[int, str]]:
    """Copies of what was told with a kind, and of what is asked, with some words lost or taken for others;
    of what is plain, as it is.
    """
    worth = [at for at, one in enumerate(known) if one.danger or one.in_scope]
    noise = Noise(known[at].text for at in worth)
    rng = random.Random(SEED)  # noqa: S311 - drawn to be drawn again
    copies = [(at, noise.corrupt(known[at].text, MISHEARD, rng)) for at in worth]
    plain = [(at, one.text) for at, one in enumerate(known) if one.plain]
    return copies + plain * (PLAIN_TIMES - 1)


def _kinds(known: Sequence[Sentence]) -> dict[str, Table]:
    told = [one for one in known if one.danger]
    rows = [features_of(plain_words(one.text), KIND_BUCKETS) for one in told]
    return {
        kind: _table(
            *fit_linear(rows, [one.kind == kind for one in told], KIND_BUCKETS, strength=KIND_STRENGTH)
        )
        for kind in sorted({one.kind for one in told})
    }


def _table(weights: Doubles, bias: float) -> Table:
    """The weights in whole steps of one byte; the few largest, one in ten thousand, are cut short."""
    scale = float(np.quantile(np.abs(weights), 0.9999)) / 127
    steps = np.clip(np.rint(weights / scale), -127, 127).astype(int)
    return Table(round(bias, 4), scale, array("b", steps.tolist()))
