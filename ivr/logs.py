"""What the line writes about itself: never a word spoken, never a number."""

from __future__ import annotations

import logging
import os

LEVEL = "STANDARDISTE_LOG"
"""The variable that sets how much: debug, info, warning or error."""


def set_up_logging() -> None:
    """Write to the standard error, from the level the environment asks for; info when it does not say."""
    level = logging.getLevelNamesMapping().get(os.environ.get(LEVEL, "info").upper(), logging.INFO)
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
