"""What an interpreter asks for in the same breath as they say who they are."""

from __future__ import annotations

import re

from flows.understand import fold

_WISH = re.compile(
    r"\b(?:c'est (?:pour|au sujet)|(?:je|il|elle|on|qui|la personne|le monsieur|la dame|monsieur|madame)"
    r" (?:voudrait|voudrais|souhaite|souhaiterait|souhaiterais|aimerait|veut|demande)"
    r"|(?:il|elle) (?:a besoin|appelle pour|vous appelle pour)|au sujet"
    r"|it's (?:about|for)|(?:he|she|they|who)(?:'d| would)? (?:like|likes|wants?|needs?)|about) .+"
)
_LEAST = 3
"""Words of a request, "c'est pour" and the like included."""


def request_of_relay(text: str) -> str:
    """What is asked for besides the introduction: "ici le relais, c'est pour un Pacs"; empty for nothing."""
    found = _WISH.search(fold(text))
    return found[0] if found and len(found[0].split()) >= _LEAST else ""
