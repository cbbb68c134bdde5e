"""A name spelled letter by letter: "m a r t i n", "c comme Camille", "deux l", "e accent aigu", "tiret"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from flows.collect.words import without_accents
from flows.understand import fold

#: How a recogniser writes the name of each letter, without accents.
_LETTER_NAMES = {
    "a": "a ah ha as",
    "b": "b be bee bes",
    "c": "c ce se ses ces sait c'est",
    "d": "d de des",
    "e": "e eux heu",
    "f": "f effe ef",
    "g": "g ge j'ai jet",
    "h": "h ache hache",
    "i": "i hi",
    "j": "j ji gi j'y",
    "k": "k ka cas",
    "l": "l elle ailes aile el",
    "m": "m emme eme aime em",
    "n": "n enne ene haine",
    "o": "o eau au oh haut",
    "p": "p pe paix",
    "q": "q cu ku qu",
    "r": "r erre air ere er aire",
    "s": "s esse es",
    "t": "t te the tes",
    "u": "u hue hu",
    "v": "v ve",
    "w": "w",
    "x": "x ixe iks ix",
    "y": "y",
    "z": "z zede zed",
}
_LETTERS = {name: letter for letter, names in _LETTER_NAMES.items() for name in names.split()}

#: Names made of several words, put together before the letters are read.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), replacement)
    for pattern, replacement in (
        (r"double (?:ve|v|vee)", "w"),
        (r"i (?:grec|grecque|gregue|gre)|igrec", "y"),
        (r"trait d ?'?union|trait union|tiret(?: du (?:six|6))?", "-"),
        (r"apostrophe", "'"),
        (r"espace|plus loin|en deux mots|nouveau mot|deuxieme mot", "_"),
        (r"(?:c|ce|se|ses|c'est) cedille", "ç"),
        (r"(?:o )?e dans l ?'?o", "œ"),
        (r"(?:en )?(?:majuscule|minuscule)", ""),
        (r"accent aigue?|aigue?", "́"),
        (r"accent grave", "̀"),
        (r"accent (?:circonflexe|si conflexe)|circonflexe|chapeau", "̂"),
        (r"(?:accent )?(?:trema|tremas|tres mat)", "̈"),
    )
)
_ENDING = re.compile(r"(?<=\b\w) avec (?:une?|deux) (?:seule? )?\w+(?: (?:a la fin|au milieu|au debut))?$")
"""What explains letters already spelled: "d u p o n t avec un t"."""
_SAID_ACCENTED = {
    **{"è": "e accent grave", "ê": "e accent circonflexe", "ë": "e trema", "ï": "i trema", "ü": "u trema"},
    **{"î": "i accent circonflexe", "ô": "o accent circonflexe", "ù": "u accent grave"},
}
_LONE_ACCENTED = re.compile(rf"(?<!\S)[{''.join(_SAID_ACCENTED)}](?!\S)")
"""A letter given with its accent in one breath, "l a è r"."""
_MARKS = frozenset("́̀̂̈")
_TIMES = {"deux": 2, "2": 2, "double": 2, "trois": 3, "3": 3, "triple": 3}
_LIKE = frozenset(("comme", "comm", "pour"))
_LIKE_NO_OTHER = frozenset("hkqwxyz")
"""Letters whose names sound like those of no other: surer than the first name heard after them."""
_HESITATIONS = frozenset(("euh", "alors", "donc", "voila", "ensuite", "puis", "apres", "et", "lettre", "la"))
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxz][aeiouy]")
_LEAST_LETTERS = 2


def parse_spelling(text: str) -> str | None:
    """The letters a text spells, in lower case with their accents; None when it spells nothing.

    Words of a name are separated by a space, its parts by - or '. What is said before the first letter (the
    name itself, "ça s'écrit") is left out.
    """
    signs = _signs(text)
    return _composed(signs) if sum(sign.isalpha() for sign in signs) >= _LEAST_LETTERS else None


def letter_named(word: str) -> str:
    """The letter that a word names: "elle" is "l"; empty for none."""
    return _LETTERS.get(without_accents(fold(word)), "")


def before_spelling(text: str) -> str:
    """What is said before the letters: "martin" in "martin m a r t i n"; empty when nothing is spelled."""
    words = fold(text).split()
    if parse_spelling(text) is not None:
        for at in range(len(words)):
            if _begins_spelling(_prepared(" ".join(words[at:])).split(), 0):
                return " ".join(words[:at])
    return ""


_SIGNS = {
    "fr": {" ": "espace", "-": "tiret", "'": "apostrophe"},
    "en": {" ": "space", "-": "hyphen", "'": "apostrophe"},
}


def spelled_out(name: str, language: str = "fr") -> str:
    """A name's letters as they are read back: "Éloïse" is "É, L, O, Ï, S, E"; a space is said too."""
    signs = _SIGNS.get(language, _SIGNS["fr"])
    return ", ".join(signs.get(sign, sign.upper()) for sign in name)


def _signs(text: str) -> list[str]:
    """The letters and marks of the spelled end of a text, in the order they are said."""
    words = _prepared(text).split()
    start = next((at for at in range(len(words)) if _begins_spelling(words, at)), len(words))
    # A syllable among letters is a letter misheard: what follows it is not the whole name.
    if start >= 2 and len(words[start - 1]) <= 3 and words[start - 2] in _LETTERS:
        return []
    return _read(words[start:]) or []


def _prepared(text: str) -> str:
    told = _LONE_ACCENTED.sub(lambda found: _SAID_ACCENTED[found[0]], fold(text))
    plain = _ENDING.sub("", without_accents(told))
    for pattern, replacement in _PHRASES:
        plain = pattern.sub(f" {replacement} ", plain)
    return plain


def _begins_spelling(words: Sequence[str], at: int) -> bool:
    """Does everything from here on read as letters, the first word included?"""
    used, first = _step(words, at)
    return bool(used and first) and len(_read(words[at:]) or ()) >= _LEAST_LETTERS


def _read(words: Sequence[str]) -> list[str] | None:
    """The signs that all these words spell; None when one of them spells nothing."""
    signs: list[str] = []
    at = 0
    while at < len(words):
        used, found = _step(words, at)
        if not used:
            return None
        signs += found
        at += used
    return signs


def _step(words: Sequence[str], at: int) -> tuple[int, list[str]]:
    """What is read at a word: (words used, signs); no word used where no letter can be."""
    word = words[at]
    if word in _TIMES and at + 1 < len(words):
        used, signs = _step(words, at + 1)
        if used and len(signs) == 1 and signs[0].isalpha():
            return used + 1, signs * _TIMES[word]
    if word in ("-", "'", "_", "ç", "œ") or word in _MARKS:
        return 1, [word]
    if words[at + 1 : at + 2] and words[at + 1] in _LIKE and at + 2 < len(words):
        initial = letter if (letter := _LETTERS.get(word, "")) in _LIKE_NO_OTHER else words[at + 2][0]
        return (3, [initial]) if initial.isalpha() else (0, [])
    if word in _LIKE and at + 1 < len(words):
        return 2, [words[at + 1][0]]
    if word in _LETTERS:
        if (
            len(words) > at + 2
            and words[at + 1] == "de"
            and len(words[at + 2]) > 2
            and words[at + 2] not in _LETTERS
        ):
            return 3, [words[at + 2][0]]  # "m de marie"
        return 1, [_LETTERS[word]]
    if word in _HESITATIONS:
        return 1, []
    # Two letters said in one breath reach us as a syllable: "ma erre té i enne".
    if _SYLLABLE.fullmatch(word) and words[at + 1 : at + 2] and words[at + 1] in _LETTERS:
        return 1, list(word)
    return 0, []


def _composed(signs: Sequence[str]) -> str:
    """Letters with their accents: a mark bears on the letter before it."""
    text = ""
    for sign in signs:
        if sign in _MARKS:
            with_mark = unicodedata.normalize("NFC", text[-1:] + sign)
            if len(with_mark) == 1:
                text = text[:-1] + with_mark
        else:
            text += " " if sign == "_" else sign
    return re.sub(r"\s+", " ", text).strip(" -'") if text.strip(" -'") else text
