"""Whether a caller asks in French to be rung back."""

from __future__ import annotations

import re

POLITE = r"(?:s il (?:vous|te) plait|svp|merci|bonjour|madame|monsieur)"
OPENING = r"(?:oui|alors|bonjour|bonsoir|allo|euh|c est pour|c est|pour|un|une|le|prise de)"
_CALLBACK = re.compile(
    r"\b(?:(?:me|m|nous) (?:rappel|recontact)\w*|rappele[rz] (?:moi|nous)|rappelez moi|rappeler par"
    r"|(?:etre|soit|soyons) (?:rappele|recontacte)e?s?)\b"
    r"|\brappele[rz] (?:mon|ma) \w+ (?:au|sur) "
    rf"|^(?:{OPENING} )*(?:rappel(?:er|ez|e)?|recontacter|(?:appelez|telephonez) moi)(?: {POLITE})*$"
    r"|\b(?:avoir|obtenir|demander|voudrais|veux|souhaite|aimerais|besoin d) (?:un |etre )?rappel\b"
    r"(?! (?:de|du|des|d|pour (?:mon|ma|mes) (?:vaccin|facture))\b)"
    r"|\b(?:voudrais|veux|faudrait|faut|aimerais|souhaite|prefere(?:rais)?|possible|demande) (?:que|qu)"
    r" (?:\w+ ){1,6}(?:me|m|nous) (?:appelle|telephone|contacte|joigne)\b"
    rf"|^(?:{OPENING} )*rappele[rz] (?:mon|ma) (?!numero|dossier|demande|rendez)\w+\b"
)
_HOW_TO_RING = r"(?:joindre|contacter|telephoner|appeler|passer un (?:coup de (?:fil|telephone)|appel))"
_TO_BE_RUNG = re.compile(
    r"\b(?:on|vous|quelqu un|il|elle) (?:peut|pouvez|peuvent|pourriez|pourrait) (?:me|m|nous) "
    rf"{_HOW_TO_RING}\b(?! (?:un|une|le|la|les|l|des)\b)"
    rf"|\b(?:pouvez|pourriez) vous (?:me|m|nous) {_HOW_TO_RING}\b(?! (?:un|une|le|la|les|l|des)\b)"
    r"|\betre (?:contacte|joint)e?s? par\b|\b(?:passe[rz]|donne[rz]) (?:moi|nous) un (?:coup de|appel)\b"
    r"|\blaisser (?:mes coordonnees|mon numero)\b"
    r"|^(?:(?:bonjour|euh|non|mais|je suis desolee?) )*je (?:ne )?peux pas (?:rester|attendre|patienter)"
    r"(?: (?:en ligne|longtemps|plus longtemps|au telephone))*$"
)
""""Vous pouvez me passer un coup de fil", "je ne peux pas rester en ligne": to be rung back."""
_MEMORY = re.compile(
    r"\b(?:me|m|nous) rappel(?:le|lons|ler)? (?:plus|pas|que|de|d|le|la|les)\b"
    r"|\brappele[rz] moi (?:les|l(?! apres midi\b)|ce(?! (?:soir|matin|midi|\w+di)\b)|comment|quels?"
    r"|quelles?|vos|votre|si|ou)\b"
)
""""Je ne me rappelle plus", "rappelez-moi les horaires": remembering, not ringing back."""


def asks_for_callback(words: str) -> bool:
    """Do these bare words ask to be rung back, rather than to be reminded of something?"""
    return bool(_CALLBACK.search(words) or _TO_BE_RUNG.search(words)) and not _MEMORY.search(words)
