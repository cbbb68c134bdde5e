"""The sounds our models tell apart, and how espeak says a word in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence

PHONES = (
    *("a", "E", "e", "i", "o", "O", "u", "y", "eu", "oe", "an", "in", "on"),
    *("p", "b", "t", "d", "k", "g", "f", "v", "s", "z", "S", "Z", "m", "n", "J", "N", "l", "R", "j", "w"),
)
"""Thirty-three sounds of French; the `graph/phones.txt` of a model numbers them."""
SILENCE = 1
"""Number of the silence; sounds are numbered from 2, four numbers each for their place in the word."""
MOST_SECONDS = 120
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
    "oe": "œəʌɜɚɝ",
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


def pronounced(words: Sequence[str]) -> dict[str, Phones]:
    """How espeak says French words, by word; no sound at all for one that it cannot say.

    Raises PronunciationError.
    """
    return {word: phones_of(ipa) for word, ipa in zip(words, ipa_of(words), strict=True)}


def ipa_of(texts: Sequence[str], most_seconds: float = MOST_SECONDS) -> list[str]:
    """How espeak says French texts, in its own letters, words apart.

    In a process of its own: Piper keeps an espeak that a second one in the same process breaks. Raises
    PronunciationError.
    """
    if not texts:
        return []
    command = [sys.executable, "-P", __file__]
    try:
        # Our own interpreter on our own file.
        asked = json.dumps(list(texts))
        said = subprocess.run(  # noqa: S603
            command, input=asked, capture_output=True, text=True, check=True, timeout=most_seconds
        )
        spoken: list[list[str]] = json.loads(said.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise PronunciationError(f"espeak could not say the words: {error}.") from error
    return [" ".join(sentences) for sentences in spoken]


class PronunciationError(Exception):
    """espeak failed; Piper's package is the one to look at."""


def _main() -> None:
    """Read words from the standard input as JSON, write what espeak says of each."""
    from piper.phonemize_espeak import EspeakPhonemizer

    espeak = EspeakPhonemizer()
    words: list[str] = json.loads(sys.stdin.read())
    said = [espeak.phonemize("fr", word.replace("\0", "")) for word in words]
    print(json.dumps([["".join(sentence) for sentence in sentences] for sentences in said]))


if __name__ == "__main__":
    _main()
