"""Names spelled letter by letter, as a recogniser writes them: "emme comme marie a erre", "deux elle"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

APART, UNREAD = " ", "?"
"""Among letters: what parts the words of a name, and what is no letter."""

Words = tuple[str, ...]

_NAMED = {
    **{"a": "a", "b": "b bé", "c": "c cé", "d": "d dé", "e": "e", "f": "f effe", "g": "g gé", "h": "h ache"},
    **{
        "i": "i",
        "j": "j ji",
        "k": "k ka",
        "l": "l elle",
        "m": "m emme",
        "n": "n enne",
        "o": "o",
        "p": "p pé",
    },
    **{"q": "q qu", "r": "r erre", "s": "s esse", "t": "t té", "u": "u", "v": "v vé", "w": "w", "x": "x ixe"},
    **{"y": "y", "z": "z zède"},
}
"""Each letter as recognisers write it."""
_LETTERS: Mapping[Words, str] = {
    **{(name,): letter for letter, names in _NAMED.items() for name in names.split()},
    **{("double", "v"): "w", ("double", "vé"): "w", ("i", "grec"): "y"},
}
_DOUBLED, _LIKE = "deux", "comme"
_ACCENT = "accent"
_ACCENTS = {"\u0301": ("accent", "aigu"), "\u0300": ("accent", "grave")}
_APART = (("tiret",), ("trait", "d'union"), ("trait", "d'", "union"), ("espace",), ("plus", "loin"))
_UNWRITTEN = (("et",), ("puis",), ("cédille",), ("tréma",), ("majuscule",), ("minuscule",))
"""What goes with letters and is none of those that names are compared by."""
_SIGNS: Mapping[Words, str] = {
    **_LETTERS,
    **dict.fromkeys((*_ACCENTS.values(), ("accent", "circonflexe"), *_UNWRITTEN), ""),
    **dict.fromkeys((*_APART, ("apostrophe",)), APART),
}
_LONGEST = max(map(len, _SIGNS))
_LIKE_NO_OTHER = frozenset("hkqwxyz")
"""Letters whose names sound like those of no other: surer than the first name heard after them."""
_LEAST = 20
"""Letters that phrases must name to be those of a spelled name."""
_ROWS_EVERY = 4
"""One name in so many goes into a grammar: enough to know which letter follows which, compiled in 5 ms."""
_STYLES = 8
"""One row in so many says "comme marie" after each letter, one tells its accents; half say "deux elle"."""


@cache
def names() -> Words:
    """Surnames and first names that people in France have, in lower case, with their accents."""
    text = files("speech").joinpath("data", "names.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def plain(name: str) -> str:
    """The letters of a name, without accents, and APART between its words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return APART.join("".join(sign if sign.isalpha() else " " for sign in bare).split())


def spells(phrases: Iterable[Words]) -> bool:
    """Whether the phrases are the letters of the alphabet, all but a few, whatever else they are."""
    return len({_LETTERS[phrase] for phrase in phrases if phrase in _LETTERS}) >= _LEAST


@dataclass(frozen=True)
class Spelled:
    """What some words in a row spell."""

    signs: str
    """A letter, two, APART, UNREAD, or nothing where a row begins with what is not written ("et")."""
    first: int
    end: int
    """Its words are those from `first` to before `end`."""
    confirmed: bool = False
    """A first name was told after it."""


def letters_of(text: str) -> str:
    """The letters a row of words spells, APART and UNREAD among them; accents are left out.

    "comme marie" is an m, whatever letter was heard before it; "deux elle" is two.
    """
    return "".join(one.signs for one in spelled_by(text.split()))


def spelled_by(words: Sequence[str]) -> list[Spelled]:
    """What a row of words spells, each word once; an accent goes with the letter before it."""
    read: list[Spelled] = []
    at = 0
    lone = False  # the last letter was named, and no first name told yet which it is
    while at < len(words):
        if words[at] == _LIKE and at + 1 < len(words):
            before = read.pop() if lone else Spelled("", at, at)
            known = before.signs[-1:] in _LIKE_NO_OTHER
            told = before.signs if known else before.signs[:-1] + _initial(words[at + 1])
            read.append(Spelled(told, before.first, at + 2, confirmed=True))
            lone = False
            at += 2
            continue
        twice = words[at] == _DOUBLED and at + 1 < len(words) and _sign(words, at + 1)[1].isalpha()
        used, sign = _sign(words, at + twice)
        end = at + used + twice
        if not sign and read:
            read[-1] = replace(read[-1], end=end)
        else:
            read.append(Spelled(2 * sign if twice else sign, at, end))
        lone = sign.isalpha() or (lone and words[at] == _ACCENT)
        at = end
    return read


def _initial(name: str) -> str:
    """The letter that a first name tells; UNREAD of an unknown sound."""
    return plain(name)[:1] if name[:1].isalpha() else UNREAD


def _sign(words: Sequence[str], at: int) -> tuple[int, str]:
    """What is read at a word: (words used, signs)."""
    for used in range(min(_LONGEST, len(words) - at), 0, -1):
        sign = _SIGNS.get(tuple(words[at : at + used]))
        if sign is not None:
            return used, sign
    return 1, UNREAD


@lru_cache(maxsize=8)
def spelled_rows(phrases: frozenset[Words]) -> Words:
    """Names spelled with these phrases: what a grammar learns from them is which letter follows which.

    Where a letter has no phrase, the row ends and another begins.
    """
    clerk = _Clerk(phrases)
    rows = [
        " ".join(word for phrase in run for word in phrase)
        for number, name in enumerate(names()[::_ROWS_EVERY])
        for said, run in groupby(clerk.dictated(name, number), bool)
        if said
    ]
    return tuple(rows)


def said_letters(phrases: Iterable[Words]) -> dict[str, Words]:
    """Letter -> the phrase that names it, of those."""
    return {_LETTERS[phrase]: phrase for phrase in sorted(phrases) if phrase in _LETTERS}


class _Clerk:
    """Spells names with phrases."""

    def __init__(self, phrases: frozenset[Words]) -> None:
        self._said = said_letters(phrases)
        self._doubled = {letter: (_DOUBLED, *said) for letter, said in self._said.items()}
        self._phrases = phrases
        self._apart = [phrase for phrase in _APART if phrase in phrases]
        self._like: dict[str, list[Words]] = {}
        for phrase in sorted(phrases):
            if len(phrase) == 2 and phrase[0] == _LIKE:
                self._like.setdefault(plain(phrase[1])[:1], []).append(phrase)

    def dictated(self, name: str, number: int) -> Iterator[Words]:
        """A name in phrases, an empty one for a letter without; its `number` says in which of the styles."""
        turn, style = divmod(number, _STYLES)
        for sign, run in groupby(unicodedata.normalize("NFD", name)):
            times = len(list(run))
            if sign in _ACCENTS:
                if style == 1 and _ACCENTS[sign] in self._phrases:
                    yield _ACCENTS[sign]
            elif not sign.isalpha():
                if not unicodedata.combining(sign) and self._apart:
                    yield self._apart[number % len(self._apart)]
            elif style % 2 and times == 2 and self._doubled.get(sign) in self._phrases:
                yield self._doubled[sign]
            else:
                for _ in range(times):
                    yield self._said.get(sign, ())
                    if style == 2 and sign in self._like:
                        yield self._like[sign][turn % len(self._like[sign])]
