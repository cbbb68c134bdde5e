"""An answer that says "dites-moi l'endroit : je peux transmettre": the place said next makes a report."""

from __future__ import annotations

import re

from flows.collect.said_address import parse_address
from flows.collect.words import bare
from flows.events import Choice

_PROMISE = re.compile(
    r"\b(?:dites|donnez|indiquez) moi (?:l endroit|le lieu|l adresse|la rue|ou c est)\b"
    r"|\btell me (?:where|the (?:place|street|address))\b"
)
_SOMEWHERE = re.compile(
    r"^(?:(?:oui|yes|alors|euh|bon|c est|it s|it is|ca se trouve|ca se passe|juste|just) )*"
    r"(?:devant|derriere|pres d|a cote d|a cote|en face|au bout|au coin|a l angle|a l entree|au niveau"
    r"|a hauteur|au numero|au \d|dans (?:la|le|l|ma|mon|notre) |sur (?:la|le|l) |le long|entre l"
    r"|in front|behind|next to|near|opposite|at the|on the|outside)"
)


def promises_report(choice: Choice | None) -> bool:
    """Does this answer ask for the place, so that the line passes the problem on?"""
    return choice is not None and bool(_PROMISE.search(bare(choice.spoken)))


def says_where(text: str) -> bool:
    """Are these words a place: a street, or "devant l'école"?"""
    said = parse_address(text)
    return (said is not None and said.typed) or bool(_SOMEWHERE.search(bare(text)))
