"""How likely a sentence tells of somebody in danger, and which danger: linear scores over what was learnt.

The weights are in ear_LANGUAGE.bin: a line of JSON, then one signed byte a weight. They are made from the
sentences of said_LANGUAGE.txt by `standardiste dangers learn`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

from flows.emergencies.alarm.features import features_of, plain_words

LANGUAGES = ("fr", "en")
_REMEMBERED = 256
_LEAST_WORDS = 2
"""A lone word tells too little: those that tell enough are in the lists."""

_HARMLESS_BELOW = 5.5
"""How far below what is worth a question a sentence is that sounds like no emergency at all."""


class Level(IntEnum):
    """What a sentence is worth."""

    NONE = 0
    PERHAPS = 1
    """Worth a question, where nothing else is understood."""
    LIKELY = 2
    """Worth a question, whatever else is understood."""
    SURE = 3
    """The number to dial is told at once."""


@dataclass(frozen=True)
class Table:
    """Weights of one linear score, by bucket, in steps of `scale`."""

    bias: float
    scale: float
    weights: Sequence[int]

    def score(self, features: Mapping[int, float]) -> float:
        """A logit: 0 is as likely as not."""
        return self.bias + self.scale * sum(self.weights[at] * much for at, much in features.items())


@dataclass(frozen=True)
class Ear:
    """What was learnt of one language."""

    danger: Table
    kinds: Mapping[str, Table]
    """By kind of emergency, as in the prompts "emergency.*"."""
    thresholds: Mapping[Level, float]
    """Scores from which a sentence is of each level."""
    learnt_from: str
    """Digest of the sentences and of how they are looked at."""

    def score(self, text: str) -> float:
        """How likely the text tells of a danger, as a logit."""
        return self.danger.score(features_of(plain_words(text), len(self.danger.weights)))

    def kind(self, text: str) -> str:
        """The likeliest kind of emergency, supposing that it tells of one."""
        words = plain_words(text)
        tables = iter(self.kinds.values())
        features = features_of(words, len(next(tables).weights))
        return max(self.kinds, key=lambda kind: self.kinds[kind].score(features))

    def level(self, text: str) -> Level:
        """What the text is worth."""
        if len(plain_words(text)) < _LEAST_WORDS:
            return Level.NONE
        score = self.score(text)
        return max((level for level, least in self.thresholds.items() if score >= least), default=Level.NONE)


@lru_cache(maxsize=_REMEMBERED)
def danger_level(text: str, language: str) -> Level:
    """What a sentence is worth; NONE in a language that nothing was learnt of."""
    return ear_of(language).level(text) if language in LANGUAGES else Level.NONE


def together(listed: bool, learnt: Level, folded: str, language: str) -> Level:
    """The level of words, `listed` among those of emergencies or not, and of what was learnt of them.

    Listed words in a sentence that sounds like no emergency at all are asked about: "elle se noie dans les
    papiers".
    """
    if not listed:
        return learnt
    return Level.LIKELY if learnt is Level.NONE and _sounds_harmless(folded, language) else Level.SURE


def _sounds_harmless(folded: str, language: str) -> bool:
    ear = ear_of(language)
    told = len(plain_words(folded)) >= _LEAST_WORDS
    return told and ear.score(folded) < ear.thresholds[Level.PERHAPS] - _HARMLESS_BELOW


@lru_cache(maxsize=_REMEMBERED)
def likeliest_kind(text: str, language: str) -> str:
    """The kind of emergency that a sentence sounds most like; "any" where nothing was learnt."""
    return ear_of(language).kind(text) if language in LANGUAGES else "any"


@cache
def ear_of(language: str) -> Ear:
    """What was learnt of a language. Raises FileNotFoundError when nothing was."""
    return unpacked(files(__package__).joinpath(f"ear_{language}.bin").read_bytes())


def packed(ear: Ear) -> bytes:
    """The ear as it is kept in its file."""
    told = {
        "danger": [ear.danger.bias, ear.danger.scale, len(ear.danger.weights)],
        "kinds": {kind: [one.bias, one.scale, len(one.weights)] for kind, one in ear.kinds.items()},
        "thresholds": {level.name.lower(): least for level, least in ear.thresholds.items()},
        "learnt_from": ear.learnt_from,
    }
    tables = (ear.danger, *ear.kinds.values())
    return json.dumps(told).encode() + b"\n" + b"".join(array("b", one.weights).tobytes() for one in tables)


def unpacked(data: bytes) -> Ear:
    """The ear that `packed` kept. Raises ValueError when the data is cut short."""
    line, _, rest = data.partition(b"\n")
    told = json.loads(line)
    at = 0

    def table(bias: float, scale: float, size: int) -> Table:
        nonlocal at
        weights = array("b", rest[at : at + size])
        if len(weights) != size:
            raise ValueError("A learnt ear is cut short: make it anew with `standardiste dangers learn`.")
        at += size
        return Table(bias, scale, weights)

    return Ear(
        danger=table(*told["danger"]),
        kinds={kind: table(*shape) for kind, shape in told["kinds"].items()},
        thresholds={Level[name.upper()]: least for name, least in told["thresholds"].items()},
        learnt_from=told["learnt_from"],
    )
