"""Which characters can be said at all: the first and the last stage of writing a text out."""

from __future__ import annotations

import re
import string
import unicodedata

_KEPT = frozenset(string.ascii_letters + string.digits + "œŒæÆßøØ" + " \n.,;:!?…'\"()-–/%€$£°&+=@#*_§<>×")
_REPLACED = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"',
        "‐": "-", "‑": "-", "−": "-", "‒": "–", "—": "–", "―": "–",
        "º": "°", "№": "n°", "™": None, "®": None, "©": None,
        "^": None, "•": "\n", "·": " ", "→": ",", "\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip
_SAID_STOPS = frozenset(" .,;:!?…'-")
_LETTER = r"[^\W\d_]"


def clean(text: str) -> str:
    """The text in characters that the rules know: Latin letters, ASCII digits, common signs, plain spaces.

    Control characters vanish; emoji, brackets and letters of other scripts become spaces, so that "[[", which
    the voice would take for raw phonemes, cannot survive.
    """
    text = text.replace("\r\n", "\n").translate(_REPLACED)
    text = re.sub(r"(?<=\d)²", " au carré", text)
    text = re.sub(r"(?<=\d)³", " au cube", text)
    text = re.sub(r"(?<=\d)(?=[¼½¾⅐-⅞])", " ", text)
    text = unicodedata.normalize("NFKC", text).translate(_REPLACED).replace("\u2044", "/")
    text = "".join(_plain(character) for character in text)
    text = re.sub(r"\.\.+", "…", text)
    # A line's end is a pause, a shorter one before the next item of a list, unless the line ends with one.
    text = re.sub(r"(?<=[.,;:!?…]) *\n\s*(?:[-–*]+ +)?", " ", text.strip())
    text = re.sub(r"\s*\n\s*[-–*]+ +", ", ", text)
    text = re.sub(r"\s*\n\s*", ". ", text)
    text = re.sub(r"^\s*[-–*]+ +", "", text)
    return re.sub(r" {2,}", " ", text).strip()


def tidy(text: str) -> str:
    """Only words and stops: parentheses become pauses, stray signs go, spaces are put right."""
    text = re.sub(r"\s*[()]\s*", ", ", text)
    text = re.sub(r"\s+[-–>]+\s+|\s*–\s*", ", ", text)
    text = "".join(sign if sign.isalpha() or sign in _SAID_STOPS else " " for sign in text)
    text = re.sub(rf"\b([cdjlmnst]|qu)' +(?={_LETTER})", r"\1'", text, flags=re.IGNORECASE)  # d' un an
    text = re.sub(rf"(?<!{_LETTER})['-]+|['-]+(?!{_LETTER})", " ", text)
    text = re.sub(r"[.,;:!?…](?:\s*[.,;:!?…])+", lambda stops: _strongest(stops[0]), text)
    text = re.sub(r"\s*([.,…])", r"\1", text)
    text = re.sub(r"\s*([;:!?])", r" \1", text)
    text = re.sub(rf"([.,;:!?…])(?={_LETTER})", r"\1 ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:").lstrip(".!?… ")


def _plain(character: str) -> str:
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Cc", "Cf", "Mn"):
        return ""
    base = unicodedata.normalize("NFD", character)[0]
    return character if base in string.ascii_letters else " "


def _strongest(stops: str) -> str:
    """Of several stops in a row, the one worth hearing."""
    return next(stop for stop in "?!….:;," if stop in stops)
