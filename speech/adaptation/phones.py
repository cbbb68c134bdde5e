"""The sounds our models tell apart, and how espeak says a word in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

PHONES = (
    *("a", "E", "e", "i", "o", "O", "u", "y", "eu", "oe", "an", "in", "on"),
    *("p", "b", "t", "d", "k", "g", "f", "v", "s", "z", "S", "Z", "m", "n", "J", "N", "l", "R", "j", "w"),
)
"""Thirty-three sounds of French; the model card lists them."""
SILENCE = 1
"""Number of the silence; sounds are numbered from 2, four numbers each for their place in the word."""
PLACES = 4
BEGIN, END, INSIDE, ALONE = range(PLACES)

_SOUNDS = {
    "a": "aɑæɐ",
    "E": "ɛ",
    "e": "e",
    "i": "iɪɨ",
    "o": "o",
    "O": "ɔɒ",
    "u": "uʊ",
    "y": "yɥ",
    "eu": "ø",
    "oe": "œəʌɜ",
    "p": "p",
    "b": "b",
    "t": "t",
    "d": "d",
    "k": "k",
    "g": "ɡg",
    "f": "f",
    "v": "v",
    "s": "sθ",
    "z": "zð",
    "S": "ʃçɕ",
    "Z": "ʒʑ",
    "m": "m",
    "n": "n",
    "J": "ɲ",
    "N": "ŋ",
    "l": "lɫ",
    "R": "ʁrɹɾx",
    "j": "jʎʲ",
    "w": "w",
}
_PHONE_OF = {letter: phone for phone, letters in _SOUNDS.items() for letter in letters}
_PHONE_OF |= {"ɑ̃": "an", "ɛ̃": "in", "œ̃": "in", "ɔ̃": "on"}
_LETTERS = re.compile("[ɑɛœɔ]̃|.", re.DOTALL)

Phones = tuple[str, ...]


def numbered(phones: Sequence[str]) -> list[int]:
    """The model's numbers of a word's sounds, by their place in it."""
    last = len(phones) - 1
    places = [ALONE] if not last else [BEGIN, *[INSIDE] * (last - 1), END]
    return [2 + PLACES * PHONES.index(phone) + place for phone, place in zip(phones, places, strict=True)]


def phone_of(number: int) -> str:
    """The sound of a number that is not the silence's."""
    return PHONES[(number - 2) // PLACES]


def phones_of(ipa: str) -> Phones:
    """The sounds of what espeak wrote; stresses and lengths are not told apart."""
    return tuple(_PHONE_OF[letter] for letter in _LETTERS.findall(ipa) if letter in _PHONE_OF)


class Pronouncer:
    """Says French words as espeak would."""

    @cached_property
    def _espeak(self) -> object:
        from piper.phonemize_espeak import EspeakPhonemizer

        return EspeakPhonemizer()

    def say(self, word: str) -> Phones:
        """The sounds of a word; empty when espeak has none for it."""
        written = word.replace("\0", "")
        sentences = self._espeak.phonemize("fr", written)  # type: ignore[attr-defined]
        return phones_of("".join("".join(sentence) for sentence in sentences))
