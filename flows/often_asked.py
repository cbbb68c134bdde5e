"""What is often asked of any subject, beside its price and its papers: on line, by appointment, in person."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """What is often asked of any subject."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    """What a sentence that answers it holds."""


_DO = (
    r"(?:(?:faire|le faire|la faire|demander|s inscrire|m inscrire|l inscrire|commander|payer"
    r"|do (?:it|this|that))"
    r" (?:ca |cela |tout )?)?"
)
ONLINE = Asked(
    re.compile(
        rf"\b{_DO}(?:(?:sur|par|via) (?:l |le |votre |un )?(?:internet|net|web|site(?: internet)?"
        r"|ordinateur|ordi)|en ligne|a distance|depuis chez (?:moi|soi|nous)|on ?line"
        r"|(?:on|over|through|using) (?:the |your )?(?:internet|web(?:site)?))\b"
    ),
    re.compile(
        r"\b(?:site|en ligne|internet|portail|teleservice|service public|france titres|website|on ?line"
        r"|web|portal)\b"
    ),
)
BOOKED = Asked(
    re.compile(
        r"\b(?:(?:prendre|avoir|besoin d(?: un)?|sans|sur|avec|un|le|de|make|have|an?|without) )*"
        r"(?:rendez vous|rdv|appointment)(?: (?:avant|d abord|obligatoire|obligatoirement|first))?\b"
    ),
    re.compile(r"\b(?:rendez vous|rdv|appointments?)\b"),
)
"""Whether one has to make an appointment; whoever wants one is served before this is looked at."""
PRESENT = Asked(
    re.compile(
        r"\b(?:(?:viennes?|vien[st]|venir|venions|viennent|etre (?:la|presents?)|soit la) "
        r"(?:tous les deux|toutes les deux|les deux|a deux|ensemble|toute? seule?)(?: ou (?:pas|seule?))?"
        r"|(?:soit|soient|sois|soyons|etre) (?:la|presente?s?|avec (?:moi|nous|lui|elle))"
        r"|(?:vienne|viennent|viens|venir|vient|venions) (?:aussi|avec (?:moi|nous|lui|elle|son \w+))"
        r"|presence|(?:venir |passer |se deplacer )?en personne|be (?:there|present)|in person)\b"
    ),
    re.compile(
        r"\b(?:presence|presente?s?|en personne|accompagn\w*|vien\w*|venez|ensemble|a deux|procuration|come"
        r"|in person|present)\b"
    ),
)
FETCHED = Asked(
    re.compile(
        r"\b(?:(?:venir|passer|aller|viens|passe|come|and) )*(?:le |la |les |l )?"
        r"(?:chercher|recuperer|retirer|collect|pick (?:it|them) up|fetch)"
        r"(?: (?:quand|when|it|them|aujourd hui|maintenant|demain))?\b"
    ),
    re.compile(r"\b(?:retir\w+|remise?s?|recuper\w+|retrait|collect\w*|handed)\b"),
)
POSTED = Asked(
    re.compile(
        r"\b(?:(?:recevoir|envoyer|demander|faire|l|le|la) )*(?:par|by|via) (?:la )?(?:courrier|poste|post)\b"
    ),
    re.compile(r"\b(?:courrier|postee?s?|poste|by post|posted)\b"),
)
