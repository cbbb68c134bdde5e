"""The town's streets: which one do these words, typed or misheard, mean?"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapidfuzz import fuzz, process

from knowledge.normalise import without_accents, words
from knowledge.sounds import sound_of

LEAST_SCORE = 0.66
"""Below this, a street is not like what was said."""
MOST_OFFERED = 3

_SHORTLIST = 40
"""Streets compared word by word, out of those whose whole name is nearest by letters or by sound."""
_SAID = 0.7
"""Weight of "what was said is in the name" against "the name was said whole": people say "rue Hugo"."""
_OTHER_KIND = 0.9
_NO_KIND = 0.98
_OTHER_HYPOTHESIS = 0.93
_BY_SOUND = 0.97
"""What each discrepancy leaves of a score: another kind of street, none said, a second-best hypothesis,
sounds alike and letters not."""

_NUMBER = re.compile(
    r"^\s*(\d{1,5})\s*(bis|ter|quater|quinquies|[a-z](?![a-zà-ÿ']))?[\s,]+(?=\S)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<=\w\W)(?:18|19|20)\d\d\b")
"""The year of "Rue du 11 Novembre 1918", which few people say."""


@dataclass(frozen=True)
class Street:
    """One street of the town."""

    name: str
    """As the town writes it: "Rue Victor Hugo"."""
    postcode: str = ""
    numbers: frozenset[str] = frozenset()
    """ "12", "12bis"; empty when none is listed."""

    @property
    def spoken(self) -> str:
        """The name inside a sentence: "rue Victor Hugo"."""
        first, _, rest = self.name.partition(" ")
        kind = without_accents(first.lower())
        return f"{first.lower()} {rest}" if rest and kind in _kinds() else self.name

    def suffixed(self, number: str) -> tuple[str, ...]:
        """The houses whose number is this one and a letter or a word more: "12" gives "12 bis", "12 ter"."""
        found = (re.fullmatch(r"(\d+)([a-z]+)", house) for house in self.numbers)
        more = [one[2] for one in found if one and one[1] == number]
        return tuple(f"{number} {suffix}" for suffix in sorted(more))

    def has_number(self, number: str) -> bool:
        """Is this number one of its own? Any is when none is listed."""
        return not number or not self.numbers or house_number(number) in self.numbers


@dataclass(frozen=True)
class StreetMatch:
    """A street that may be the one meant."""

    street: Street
    score: float
    """0 to 1."""
    number: str = ""
    """The number that came with it: "12 bis"."""

    @property
    def number_known(self) -> bool:
        return self.street.has_number(self.number)

    @property
    def written(self) -> str:
        """ "12 bis rue Victor Hugo"."""
        return f"{self.number} {self.street.spoken}".strip()


@dataclass(frozen=True)
class _Name:
    """A street's name, or what was said of it, ready to be compared."""

    kind: str
    """ "rue"; empty when none was said."""
    core: tuple[str, ...]
    """The words that distinguish it, without accents."""
    sounds: tuple[str, ...]
    """One per word of the core."""

    @property
    def letters(self) -> str:
        return " ".join(self.core)

    @property
    def sound(self) -> str:
        return "".join(self.sounds)


class StreetList:
    """The streets of one town."""

    def __init__(self, streets: Iterable[Street], town: str = "") -> None:
        """`town` is its name, which callers add after the street and which tells nothing."""
        self.streets = tuple(streets)
        self.town = town
        self._town_words = frozenset(_name(town).core)
        self._names = [_name(street.name) for street in self.streets]
        counts = Counter(word for name in self._names for word in set(name.core))
        self._weights = {word: 1.0 + math.log(len(self._names) / count) for word, count in counts.items()}
        self._rare = 1.0 + math.log(len(self._names) + 1)
        self._letters = [name.letters for name in self._names]
        self._sounds = [name.sound for name in self._names]

    def __len__(self) -> int:
        return len(self.streets)

    def find(self, text: str, alternatives: Sequence[str] = (), number: str = "") -> list[StreetMatch]:
        """At most three streets, best first. `alternatives`: the same words as heard otherwise.

        A number written before the street ("12 bis av. du Stade") is kept when none is given.
        """
        if not number and (found := _NUMBER.match(text)):
            number = f"{found[1]} {(found[2] or '').lower()}".strip()
            text = text[found.end() :]
        best: dict[int, float] = {}
        for said, trust in ((text, 1.0), *((other, _OTHER_HYPOTHESIS) for other in alternatives)):
            for at, score in self._scores(self._without_town(_name(said))).items():
                best[at] = max(best.get(at, 0.0), trust * score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], self.streets[item[0]].name))
        return [
            StreetMatch(self.streets[at], round(score, 4), number)
            for at, score in ranked[:MOST_OFFERED]
            if score >= LEAST_SCORE
        ]

    def _without_town(self, said: _Name) -> _Name:
        kept = [at for at, word in enumerate(said.core) if word not in self._town_words]
        if not kept or len(kept) == len(said.core):
            return said
        return _Name(said.kind, tuple(said.core[at] for at in kept), tuple(said.sounds[at] for at in kept))

    def _scores(self, said: _Name) -> dict[int, float]:
        if not said.core:
            return {}
        near = {
            index
            for whole, names in ((said.letters, self._letters), (said.sound, self._sounds))
            for _, _, index in process.extract(whole, names, scorer=fuzz.WRatio, limit=_SHORTLIST)
        }
        return {at: self._score(said, self._names[at]) for at in near if self._names[at].core}

    def _score(self, said: _Name, name: _Name) -> float:
        whole = max(
            fuzz.ratio(said.letters.replace(" ", ""), name.letters.replace(" ", "")),
            _BY_SOUND * fuzz.ratio(said.sound, name.sound),
        )
        score = max(whole / 100, self._by_words(said, name))
        if not said.kind:
            return score * _NO_KIND
        return score if said.kind == name.kind else score * _OTHER_KIND

    def _by_words(self, said: _Name, name: _Name) -> float:
        """How much of what was said is in the name, and of the name was said; telling words count more."""
        likeness = [
            [_word_likeness(said, i, name, j) for j in range(len(name.core))] for i in range(len(said.core))
        ]
        in_name = self._weighed(said.core, [max(row) for row in likeness])
        was_said = self._weighed(name.core, [max(column) for column in zip(*likeness, strict=True)])
        return _SAID * in_name + (1.0 - _SAID) * was_said

    def _weighed(self, core: Sequence[str], found: Sequence[float]) -> float:
        weights = [self._weights.get(word, self._rare) for word in core]
        return sum(w * f for w, f in zip(weights, found, strict=True)) / sum(weights)


def telling_words(name: str) -> tuple[str, ...]:
    """The words that tell a street from others, without accents: "Rue de la Paix" is "paix"."""
    return _name(name).core


def house_number(number: str) -> str:
    """A number as it is compared: "12 BIS" is "12bis"."""
    return re.sub(r"[^0-9a-z]", "", number.lower())


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """What streets_fr.toml says."""
    text = resources.files("knowledge").joinpath("data/streets_fr.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _kinds() -> Mapping[str, str]:
    """Every way of writing a kind of street, without accents: "av" is "avenue"."""
    kinds: dict[str, list[str]] = catalogue()["kinds"]
    return {short: kind for kind, shorts in kinds.items() for short in (kind, *shorts)}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(catalogue()["small"]["words"])


def _name(text: str) -> _Name:
    short: dict[str, str] = catalogue()["short"]
    text = _YEAR.sub(" ", text)
    spelt = [part for word in words(text) for part in short.get(without_accents(word), word).split()]
    bare = [without_accents(word) for word in spelt]
    kind = ""
    if bare[:2] == ["rond", "point"]:
        kind, spelt, bare = "rond-point", spelt[2:], bare[2:]
    elif bare and bare[0] in _kinds() and len(bare) > 1:
        kind, spelt, bare = _kinds()[bare[0]], spelt[1:], bare[1:]
    telling = [at for at, word in enumerate(bare) if word not in _small_words()] or list(range(len(bare)))
    return _Name(kind, tuple(bare[at] for at in telling), tuple(sound_of(spelt[at]) for at in telling))


def _word_likeness(said: _Name, i: int, name: _Name, j: int) -> float:
    letters = fuzz.ratio(said.core[i], name.core[j])
    sounds = _BY_SOUND * fuzz.ratio(said.sounds[i], name.sounds[j])
    return max(letters, sounds) / 100
