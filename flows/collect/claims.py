"""Somebody who was hurt, or had something damaged, by what is the town's, and asks who answers for it."""

from __future__ import annotations

import re

from flows.collect.words import bare

_CLAIMED = {
    "fr": re.compile(
        r"\b(?:qui (?:(?:est|serait) (?:le |la )?responsable|c est qui|(?:qui )?(?:va |doit )?(?:(?:me"
        r"|nous|le|la) )?"
        r"(?:paye|paie|payer|rembourse|rembourser|indemnise|indemniser|dedommage|dedommager))"
        r"|c est (?:a )?qui (?:le responsable|la faute|de payer)"
        r"|(?:me|nous|se|la|le|les|l) faire (?:rembourser|indemniser|dedommager)"
        r"|(?:etre|me|nous) (?:rembourse|indemnise|dedommage)\w*|rembours\w+ (?:les|mes|ses|des"
        r"|nos) (?:frais|degats)"
        r"|indemnisation|dedommagement|dommages et interets|declaration (?:de )?sinistre|declarer (?:un"
        r"|le) sinistre"
        r"|(?:votre|vos|l) assurances? (?:de la (?:mairie|ville|commune)|paye|paie|rembourse|prend)"
        r"|votre assurance|la responsabilite de la (?:mairie|ville|commune)"
        r"|(?:mairie|ville|commune) (?:est |serait )?responsable)\b"
    ),
    "en": re.compile(
        r"\b(?:who (?:is|s) (?:responsible|liable)|who (?:pays|will pay|is going to pay)|compensation"
        r"|(?:claim|reimburse\w*|refund\w*) (?:for|the|my|her|his)|make a claim|your insurance)\b"
    ),
}
_HARM = {
    "fr": re.compile(
        r"\b(?:(?:suis|est|sommes|sont) (?:\w+ )?tombee?s?(?! (?:malade|enceinte|en panne|d accord"
        r"|sur (?:un|le|votre) (?:repondeur|message|site)))"
        r"|(?:ai|a|avons|ont) (?:glisse|chute|trebuche)|(?:s est|me suis|se sont) (?:\w+ )?(?:casse|foule"
        r"|tordu|ouvert"
        r"|blesse|coupe|cogne|fait mal|fracture|pris les pieds)\w*|blessee?s?|(?:une|ma|sa|la) (?:chute"
        r"|entorse|fracture)"
        r"|(?:ai|a|avons) (?:creve|abime|casse|explose|raye|cabosse|plie|defonce|tape|eclate) (?:un|une"
        r"|mon|ma|mes|le|la"
        r"|les|deux|notre|nos|son|sa)"
        r"|(?:a|ont|est|sont) (?:\w+ )?(?:percute|embouti|raye|accroche|abime|casse|cabosse|heurte|touche"
        r"|endommage"
        r"|ecrase|tombee? sur)s? ?(?:ma|mon|mes|notre|nos|la|le)"
        r"|(?:voiture|pneu|jante|velo|mur|toit|cloture) (?:\w+ ){0,2}?(?:abimee?|cassee?|creve"
        r"|endommagee?|rayee?))\b"
    ),
    "en": re.compile(
        r"\b(?:fell|tripped|slipped|broke (?:my|her|his)|got hurt|was (?:hurt|injured)|injury|damaged my"
        r"|my (?:car|tyre|tire|bike|wall) (?:was|is|got) (?:\w+ )?(?:damaged|punctured|scratched|broken))\b"
    ),
}
_OF_THE_TOWN = {
    "fr": re.compile(
        r"\b(?:trottoir|rue|route|chaussee|place|trou|trous|nid de poule|plaque|egout|verglas|neige"
        r"|escalier|marche"
        r"|pave|dalle|banc|parc|square|jeux|arbre|branche|lampadaire|panneau|barriere|plot|poteau|parking"
        r"|piscine|ecole"
        r"|cimetiere|mairie|ville|commune|votre|vos|voirie)s?\b"
    ),
    "en": re.compile(
        r"\b(?:pavement|sidewalk|street|road|hole|pothole|manhole|ice|snow|steps|bench|park|playground"
        r"|tree|branch"
        r"|lamp post|sign|car park|pool|school|town hall|town|your)s?\b"
    ),
}
_NOW = re.compile(
    r"\b(?:maintenant|en ce moment|toujours|a l instant|vien[st] de?|vite|au secours|respire\w*|saigne\w*"
    r"|sang"
    r"|inconscient\w*|bouge\w*|releve\w*|par terre|au sol|malaise|evanoui\w*|coince\w*|bloque\w*"
    r"|now|just|breathing|bleeding|unconscious|help|stuck)\b"
)
"""They may be lying there still."""


def claims_harm(text: str, language: str = "fr") -> bool:
    """Is it asked who pays for a fall, a leg broken, a tyre, where the town may answer for it?

    Whoever asks so tells what is past: nobody is in danger for it. Anything told of this very moment is heard
    before it.
    """
    words = bare(text)
    known = language if language in _CLAIMED else "fr"
    told = all(said[known].search(words) for said in (_CLAIMED, _HARM, _OF_THE_TOWN))
    return told and _NOW.search(words) is None
