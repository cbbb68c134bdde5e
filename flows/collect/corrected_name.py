"""A name put right as it is said: "Durand, non pardon, Dupont"."""

from __future__ import annotations

import re

from flows.understand import fold

_PUT_RIGHT = re.compile(
    r"^(?P<wrong>(?:[\w'-]+ ){1,6}?)(?:(?:euh+|ah|oh|mais|enfin) )*"
    r"(?:non|pardon|excusez moi|je me trompe|je me suis trompée?|je (?:veux|voulais) dire)"
    r"(?: (?:non|pardon|euh+|c'est|plutôt|excusez moi|je (?:veux|voulais) dire))* "
    r"(?P<right>[^\W\d_]{3,}(?:[ '-][^\W\d_]{3,}){0,2})$"
)
_OTHER_WORDS = frozenset(
    (
        *("avec", "sans", "deux", "lettre", "lettres", "comme", "accent", "tiret", "fois", "merci"),
        *("attendez", "plus", "pas", "bien", "tout", "rien"),
    )
)
"""Words of a correction by its letters, "non avec deux t", or of none: no name."""
_NO_WRONG = frozenset(("oui", "non", "ah", "euh", "mais", "bon", "alors", "c'est", "je", "pas"))


def put_right(text: str) -> str:
    """The words with the name that was meant alone; themselves when they put none right.

    A surname alone leaves the first name that was said: "jean durand non dupont" gives "jean dupont".
    """
    found = _PUT_RIGHT.match(fold(text))
    if found is None or _OTHER_WORDS & {*found["right"].split(), *found["wrong"].split()}:
        return text
    wrong, right = found["wrong"].split(), found["right"].split()
    if set(wrong) <= _NO_WRONG:
        return text
    return " ".join([*wrong[:-1], *right] if len(right) == 1 else right)
