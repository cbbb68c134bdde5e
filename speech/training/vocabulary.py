"""Which words the model knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from speech.adaptation.lexicon import WORD
from speech.training.dictionary import Entry

READ_LEAST, UNKNOWN_LEAST = 2, 5
"""Times a word stands in the sources to be taken: one of the dictionary, another."""
FILMS = 0.9
"""Times in a million words of films above which a word is taken, whatever the texts have."""
COMMON, DOUBTFUL = 16_000, 9_000
"""Ranks in the general frequencies up to which a word is taken: one of the dictionary, another."""
ELISIONS = {
    "l'": 0.2,
    "d'": 0.12,
    "qu'": 0.02,
    "n'": 0.05,
    "s'": 0.05,
    "j'": 0.08,
    "m'": 0.03,
    "t'": 0.02,
    "c'": 0.0,
}
"""How often a word that begins with a vowel comes joined to each, beside alone."""
ELIDED = 6e-6
"""Part of all words above which a joined form is taken."""
_VOWEL = re.compile(r"[aàâeéèêëiîïoôuùûyhœæ]")
_NOUNS, _VERBS = frozenset({"NOM", "ADJ"}), frozenset({"VER", "AUX"})


def vocabulary_of(
    ours: Iterable[str],
    read: Iterable[str],
    frequencies: Mapping[str, float],
    dictionary: Mapping[str, Entry],
) -> dict[str, float]:
    """The words and a part of speech for each, not summing to anything.

    `ours`: sentences whose every word is taken; `read`: those of others; `frequencies`: of written French.
    """
    words = {word for sentence in ours for word in sentence.split()}
    for word, times in Counter(word for sentence in read for word in sentence.split()).items():
        known = _known(word, dictionary)
        # What is joined of unknown parts is an acronym spelt out: its letters are words of their own.
        often = times >= READ_LEAST if known else times >= UNKNOWN_LEAST and "-" not in word
        # Names that a game made up, and jokes of spelling, are heard nowhere else.
        used = "'" in word or "-" in word or part_of(word, frequencies, dictionary) > 0
        if often and used:
            words.add(word)
    ranked = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    words.update(word for word in ranked[:COMMON] if word in dictionary)
    words.update(ranked[:DOUBTFUL])
    words.update(word for word, entry in dictionary.items() if entry.films >= FILMS)
    words = {word for word in words if WORD.fullmatch(word) or word.startswith("'")}
    parts = {word: part_of(word, frequencies, dictionary) for word in words}
    for joined, part in list(_elided(parts, dictionary)):
        parts[joined] = max(part, parts.get(joined, 0.0))
    return parts


def part_of(word: str, frequencies: Mapping[str, float], dictionary: Mapping[str, Entry]) -> float:
    """How much of speech a word is: between films and writing."""
    spoken = dictionary[word].films * 1e-6 if word in dictionary else 0.0
    return 0.6 * spoken + 0.4 * frequencies.get(word, 0.0)


def _known(word: str, dictionary: Mapping[str, Entry]) -> bool:
    return all(part in dictionary for part in re.split(r"[-]|(?<=')", word) if not part.endswith("'"))


def _elided(parts: Mapping[str, float], dictionary: Mapping[str, Entry]) -> Iterator[tuple[str, float]]:
    for word, part in parts.items():
        kinds = dictionary[word].kinds if word in dictionary else set()
        if not _VOWEL.match(word) or "'" in word or len(word) < 2 or not kinds:
            continue
        for elision, share in ELISIONS.items():
            fits = _NOUNS if elision in ("l'", "d'") else {"je"} if elision == "j'" else _VERBS
            if kinds & fits and part * share > ELIDED / 10:
                yield elision + word, part * share
