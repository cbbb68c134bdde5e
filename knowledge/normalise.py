"""Spoken French reduced to what can be compared: words, stems, content."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import snowballstemmer
import yaml
from num2words import num2words

MAX_WORDS = 150
"""Words of one utterance that are looked at: the beginning of a long story says what it is about."""

_MAX_CHARACTERS = 20 * MAX_WORDS
_MAX_NUMBER_DIGITS = 4

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae"})
_WORD = re.compile(r"[a-zàâäçéèêëîïôöùûüÿñ]+|\d+")
_ACCENTED = {"aujourd'hui": "aujourdhui", "quelqu'un": "quelquun", "presqu'ile": "presquile"}

ELIDED = frozenset({"l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu"})
"""What an apostrophe leaves behind; heard, but without content."""


_stemmer = snowballstemmer.stemmer("french")


def without_accents(text: str) -> str:
    """The same text in bare Latin letters."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words of an utterance: lower case, accents kept, numbers spelt, at most `MAX_WORDS` of them.

    Elided articles and pronouns come out as words of their own ("l", "d"). Whatever is not a French word or a
    number (punctuation, emoji, another alphabet) disappears.
    """
    lowered = unicodedata.normalize("NFKC", text[:_MAX_CHARACTERS]).lower().translate(_APOSTROPHES)
    for spelling, joined in _ACCENTED.items():
        lowered = lowered.replace(spelling, joined)
    found: list[str] = []
    for token in _WORD.findall(lowered):
        if token.isdigit():
            found.extend(_spelt(token))
        else:
            found.append(token)
        if len(found) >= MAX_WORDS:
            break
    return tuple(found[:MAX_WORDS])


@lru_cache(maxsize=4096)
def _spelt(digits: str) -> tuple[str, ...]:
    """Digits as a caller says them; a long series (a telephone number) digit by digit."""
    spoken = (
        str(num2words(int(digits), lang="fr"))
        if len(digits) <= _MAX_NUMBER_DIGITS
        else " ".join(str(num2words(int(digit), lang="fr")) for digit in digits[:12])
    )
    return tuple(_WORD.findall(spoken.lower()))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What a word keeps of itself through gender, number and conjugation, without accents.

    Accents go first, so that a citizen who types without them is read like one who speaks.
    """
    bare = without_accents(word)
    if len(bare) <= 3:
        return bare
    stemmed = str(_stemmer.stemWord(bare))
    return stemmed.rstrip("e") if len(stemmed) > 3 else stemmed


@lru_cache(maxsize=65536)
def is_stop_word(word: str) -> bool:
    """Whether a word says nothing of the subject."""
    bare = without_accents(word)
    return len(bare) < 2 or bare in ELIDED or bare in _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    text = resources.files("knowledge").joinpath("data/stop_words.yaml").read_text(encoding="utf-8")
    return frozenset(word for line in yaml.safe_load(text).values() for word in line.split())
