"""What every question understands whatever it asks: its words without hesitations, yes, no.

Recognised text is lower case, without punctuation. The words here are the caller's, so they are French.
"""

from __future__ import annotations

import re
import unicodedata

from flows.french.yes_no import agreement, does_not_know

_FILLERS = re.compile(
    r"\b(euh+|heu+|hum+|hein|ben|bah|beh|alors|donc|bon|voilà|s'il (vous|te) pla[iî]t|svp|merci|madame"
    r"|monsieur"
    r"|bonjour|allô|allo|écoutez|enfin|je dirais|je crois que|je pense que|c'est)\b"
)


def fold(text: str) -> str:
    """Lower case, typographic apostrophes and spaces made plain; accents stay."""
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return re.sub(r"[^\w']+", " ", text).strip()


def without_fillers(text: str) -> str:
    """The utterance without hesitations and politeness; itself when nothing else is left."""
    kept = re.sub(r"\s+", " ", _FILLERS.sub(" ", fold(text))).strip()
    return kept or fold(text)


def unsure(text: str) -> bool:
    """ "Je sais pas": neither a yes nor a no, and nothing else either."""
    return does_not_know(without_fillers(text))


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None when the words are neither (or both)."""
    return agreement(fold(text), without_fillers(text))
