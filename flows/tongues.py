"""The languages that conversations can be held in."""

from __future__ import annotations

from flows.english.speech import ENGLISH
from flows.french.speech import FRENCH
from flows.tongue import Tongue

TONGUES = {tongue.language: tongue for tongue in (FRENCH, ENGLISH)}


def tongue_of(language: str) -> Tongue:
    """The tongue of that name; French for one that nobody here speaks."""
    return TONGUES.get(language, FRENCH)
