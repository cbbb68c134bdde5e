"""What a caller wants of a callback that was promised: to move it, give it up, or hear why none came."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.words import bare


class CallbackWish(StrEnum):
    """What to do with a callback that was agreed before."""

    MOVE = "move"
    CANCEL = "cancel"
    MISSED = "missed"
    """It did not come, or was not answered."""


_RAPPEL = r"(?:rappel|call ?back)"
_VISIT = re.compile(r"\b(?:rendez vous|rdv|creneau|appointment|booking|sms|texto)\b")
"""The reminder of a visit is no callback."""
_NOT_OURS = re.compile(
    r"\brappels? (?:de |du |des |d )?(?:(?:la|le|les|l|mon|ma|mes) )?"
    r"(?:vaccin\w*|tetanos|dtp|factures?|paiements?|impots?|loyers?|produits?|cotisations?)\b"
    r"|\b(?:(?:mon|ma|mes|un|une) \w+|police|gendarm\w+|pompiers?|medecin|docteur|hopital|clinique|banque"
    r"|facteur|livreur|poste|avocat|notaire|caf) (?:\w+ ){0,3}?(?:a|ont|avait|avaient) (?:\w+ )?"
    r"(?:essaye|tente) de (?:me|m|nous) (?:joindre|appeler|contacter)\b"
)
""""Mon rappel de vaccin", "mon voisin a essayé de m'appeler": of nobody here."""
_AT_A_TIME = (
    r"(?! (?:avant|apres|trop|demain|aujourd|ce|cet|cette|a|entre|pendant|sur|le|\w+di|matin|midi|soir"
    r"|before|after|until|till|on|at|today|tomorrow|too|in the|this|between|during)\b)"
)
""""Ne me rappelez pas avant dix heures" wants to be rung all the same."""
_IMPERATIVE = re.compile(
    r"\brappelez (?:moi|nous)\b(?! (?:pas|plus)\b)"
    r"|(?<!don t )(?<!not )(?<!to )\b(?:call|ring|phone) (?:me|us) back\b"
)
_PATTERNS = {
    CallbackWish.MISSED: re.compile(
        r"\b(?:personne|aucun agent)\b(?: \w+){0,2} (?:m|nous) (?:a|avait) (?:encore |toujours |jamais )*"
        r"(?:rappele|recontacte|appele)\b"
        r"|\b(?:m|nous) (?:a|ont|avez|avait|aviez) (?:toujours |encore )*(?:pas|jamais) (?:encore )?"
        r"(?:rappele|recontacte)"
        r"|\b(?:ai|avons) (?:toujours |encore )*(?:pas|jamais) (?:encore )?ete (?:rappele|recontacte)e?s?\b"
        r"|\b(?:ai|avons) (?:rate|manque|loupe|pas (?:pu (?:prendre|repondre a)|entendu|vu|eu))"
        r" (?:votre|vos|l|un|cet|son|leur) (?:appel|coup de (?:fil|telephone)|rappel)\b"
        r"|\battends? (?:toujours |encore )*(?:votre|un|mon|le|son) (?:rappel|coup de (?:fil|telephone))\b"
        r"|\b(?:on|vous|quelqu un) (?:devait|deviez) (?:me|m|nous)"
        r" (?:rappeler|recontacter|appeler|telephoner)\b"
        r"|\bvous m avez (?:appelee?|telephone)\b"
        r"|\b(?:essaye|tente) de (?:me|m|nous) (?:joindre|appeler|contacter)\b"
        r"|\b(?:eu|recu|d avoir|manque) (?:un |plusieurs )?(?:appels?|coups? de (?:fil|telephone))"
        r" (?:\w+ ){0,3}?(?:de votre part|de (?:la|votre) mairie|de chez vous|de vous|de vos services"
        r"|de (?:ce|votre) numero)\b"
        r"|\bappels? (?:manques?|en absence) (?:de|venant)"
        r" (?:votre part|la mairie|chez vous|vous|(?:ce|votre) numero)\b"
        r"|\bje (?:vous |te )?rappelle (?:comme (?:convenu|prevu|promis|demande)|suite a votre appel)\b"
        r"|\bon (?:m|nous) a (?:appelee?s?|telephone|contactee?s?)"
        r"(?: (?:ce matin|hier|tout a l heure|a l instant|de (?:la mairie|chez vous)))*$"
        r"|\bm a appelee? (?:de la mairie|(?:de|depuis|avec) (?:ce|votre) numero)\b"
        r"|\b(?:c est quand|a quelle heure est) (?:mon|le) rappel\b"
        r"|\bquand (?:est ce qu |est ce que )?(?:on|vous|quelqu un|ils?) (?:me|m|nous) "
        r"(?:rappel|recontact)\w*|\bquand (?:est ce que )?(?:vais je|je vais|dois je|je dois) etre rappele"
        r"|\battends? (?:toujours |encore )*votre appel\b"
        r"|\bwhen (?:will|are|is) (?:you|someone|somebody|they|anyone) (?:going to )?"
        r"(?:call|ring|phone)\w* me\b"
        r"|\bwhen is my (?:call ?back|callback)\b|\bwaiting for your call\b"
        r"|\bgot a call from this number\b"
        r"|\byou (?:called|rang|phoned|tried to (?:call|reach|ring)) me\b"
        r"|\b(?:had|got) a call from (?:you|the town hall)\b"
        r"|\bwere (?:supposed|going) to (?:call|ring|phone) me\b"
        r"|\b(?:nobody|no one|noone|you (?:never|haven t)|they (?:never|haven t)) (?:has |have |ever )*"
        r"(?:called|rang|rung|phoned)\b|\b(?:missed|miss) (?:your|a|the) call\b"
        r"|\bstill waiting for (?:your|a|the|my) call"
    ),
    CallbackWish.CANCEL: re.compile(
        rf"\b(?:annul\w*|supprim\w*|cancel\w*)\b(?: \w+){{0,4}} {_RAPPEL}\b"
        r"|\b(?:plus|pas) (?:besoin|la peine|necessaire|utile) (?:(?:de|d|du|que|qu|on|vous|quelqu un|me|m"
        rf"|nous|etre|un|le|ce|votre) )*(?:rappel|recontact)(?!ez (?:moi|nous)\b)\w*\b{_AT_A_TIME}"
        rf"|\b(?:me|m|nous) (?:rappelez|recontactez|appelez|telephonez) (?:(?:surtout|vraiment|donc) )*"
        rf"(?:pas|plus)\b{_AT_A_TIME}|\brappelez (?:moi|nous) (?:pas|plus)$"
        rf"|\b(?:veux|voudrais|souhaite) (?:plus|pas) (?:qu on me rappelle|etre rappelee?)\b{_AT_A_TIME}"
        r"|\b(?:don t|do not|no longer|not) (?:need|want) (?:(?:you|anybody|anyone|them|to|a|the|that|my|your"
        rf"|be) )*(?:call|ring|phone|called|rung|phoned) ?(?:me |us )?back\b{_AT_A_TIME}"
        rf"|\b(?:don t|do not) (?:call|ring|phone) (?:me|us)(?: back\b|\b(?! back)){_AT_A_TIME}"
    ),
    CallbackWish.MOVE: re.compile(
        rf"\b(?:chang\w*|deplac\w*|decal\w*|report\w*|modifi\w*|avanc\w*|repouss\w*|move|reschedule"
        rf"|postpone)\b(?: (?!et\b|mais\b|and\b|but\b)\w+){{0,5}} {_RAPPEL}\b"
        rf"|\b{_RAPPEL}\b.*\b(?:plutot|instead|rather|better|mieux)\b"
        r"|\brappele[rz]? (?:moi |nous )?plutot\b|\brappele[rz] (?:moi|nous)\b.*\bplutot\b"
        r"|\b(?:call|ring|phone) me back\b.*\b(?:instead|rather)\b"
        r"|\brather (?:be )?(?:called|rung|phoned) back\b"
    ),
}


_RANG_US = re.compile(
    r"\b(?:vous (?:m|nous) avez (?:appele|telephone|contacte)|(?:appels?|coups? de (?:fil|telephone))"
    r" (?:\w+ ){0,3}?(?:de votre part|de (?:la|votre) mairie|de chez vous|de vous|de vos services)"
    r"|on (?:m|nous) a (?:appele|telephone|contacte)|m a appelee? de|de (?:ce|votre) numero|from this number"
    r"|(?:essaye|tente) de (?:me|m|nous)|you (?:called|rang|phoned|tried)|call from (?:you|the town hall)"
    r"|je (?:vous |te )?rappelle (?:comme|suite)|missed (?:your|a|the) call|rate (?:votre|un|l) appel)"
)
""""Vous m'avez appelé": somebody here rang, rather than nobody."""
_TAKEN_BACK = re.compile(
    r"\b(?:rappel|recontact)(?:er|e|es|ee|ez)\b(?: \w+){0,6}? (?:annule[rz]?|laisse[rz]? tomber"
    r"|(?:plus|pas) la peine|plus besoin)(?: (?:tout|ca|merci|c est bon|finalement|s il vous plait"
    r"|j ai (?:eu|trouve|deja|obtenu)(?: \w+){1,4}))*$"
    r"|\b(?:call|ring|phone) (?:me|us)(?: back)?\b(?: \w+){0,6}? (?:cancel|forget|drop)"
    r"(?: (?:it|that|please|thanks|thank you|i got(?: \w+){1,4}))*$"
)
""""Vous deviez me rappeler, annulez, j'ai eu la réponse": told to be given up."""


def callback_wish(text: str) -> CallbackWish | None:
    """What these words want of a callback agreed before; None when they speak of none."""
    words = _NOT_OURS.sub(" ", bare(text))
    if _VISIT.search(words):
        return None
    if _TAKEN_BACK.search(words):
        return CallbackWish.CANCEL
    return next((wish for wish, pattern in _PATTERNS.items() if pattern.search(words)), None)


def was_rung(text: str) -> bool:
    """Of a callback that was missed: did somebody here ring, as "vous m'avez appelé"?"""
    return bool(_RANG_US.search(bare(text)))


def asks_to_be_rung(text: str) -> bool:
    """Do these words ask for it outright, "rappelez-moi", whatever else they say?"""
    return bool(_IMPERATIVE.search(bare(text)))
