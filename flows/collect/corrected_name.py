"""A name put right as it is said: "Durand, non pardon, Dupont"."""

from __future__ import annotations

import re

from flows.collect.first_names import FIRST_NAMES
from flows.understand import fold

_PUT_RIGHT = re.compile(
    r"^(?P<wrong>(?:[\w'-]+ ){1,6}?)(?:(?:euh+|ah|oh|mais|enfin) )*"
    r"(?:non|pardon|excusez moi|je me trompe|je me suis trompée?|je (?:veux|voulais) dire)"
    r"(?: (?:non|pardon|euh+|c'est|plutôt|excusez moi|je me trompe|je me suis trompée?"
    r"|je (?:veux|voulais) dire))* "
    r"(?P<right>[^\W\d_]{3,}(?:[ '-][^\W\d_]{3,}){0,2})$"
)
_OTHER_WORDS = frozenset(
    (
        *("avec", "sans", "deux", "lettre", "lettres", "comme", "accent", "tiret", "fois", "merci"),
        *("attendez", "plus", "pas", "bien", "tout", "rien", "bon", "désolé", "désolée", "laissez"),
        *("mariée", "marié", "née", "épouse", "veuve"),
    )
)
"""Words of a correction by its letters, "non avec deux t", or of none: no name."""
_NO_WRONG = frozenset(
    (
        *("oui", "non", "ah", "euh", "mais", "bon", "alors", "c'est", "je", "pas", "suis", "m'appelle"),
        *("mon", "nom", "est", "madame", "monsieur", "mademoiselle"),
    )
)
"""Words that are no name: "madame Pardon Marie" puts none right."""


def put_right(text: str) -> str:
    """The words with the name that was meant alone; themselves when they put none right.

    A surname alone leaves the first name that was said: "jean durand non dupont" gives "jean dupont". A first
    name alone may be the surname too, "jean durand non martin": then nothing is put right.
    """
    found = _PUT_RIGHT.match(fold(text))
    if found is None or _OTHER_WORDS & {*found["right"].split(), *found["wrong"].split()}:
        return text
    wrong, right = found["wrong"].split(), found["right"].split()
    if set(wrong) <= _NO_WRONG or (len(wrong) > 1 and len(right) == 1 and right[0] in FIRST_NAMES):
        return text
    return " ".join([*wrong[:-1], *right] if len(right) == 1 else right)
