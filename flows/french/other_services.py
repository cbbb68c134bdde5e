"""Who rings the town hall for their work: the rescue services, a hospital, the networks, whoever delivers."""

from __future__ import annotations

import re

_LEAD = r"^(?:(?:allô|allo|oui|bonjour|bonsoir|madame|monsieur|alors|euh) )*"
_WHO = (
    r"(?:sapeurs? pompiers|pompiers|gendarmerie|gendarmes|police(?! municipale)|policiers|commissariat"
    r"|samu|smur"
    r"|sdis|codis|centre de secours|caserne|centre hospitalier|hôpital|hopital|chu|clinique|préfecture"
    r"|sous préfecture"
    r"|protection civile|enedis|grdf|g r d f|e r d f|rte|g\.r\.d\.f)"
)
_THE = r"(?:les |la |le |l'|un |une |des |du |de la |de l'|de )*"
_NOT_OF_THEM = (
    r"(?! (?:\w+ )?(?:qui|que|qu'\w+|où|ou|sont|est|ont|a|ne|n'\w+|peuvent|viennent|arrivent|passent"
    r"|m'a|m'ont|il(?! (?:y|nous|faut|me faut))|elle"
    r"|s'il(?! vous)|se|en face|fait|font|va|vont)\b)"
)
_HERE = re.compile(
    rf"{_LEAD}ici {_THE}(?:(?:adjudant|capitaine|lieutenant|sergent|commandant|brigadier|major|docteur"
    rf"|chef|brigade"
    rf"|urgences|service)\w*(?: \w+){{0,2}}? (?:de |des |du |de la |de l'|à la "
    rf"|à l')*)?{_WHO}\b{_NOT_OF_THEM}"
    rf"|{_LEAD}(?:c'est )?{_THE}{_WHO}\b(?: \w+){{0,3}} à l'appareil\b"
    rf"|{_LEAD}(?:je (?:vous )?|on (?:vous )?|nous (?:vous )?|j')appel(?:le|ons) (?:de|du|depuis|des|pour)"
    rf" {_THE}{_WHO}\b(?: de \w+)? (?:on|nous|je|il nous|pour)\b"
)
_PERHAPS = re.compile(
    rf"{_LEAD}c'est {_THE}{_WHO}\b{_NOT_OF_THEM}(?: nationale| de (?!mon|ma|mes|votre|nos)\w+)*"
    r"(?:$| (?:on|nous|je|j'\w+|pour|passez|il (?:nous|me|faut)|bonjour|s'il vous"
    r"|à propos|au sujet|concernant|(?:c'est )?urgent)\b)"
    rf"|{_LEAD}(?:les |la |le |l'){_WHO} (?:de \w+ )?(?:ont besoin|a besoin|cherche(?:nt)?"
    rf"|demande(?:nt)?|veu(?:t|lent))"
    r" (?:de |du |d'|à )?(?:la |l'|le |un )?(?:(?:parler|joindre|voir|avoir) (?:au |à |un |le |la |l')*)?"
    r"(?:maire|élue?|astreinte|adjointe?|responsable|mairie)\b"
    rf"|{_LEAD}(?:(?:ici|c'est|je suis) )?(?:le |un |votre )?(?:livreur|livreuse|transporteur"
    rf"|coursier)\b{_NOT_OF_THEM}"
)


def rings_from_rescue(folded: str) -> bool:
    """ "Ici les pompiers de Grenoble": they need nobody's number, whatever they tell."""
    return bool(_HERE.search(folded))


def rings_for_work(folded: str) -> bool:
    """As `rings_from_rescue`, or "c'est la gendarmerie", "c'est le livreur": a person is wanted."""
    return bool(_HERE.search(folded) or _PERHAPS.search(folded))
