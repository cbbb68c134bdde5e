"""Written sentences in a model's own words: lower case, numbers said, elisions joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from speech.adaptation.lexicon import WORD
from speech.spoken import spell_out

_APART = re.compile(r"[^\w'-]+|(?<!\w)['-]+|[-]+(?!\w)|_+")


def words_of(text: str, knows: Callable[[str], bool]) -> list[str]:
    """The words said for a written text; those the model does not know are spelt as it would spell them.

    What is not written in French letters (a name in another alphabet) is left out.
    """
    said = unicodedata.normalize("NFC", spell_out(text)).lower().replace("’", "'")
    words: list[str] = []
    for written in _APART.sub(" ", said).split():
        spellings = (written, *([] if "-" not in written else [written.replace("-", " ")]))
        chosen = next((one for one in spellings if all(map(knows, one.split()))), spellings[-1])
        words += [word for word in chosen.split() if WORD.fullmatch(word)]
    return words
