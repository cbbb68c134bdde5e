"""Hesitation and politeness in English."""

from __future__ import annotations

import re

from flows.understand import fold

_FILLERS = re.compile(
    r"\b(er+|um+|uh+|erm+|well|so|please|thanks|thank you|hello|hi|hey|good (morning|afternoon|evening)|sorry"
    r"|excuse me|i think|i guess|actually|madam|sir|just|you know|it's|it is)\b"
)


def without_fillers(text: str) -> str:
    """The utterance without hesitations and politeness; itself when nothing else is left."""
    kept = " ".join(_FILLERS.sub(" ", fold(text)).split())
    return kept or fold(text)
