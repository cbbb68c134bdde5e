"""Somebody of a service that is named, or by their name, asked for in French."""

from __future__ import annotations

import re

_TITLED = r"(?:monsieur|madame|mademoiselle|docteur)"
_NOBODY = (
    r"(?!m(?:on|a|es)\b|voisin|maire\b|elue?s?\b|adjointe?s?\b|conseill|message|mot\b|robot|machine"
    r"|telephone\b|permis\b)"
)
_PERSON = re.compile(
    r"\b(?:parler|discuter|passez(?: moi)?|passe moi|me passer|en (?:relation|communication))"
    r" (?:directement |un peu )?(?:a |au |aux |avec |le |la |l |les )+"
    r"(?:une? |quelqu un )?(?:personne |agent )?"
    rf"(?:du |de |des |la |le |l |d )*{_NOBODY}\w{{3,}}"
    rf"|\bjoindre (?:directement )?(?:le |la |l )?"
    rf"(?:service|bureau|accueil|standard|secretariat|{_TITLED}) \w+"
    r"|^(?:(?:bonjour|allo|euh|oui|je (?:veux|voudrais|cherche)|passez moi|donnez moi|svp) )*"
    r"(?:le |la |au |l )?service (?:de |du |des |de la |de l |d |l )?"
    r"(?!(?:militaire|national|civique|public|publics|minimum|client|clients|a|en|apres|traiteur|gratuit)\b)"
    r"(?:etat civil|\w{4,})(?: s il vous plait| merci)?$"
    rf"|^(?:(?:bonjour|allo|euh|oui|svp|je (?:veux|voudrais|cherche|souhaite)|j aimerais|passez moi"
    rf"|donnez moi|parler a|avoir|voir|joindre) )*{_NOBODY}{_TITLED} (?!(?:le|la|l)\b)\w+"
    r"(?: s il vous plait| merci)?$"
    rf"|^(?:est ce que )?{_TITLED} (?!(?:le|la|l)\b)\w+ est (?:la|disponible|dans son bureau)\b"
    rf"|^(?:c est pour |pour |je cherche |je voudrais |je veux |bonjour )*{_TITLED} \w+(?: \w+)?"
    r" (?:de la|de l|du|des|au) \w+"
)
""""Je veux parler au service urbanisme", "monsieur Martin de l'urbanisme": whoever answers there."""


_SOMEBODY = re.compile(rf"\b{_TITLED} (?!(?:le|la|l|maire|s|svp|merci|bonjour|je|c|est|et|vous)\b)\w{{3,}}")


def names_somebody(words: str) -> bool:
    """Do these bare words name somebody, "monsieur Martin"?"""
    return bool(_SOMEBODY.search(words))


def asks_for_service(words: str) -> bool:
    """Do these bare words ask for whoever answers in a service: "le service urbanisme"?"""
    return bool(_PERSON.search(words))
