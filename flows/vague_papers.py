"""A paper is wanted, and nothing says which: "c'est pour un papier"."""

from __future__ import annotations

import re

from flows.collect.words import bare

LIKELIEST = ("carte-identite", "passeport", "acte-naissance")
"""Slugs of the articles about the papers asked for most; those that the town hall has are offered."""

_LEAD = (
    r"^(?:(?:bonjour|allo|oui|non|alors|euh|ben|bah|eh|bon|voila|madame|monsieur|je vous appelle|j appelle"
    r"|je viens|je telephone|c est|ce serait|c etait|pour|il me faut|il me faudrait|j ai besoin"
    r"|j aurais besoin|besoin|je (?:voudrais|veux|voulais|cherche|souhaite|souhaiterais)|j aimerais|avoir"
    r"|obtenir|faire|demander|juste|une question|renseignement|sur|it s|it is|i m calling|i am calling|i need"
    r"|i want|i would like|i d like|hello|for|about|to get|to have|de|d|a) )*"
)
_PAPER = (
    r"(?:(?:un|des|les|mes|mon|quelques|une|certains|a|an|some|my) )(?:(?:petit|petits|autre|certain) )?"
    r"(?:papiers?|documents?|demarches?|formalites?|paperasses?|papers?|paperwork)"
)
_TAIL = (
    r"(?: (?:administrati(?:f|fs|ve|ves)|officiels?|importants?|a faire|a demander|a la mairie|de la mairie"
    r"|s il vous plait|merci|svp|la|please))*$"
)
_VAGUE = re.compile(_LEAD + _PAPER + _TAIL)
_CALLS_FOR = re.compile(
    r"\b(?:c est|ce serait|c etait|appelle|viens|calling|it s|it is) (?:pour|for|about)\b"
)


def wants_some_paper(text: str, *, after_another: bool = False) -> bool:
    """Is some paper asked for, whichever it is?

    `after_another`: something was answered before, of which "les documents" may be asked.
    """
    said = bare(text)
    return bool(_VAGUE.search(said)) and (not after_another or bool(_CALLS_FOR.search(said)))
