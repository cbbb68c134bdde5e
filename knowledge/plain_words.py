"""French as bare words for a question about dates: no accents, no punctuation, numbers in digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from num2words import num2words

LENGTH_LIMIT = 600
"""Characters looked at; a question about hours is shorter."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def plain(text: str) -> str:
    """Words in lower case, separated by single spaces: "Après-demain, à 8 h 30" is "apres demain a 8h30"."""
    lowered = text[:LENGTH_LIMIT].lower().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    spaced = re.sub(r"[^a-z0-9/:]+", " ", bare)
    numbered = _number_words().sub(lambda found: _numbers()[found[0]], spaced)
    return " ".join(_clock_times(numbered).replace(":", " ").split())


@cache
def _numbers() -> dict[str, str]:
    """Number words from two to fifty-nine, and "premier", with the digits they stand for."""
    numbers = {"premier": "1", "1er": "1"}
    for number in range(2, 60):
        numbers[re.sub(r"[^a-z]+", " ", str(num2words(number, lang="fr")))] = str(number)
    return numbers


@cache
def _number_words() -> re.Pattern[str]:
    longest_first = sorted(_numbers(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _clock_times(text: str) -> str:
    """Times of day in one word each, "8h30", however they were said."""
    text = re.sub(r"\bune heures?\b", "1 heure", text)
    text = re.sub(r"\b(\d{1,2}) ?(?:h|heures?) et demie?\b", r"\1h30", text)
    text = re.sub(r"\b(\d{1,2}) ?(?:h|heures?) et quart\b", r"\1h15", text)
    text = re.sub(r"\b(\d{1,2}) ?(?:h|heures?) moins (?:le )?quart\b", _quarter_to, text)
    text = re.sub(r"\bmidi et demie?\b", "12h30", text)
    text = re.sub(r"\bminuit\b", "24h00", text)
    text = re.sub(r"\b(\d{1,2})(?: ?: ?| ?(?:h|heures?) ?)([0-5]\d)\b", r"\1h\2", text)
    return re.sub(r"\b(\d{1,2}) ?(?:h|heures?)(?!\d)\b", r"\1h00", text)


def _quarter_to(found: re.Match[str]) -> str:
    hour = int(found[1]) - 1
    return f"{hour}h45" if hour >= 0 else found[0]
