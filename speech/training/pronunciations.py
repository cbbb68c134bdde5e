"""How each word of the model is said: by espeak, by a dictionary, and as people really say it."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from speech.adaptation.lexicon import Pronunciation
from speech.adaptation.phones import PHONES, Phones, ipa_of, phones_of
from speech.training.dictionary import Entry

DATA = Path(__file__).parent / "data" / "pronunciations.toml"
VOWELS = frozenset(PHONES[:13])
ALONE = 3
"""How many sentences a word said alone weighs."""
RAREST = 0.04
"""Part of its uses below which a way espeak says a word in sentences is left out."""
MOST_WAYS = 4
DICTIONARY, ALSO, DROPPED = 0.6, 0.5, 0.35
"""How likely beside the usual way: the dictionary's, one of `data/pronunciations.toml`, a sound swallowed."""
STEEPNESS = 0.7
DEAREST = 3.0
_OPEN_ENDING = re.compile(r"(?:ais|ait|aient|et|est|ai|aie|ès)$")
_SPEAK_SECONDS = 3600
_BATCH = 50_000


def lexicon_of(
    words: Set[str], sentences: Sequence[str], dictionary: Mapping[str, Entry]
) -> list[Pronunciation]:
    """Ways of saying the words, alone and inside the sentences; those espeak cannot say are left out.

    Raises PronunciationError when espeak fails.
    """
    given = given_pronunciations()
    also, only = _listed(given["also"]), letters(given)
    heard = _heard(sorted(words), sentences, given["respelt"])
    lexicon: list[Pronunciation] = []
    for word in sorted(words):
        if word in only:
            lexicon += only[word]
            continue
        ways = ways_of(word, heard[word], dictionary.get(word))
        for said in also.get(word, ()):
            ways.setdefault(said, ALSO)
        lexicon += pronunciations_of(word, ways)
    return lexicon


def pronunciations_of(word: str, ways: Mapping[Phones, float]) -> list[Pronunciation]:
    """What goes into a lexicon for ways of saying a word, and how likely each is beside the likeliest."""
    return [
        Pronunciation(word, said, round(min(DEAREST, -math.log(chance)) * STEEPNESS, 3))
        for said, chance in sorted(ways.items())
        if said
    ]


def given_pronunciations() -> dict[str, Any]:
    """The tables of `data/pronunciations.toml`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def letters(given: Mapping[str, Any]) -> dict[str, list[Pronunciation]]:
    """Each letter, and each name of a letter that espeak misreads, as it is said and in no other way."""
    return {
        word: pronunciations_of(word, dict.fromkeys(ways, ALSO) | {ways[0]: 1.0})
        for word, ways in _listed(given["letters"]).items()
    }


def _listed(table: Mapping[str, Sequence[str]]) -> dict[str, list[Phones]]:
    return {word: [tuple(one.split()) for one in said] for word, said in table.items()}


def ways_of(word: str, heard: Counter[Phones], entry: Entry | None) -> dict[Phones, float]:
    """Sounds of a word and how likely each is beside the likeliest, from how espeak says it."""
    most, total = max(heard.values(), default=0), heard.total()
    ways = {
        said: count / most
        for said, count in heard.most_common(MOST_WAYS)
        if said and (count == most or count / total > RAREST)
    }
    for said in entry.said if entry else ():
        ways.setdefault(said, DICTIONARY)
    for said, chance in list(ways.items()):
        for shorter in _swallowed(word, said):
            ways.setdefault(shorter, DROPPED * chance)
    return ways


def _swallowed(word: str, said: Phones) -> Iterable[Phones]:
    """The same without the sounds that quick speech drops, or with the vowel it blurs."""
    for at in range(1, len(said) - 2):
        between_consonants = said[at] not in VOWELS and said[at + 2] not in VOWELS
        before_vowel = at + 3 < len(said) and said[at + 3] in VOWELS | {"w", "j", "y"}
        after_vowel = at == 0 or said[at - 1] in VOWELS
        if said[at + 1] == "oe" and between_consonants and before_vowel and after_vowel:
            yield said[: at + 1] + said[at + 2 :]
    if (
        len(said) > 4
        and said[1] == "oe"
        and said[0] not in VOWELS
        and said[2] not in VOWELS
        and said[3] in VOWELS
    ):
        yield (said[0], *said[2:])
    if len(said) == 2 and said[1] == "oe" and said[0] not in VOWELS and len(word) == 2:
        yield said[:1]
    if said[-1] == "E" and _OPEN_ENDING.search(word):
        yield (*said[:-1], "e")
    if (
        len(said) > 3
        and said[-1] in ("R", "l")
        and said[-2] in "pbtdkgfv"
        and word.endswith(("e", "es", "ent"))
    ):
        yield said[:-1]


def _heard(
    words: Sequence[str], sentences: Sequence[str], respelt: Mapping[str, str]
) -> defaultdict[str, Counter[Phones]]:
    heard: defaultdict[str, Counter[Phones]] = defaultdict(Counter)
    for word, ipa in zip(words, _speak(words, respelt), strict=True):
        heard[word][phones_of(ipa)] += ALONE
    wanted = frozenset(words)
    for sentence, ipa in zip(sentences, _speak(sentences, respelt), strict=True):
        written, said = sentence.split(), ipa.split()
        if len(written) == len(said):
            for word, sounds in zip(written, said, strict=True):
                if word in wanted and (phones := phones_of(sounds)):
                    heard[word][phones] += 1
    return heard


def _speak(texts: Sequence[str], respelt: Mapping[str, str]) -> list[str]:
    said: list[str] = []
    for start in range(0, len(texts), _BATCH):
        batch = [
            " ".join(respelt.get(word, word) for word in text.split())
            for text in texts[start : start + _BATCH]
        ]
        said += ipa_of(batch, _SPEAK_SECONDS)
    return said
