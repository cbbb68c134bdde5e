"""A note from 1 to 5, as a figure or as an opinion: "quatre sur cinq", "très bien", "bof"."""

from __future__ import annotations

import re

from flows.collect.numbers import numbers_in
from flows.collect.words import bare

BEST = 5
NOTES = {
    "fr": (
        *("un", "deux", "trois", "quatre", "cinq", "zéro"),
        *("un sur cinq", "deux sur cinq", "trois sur cinq", "quatre sur cinq", "cinq sur cinq"),
        *("bien", "très bien", "pas bien", "pas mal", "moyen", "sans plus", "parfait"),
        *("très satisfait", "pas satisfait", "pas du tout satisfait"),
    ),
    "en": (
        *("one", "two", "three", "four", "five", "zero"),
        *("one out of five", "two out of five", "three out of five", "four out of five", "five out of five"),
        *("a one", "a two", "a three", "a four", "a five"),
    ),
}
"""The commonest notes by language, for a recogniser told to expect them. Whole phrases outnumber words, or
the recogniser would take those for what is dictated, and one alone for a beginning."""

_PLEASED = r"(?:bien|bon|bonne|satisfait\w*|content\w*)"
_CROSS = r"(?:mal|mauvais\w*|mecontent\w*|decu\w*|decevant|insatisfait\w*)"

#: Opinions; the first that is found wins, so negations come before the words they turn round.
_OPINIONS = tuple(
    (score, re.compile(rf"\b(?:{pattern})\b"))
    for score, pattern in (
        (3, r"ni bien ni mal|sans plus"),
        (4, rf"pas mal|pas mauvais|(?:plutot|assez) {_PLEASED}"),
        (1, rf"pas du tout {_PLEASED}|tres {_CROSS}"),
        (1, r"nul|nulle|nullissime|catastroph\w+|horrible|lamentable|inadmissible|zero|scandaleux|honteux"),
        (2, rf"pas (?:tres |vraiment |trop |si )?(?:{_PLEASED}|terrible|top|super|genial)"),
        (2, _CROSS),
        (5, rf"(?:tres|tout a fait) (?:{_PLEASED}|utile|clair|pratique)"),
        (
            5,
            r"parfait\w*|excellent\w*|impeccable\w*|super|genial|formidable|au top|nickel|bravo|ravie?|extra",
        ),
        (3, r"moyen\w*|bof|mouais|passable|correct\w*|ca va|mitige\w*|couci"),
        (4, rf"{_PLEASED}|utile|clair|pratique"),
    )
)
_OUT_OF = re.compile(r"\b(?:sur|out of) (cinq|dix|vingt|5|10|20)\b")
_SCALES = {"cinq": 5, "5": 5, "dix": 10, "10": 10, "vingt": 20, "20": 20}


def parse_rating(text: str) -> int | None:
    """The note a text gives, 1 to 5; "huit sur dix" is 4; None when it gives none."""
    words = bare(text)
    scale = BEST
    if found := _OUT_OF.search(words):
        scale = _SCALES[found[1]]
        words = words[: found.start()]
    numbers = numbers_in(words) or ([1] if words in ("un", "une", "le un") else [])
    if len(numbers) == 1 and 0 <= numbers[0] <= scale:
        return max(1, -(-numbers[0] * BEST // scale))
    if numbers:
        return None
    return next((score for score, pattern in _OPINIONS if pattern.search(words)), None)
