"""A bridge, a roof: where somebody would jump from, said only to tell where a problem of the street is.

Works on folded text. Whoever says a word more than the place, or than the problem, is heard as ever.
"""

from __future__ import annotations

import re

from flows.collect.problem import problem_in

_HIGH = (
    r"sur (?:le |la |l'|un |une )(?:petit |grand |vieux |nouveau )?(?:ponts?|toits?|balcons?|rebord)"
    r"(?: (?:neuf|vieux|couvert|suspendu|routier|ferroviaire))?"
    r"(?: (?:du|des|de la|de l'|de|d'|en face d[eu]) ?(?:l'|la |le |les )?(?!en bas|là haut)[\w']+){0,3}"
)
_BEFORE = (
    r"(?:(?:euh|ben|bah|oui|alors|voilà|bonjour|allô|juste|c'est|c'était|il est|elle est|ça se passe) )*"
)
_STANDING = (
    r"(?:(?:là |actuellement )?(?:je suis|on est|nous sommes) (?:là |actuellement |juste |en voiture )*)?"
)
_A_PLACE = re.compile(
    rf"{_BEFORE}(?P<standing>{_STANDING}){_BEFORE}{_HIGH}(?: (?:là|voilà|s'il vous plaît|merci))*"
)
_SEEN_FROM_THERE = re.compile(
    rf"^{_BEFORE}{_STANDING}{_BEFORE}{_HIGH} (?:et |là |donc |où )*"
    r"(?P<seen>(?:il )?y'? ?a .+|(?:je (?:veux|voudrais|viens|souhaite) |pour |c'est pour )+signaler .+"
    r"|je (?:vois|viens de voir) .+)$"
)
_ASKS_WHERE = ("report.where", "address.", "main.where_or_else")
"""Questions about a place."""
_MAY_BE_TOLD = "report.danger"
"""A question of a report in whose place some tell where it is."""
_OF_THE_ROAD = frozenset(
    (
        "chaussee",
        "eclairage",
        "feu-tricolore",
        "signalisation",
        "depot-sauvage",
        "proprete",
        "poubelle",
        "neige",
    )
)
"""Kinds of problem that a bridge has, and that nobody jumps for: not the water, nor the cars below."""
_OF_ONESELF = re.compile(r"\b(?:je|j'\w+|m'\w+|moi|me|mon|ma|mes)\b")
_LEAD = re.compile(
    r"^(?:je (?:veux|voudrais|viens|souhaite) |pour |c'est pour )+signaler|^je (?:vois|viens de voir)"
)


def answers_where(asked: str, folded: str) -> bool:
    """Is the whole answer to `asked`, a prompt, a bridge or a roof, where a place is asked: "sur le pont"?

    "Je suis sur le pont", asked whether anybody is in danger, is no mere place.
    """
    told = _A_PLACE.fullmatch(folded)
    return told is not None and asked.startswith(
        _ASKS_WHERE if told["standing"] else (*_ASKS_WHERE, _MAY_BE_TOLD)
    )


def seen_from_there(folded: str) -> str:
    """The problem of the road told by somebody who says first that they stand on a bridge; empty otherwise.

    "Je suis sur le pont, y a un trou" is a hole; a word of themselves, and it is not for that.
    """
    told = _SEEN_FROM_THERE.search(folded)
    if told is None or _OF_ONESELF.search(_LEAD.sub(" ", told["seen"])):
        return ""
    problem = problem_in(told["seen"])
    return told["seen"] if problem is not None and problem.slug in _OF_THE_ROAD else ""
