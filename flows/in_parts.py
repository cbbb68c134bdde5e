"""A long answer said in parts: nobody listens to more than twelve seconds at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST_SECONDS = 12.0
"""What a caller is asked to listen to in one go."""
LEAD_SECONDS = 1.0
"""What a few words said before a part take: "à noter"."""
LETTERS_PER_SECOND = 18.0
_LETTERS_OF_A_DIGIT = 5
_BREATH_SECONDS = 0.3
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W_a-zà-ÿ]|[«“])")
_TAKES_BACK = re.compile(
    r"(?:mais|sauf|attention|toutefois|cependant|en revanche|par contre|but|except|however)\b", re.IGNORECASE
)
_PAUSE = re.compile(r"(?<=[;:,])\s+")
_SPACE = re.compile(r"(?<=\w) (?=[a-zà-ÿ]{2})")
"""Between words: neither before a sign of its own, as in "Venez !", nor in a number."""


def speaking_seconds(text: str) -> float:
    """About how long a written text takes to say: the measure that articles are held to."""
    digits = sum(char.isdigit() for char in text)
    breaths = len(re.findall(r"[.!?:;](?:\s|$)", text))
    return (len(text) + (_LETTERS_OF_A_DIGIT - 1) * digits) / LETTERS_PER_SECOND + _BREATH_SECONDS * breaths


def said_apart(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts said one after the other, in parts that last no longer with a few words before each."""
    return in_parts(" ".join(texts), LONGEST_SECONDS - LEAD_SECONDS)


def in_parts(text: str, longest_seconds: float = LONGEST_SECONDS) -> tuple[str, ...]:
    """A text cut where its sentences end, each part at most so long when said.

    A sentence that is longer in itself is cut at a pause; without any, between words.
    """
    parts: list[str] = []
    for piece in _pieces(text, longest_seconds):
        together = f"{parts[-1]} {piece}" if parts else piece
        if parts and speaking_seconds(together) <= longest_seconds:
            parts[-1] = together
        else:
            parts.append(piece)
    return tuple(parts)


def said_in_one_go(parts: Sequence[str]) -> int:
    """How many of these parts are said before the caller is asked anything.

    One, but for a sentence cut at a pause, or one that the next takes back: "ouvert du lundi au vendredi"
    must not stand without "mais fermé le mercredi".
    """
    for place, part in enumerate(parts[:-1], start=1):
        goes_on = part[-1] in ",;:" or parts[place][0].islower()
        if not goes_on and not _TAKES_BACK.match(parts[place]):
            return place
    return len(parts)


def _pieces(text: str, longest_seconds: float) -> list[str]:
    sentences = [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]
    for cut in (_PAUSE, _SPACE):
        sentences = [
            piece
            for sentence in sentences
            for piece in (
                [sentence] if speaking_seconds(sentence) <= longest_seconds else cut.split(sentence)
            )
        ]
    return sentences
