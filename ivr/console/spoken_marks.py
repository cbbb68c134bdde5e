"""What is seen and cannot be said: marks a screen would hide (<b>, **, &nbsp;), pictures, endless words."""

from __future__ import annotations

import re

from ivr.console.messages import message
from knowledge.messages import show

#: Emoji, arrows, boxes and stars, with what joins or colours them.
_PICTURE = r"[\u200d\u20e3\u2190-\u21ff\u2300-\u2bff\ue000-\uf8ff\ufe0e\ufe0f\U0001f000-\U0001faff]+"
_MARKS = re.compile(
    rf"</?[a-zA-Z][^<>]*>|&(?:[a-z]{{2,8}}|#\d{{2,5}});|\*\*|__|\[[^\]]*\]\(|^#+ |{_PICTURE}", re.MULTILINE
)
_ENDLESS = re.compile(r"[^\W\d_]{36,}")
"""No French word is that long, nor the name of any commune."""
SHOWN = 3
"""Marks named to whoever typed them."""


def marks_in(text: str | None) -> str:
    """The first marks of a text that is to be said, as they were typed: "<b>, </b>"; empty without any."""
    found = dict.fromkeys(one.strip() for one in _MARKS.findall(text or ""))
    return ", ".join(list(found)[:SHOWN])


def unspeakable(text: str | None) -> str:
    """Why a text that is to be said cannot be, as a sentence; empty when it can."""
    if marks := marks_in(text):
        return message("spoken.marks", marks=marks)
    found = _ENDLESS.search(text or "")
    return message("spoken.word", word=show(found[0])) if found else ""
