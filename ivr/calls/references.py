"""Numbers that callers note down: six digits, drawn by lot so that nobody guesses a neighbour's."""

from __future__ import annotations

import secrets
from collections.abc import Callable

FIRST, LAST = 100_000, 999_999
_DRAWS = 1000


def draw(is_used: Callable[[str], bool]) -> str:
    """A number nobody has. Raises RuntimeError when nearly all are used."""
    for _ in range(_DRAWS):
        reference = str(FIRST + secrets.randbelow(LAST - FIRST + 1))
        if not is_used(reference):
            return reference
    raise RuntimeError(f"{_DRAWS} references drawn in a row are all used: old ones must be erased.")
