"""From neat sentences to spoken ones: contracted always, at times swallowed, hesitant, repeated."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

OPENING, ENDING, HESITATION, REPETITION = 0.12, 0.1, 0.12, 0.04
"""How often a sentence gets one."""


@dataclass(frozen=True)
class _Rule:
    said: re.Pattern[str]
    becomes: str
    chance: float


@dataclass(frozen=True)
class Spontaneous:
    """How neat sentences change when they are said."""

    always: tuple[_Rule, ...]
    sometimes: tuple[_Rule, ...]
    fillers: tuple[str, ...]
    openings: tuple[str, ...]
    endings: tuple[str, ...]

    def joined(self, sentence: str) -> str:
        """The sentence with its words contracted: "à le marché" -> "au marché"."""
        sentence = " ".join(sentence.split())
        for rule in self.always:
            sentence = rule.said.sub(rule.becomes, sentence)
        return sentence

    def loosened(self, sentence: str, chance: Random) -> str:
        """The sentence as somebody might really say it."""
        for rule in self.sometimes:
            if chance.random() < rule.chance:
                sentence = rule.said.sub(rule.becomes, sentence)
        words = sentence.split()
        if chance.random() < REPETITION and words:
            at = chance.randrange(len(words))
            words[at:at] = words[max(0, at - chance.randrange(1, 3)) : at]
        if chance.random() < HESITATION:
            words.insert(chance.randrange(len(words) + 1), chance.choice(self.fillers))
        if chance.random() < OPENING:
            words.insert(0, chance.choice(self.openings))
        if chance.random() < ENDING:
            words.append(chance.choice(self.endings))
        return " ".join(words)


def read_spontaneous(path: Path) -> Spontaneous:
    """Raises OSError, KeyError or re.error for a file that is not one of rules."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))

    def lines(name: str) -> tuple[str, ...]:
        weighed = (line.partition(" * ") for line in given[name])
        return tuple(words for words, _, times in weighed for _ in range(int(times or 1)))

    return Spontaneous(
        always=tuple(_rule(one) for one in given["always"]),
        sometimes=tuple(_rule(one) for one in given["rule"]),
        fillers=lines("fillers"),
        openings=lines("openings"),
        endings=lines("endings"),
    )


def _rule(given: Mapping[str, str | float]) -> _Rule:
    return _Rule(re.compile(str(given["said"])), str(given["as"]), float(given.get("chance", 1.0)))
