"""Words of people who are calm, which sound like a danger to whoever learnt by ear.

Works on folded text (see `understand.fold`).
"""

from __future__ import annotations

import re

_PRESENT = re.compile(
    r"(?:(?:all[oô]|bonjour|oui|non|euh|mais|est ce qu') ?)*(?:il )?y ?'? ?a(?: t il)?"
    r" (?:quelqu'un|du monde|une personne)"
    r"(?: (?:au bout du fil|à l'appareil|en ligne|au téléphone|là|ici|s'il (?:vous|te) pla[iî]t))*"
)
"""Whether anybody is listening, as many a caller begins."""
_CALM = re.compile(
    # What children lose on a roof, and others down a drain: nobody is there.
    r"(?:bonjour |allô |il y a |y a )*(?:un|le|mon|notre|son|la|une|ma) (?:petit |gros )?"
    r"(?:ballon|balle|frisbee|volant|cerf volant|drone|casquette|boomerang|chaussure)"
    r"(?: (?:de|des|du|en) \w+(?: \w+)?)? (?:qui )?(?:est |a |s'est )?"
    r"(?:restée? |tombée? |coincée? |atterri |bloquée? |posée? )?"
    r"(?:sur|dans) (?:le |la |l'|un |les )?(?:toit|arbre|branches|gouttière|cour|jardin)\b[\w' ]*"
    r"|(?:bonjour |allô )*(?:ma|mes|mon) (?:clés?|clefs?|téléphone|portable|bague|alliance"
    r"|lunettes|carte|montre|portefeuille)(?: \w+)?"
    r" (?:est |sont )?tombée?s? (?:dans|sous|derrière) [\w' ]*"
    # A letter, a call that was cut, papers to be made anew, an illness that is only named.
    r"|[\w' ]*\b(?:envoye[rz]|envoie|écrire|répondre|réponde[zr])(?: (?:moi|nous|ça|le|la))*"
    r" (?:un |par |des |ça par )?(?:mails?|e mails?|mél|courriels?|sms|textos?"
    r"|courriers?|la poste|lien)\b[\w' ]*"
    r"|[\w' ]*\b(?:ça a coupé|a été coupée?s?|ai été coupée?|m'a(?:vez)? transférée?)\b[\w' ]*"
    r"|[\w' ]*\brefaire (?:tous )?(?:mes|ses|les|nos|leurs) papiers\b[\w' ]*"
    r"|[\w' ]*\bme faire entendre\b[\w' ]*|[\w' ]*\bajouter (?:ma|mon|mes)\b[\w' ]*"
    r"|(?:bonjour |allô )*(?:ma|mon|son|sa) [\w']+ (?:a|souffre d[e']|est atteinte? d[e']) ?"
    r"(?:la maladie d'|un |d')?(?:alzheimer|parkinson|cancer|diabète)(?: depuis [\w' ]+)?"
)
"""What sounds like a danger to whoever learnt by ear, and is none."""


def asks_who_is_there(folded: str) -> bool:
    """ "Allô, y a quelqu'un ?", and nothing else."""
    return bool(_PRESENT.fullmatch(folded))


def sounds_calm(folded: str) -> bool:
    """Is it one of those that name no danger, but for what the lists of words hear in them?"""
    return bool(_CALM.fullmatch(folded))
