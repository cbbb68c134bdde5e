"""Marks that a screen would hide and that a voice would read aloud: <b>, **, &nbsp;."""

from __future__ import annotations

import re

_MARKS = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,5});|\*\*|__|\[[^\]]*\]\(|^#+ ", re.MULTILINE)
SHOWN = 3
"""Marks named to whoever typed them."""


def marks_in(text: str | None) -> str:
    """The first marks of a text that is to be said, as they were typed: "<b>, </b>"; empty without any."""
    found = dict.fromkeys(one.strip() for one in _MARKS.findall(text or ""))
    return ", ".join(list(found)[:SHOWN])
