"""What is answered to "Avez-vous une autre question ?", and to a town hall one did not mean to ring."""

from __future__ import annotations

import re

from flows.understand import fold, without_fillers, yes_or_no

_WRONG_NUMBER = re.compile(
    r"\b(tromp\w+ de (numéro|correspondant)|faux numéro|mauvais numéro|erreur de numéro|pas le bon numéro)$"
    r"|^(excusez moi |désolée? |pardon |oh )*(je me suis|je me) trompée?s?( désolée?)?$"
)
_NO_MORE = re.compile(
    r"^(ah |bon |alors |d'accord |ok |oui |très bien |parfait |voilà )*"
    r"(merci( beaucoup| bien| infiniment)?|(c'est|c'était) (tout|bon|parfait|bien)( pour moi)?|ça va|ça ira"
    r"|très bien"
    r"|parfait|super|impeccable|nickel|génial|j'ai (tout )?(ce qu'il me faut|compris))"
    r"( merci( beaucoup| bien| à vous)?| c'est tout| c'est (gentil|bon|parfait)| madame| monsieur| pour"
    r" moi)*$"
)
""""Très bien, merci": whoever is content has no other question."""
_NO_OTHER = re.compile(
    r"^(?:non |merci |mais |c'est bon )*(?:je (?:n'|ne )|j'|j'en )?(?:ai )?(?:pas|plus|aucune)"
    r" (?:d'|de )?(?:autres? )?"
    r"(?:questions?|demandes?)(?: merci| pour le moment| c'est bon)*$"
)
""""J'ai pas d'autre question"."""
_NONE_OF_THEM = re.compile(
    r"^(non |euh )*(aucune?( des (deux|trois))?|ni l'une? ni l'autre|rien( de tout ça)?)$"
)
_ANNOUNCED = re.compile(
    r"\b(?:(?:encore|oublié|aussi|autre)(?: \w+){0,2} (?:question|chose|demande)"
    r"|(?:j'ai|j'aurais|j'avais) (?:juste )?une (?:petite )?question"
    r"|(?:(?:voudrais|veux|aimerais|besoin de|voulais) |besoin d')(?:juste )?"
    r"(?:(?:un|des|une|quelques) (?:petits? |petites? )?)?"
    r"(?:savoir|renseignements?|informations?|demander)$)(.*)$"
)
_NONE_LEFT = re.compile(r"\b(pas|plus|aucune|rien)\b")
_GOODBYE_THEN = re.compile(
    r"^(?:[\w']+ ){0,4}?au revoir (?:ah |oh |euh |madame |monsieur )*"
    r"(?:et (?!merci|bonne|à|bon)|(?=(?:non|attendez|pardon|mais|si|en fait|une dernière)\b))(?P<rest>.+)$"
)
_LONGEST_NO = 3
"""Words of a mere no; more of them ask something."""


def nothing_more(text: str) -> bool:
    """ "non merci", "c'est tout", "très bien merci": an answer to "anything else?", never a question."""
    if _NO_OTHER.search(fold(text)) or _NO_MORE.search(fold(text)) or _NONE_OF_THEM.search(fold(text)):
        return True
    return yes_or_no(text) is False and len(without_fillers(text).split()) <= _LONGEST_NO


def another_question(text: str) -> str | None:
    """What follows "j'ai encore une question"; empty for nothing, None when none is announced."""
    found = None if _NONE_LEFT.search(fold(text)) else _ANNOUNCED.search(fold(text))
    return found[1].strip() if found else None


def after_goodbye(text: str) -> str:
    """What is said after a goodbye that it takes back: "ah non attendez"; empty for a mere goodbye."""
    found = _GOODBYE_THEN.search(fold(text))
    return found["rest"] if found else ""


def is_wrong_number(text: str) -> bool:
    """Did the caller mean to ring somebody else?"""
    return bool(_WRONG_NUMBER.search(fold(text)))
