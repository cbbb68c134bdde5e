"""Water in a house, now: how it is told, and how whoever is cut off by it says so."""

from __future__ import annotations

import re

from flows.collect.words import bare

_HOME = (
    r"(?:maison|sous sol|cave|garage|appartement|appart|logement|rez de chaussee|cuisine|salon|chambre|studio"
    r"|salle (?:de bains?|d eau|a manger)|toilettes|wc|douche|buanderie|couloir|entree|sejour|veranda|bureau"
    r"|immeuble|commerce|magasin|house|home|flat|apartment|basement|cellar|kitchen|bathroom)"
)
_WHOSE = (
    r"(?: (?:de|du|des|a|au) (?:(?:ma|mon|mes|la|le|l|les|notre|nos|sa|son) )?(?:\w+ )?\w+"
    r"(?: (?:du dessus|du dessous|d a cote|d en face))?)?"
)
_FLOODED_HOME = re.compile(
    rf"\b{_HOME}{_WHOSE} (?:\w+ ){{0,3}}?(?:inondee?s?(?! de?\b)|sous l eau|(?:remplie?|pleine?) d eau"
    r"|flooded|under water)\b"
    r"|\b(?:je suis|on est|nous sommes|c est) (?:\w+ )?inondee?s?(?! de?\b)(?: (?:chez|dans|a la)\b|$)"
    rf"|\binondation (?:chez (?:moi|nous)|dans (?:ma|mon|notre|le|la) {_HOME})\b"
    rf"|\b(?:de )?l eau (?:\w+ )?(?:plein|partout dans) (?:la|ma|le|mon|notre) {_HOME}\b"
)
"""Whether anybody is in danger is asked before anything else."""
_FLOOD_OVER = re.compile(
    r"\b(?:ete|etait|avait|avons eu|avai\w+|ans|annees?|mois|semaines?|hier|dernier\w*|souvent|chaque|quand"
    r"|toujours|regulierement|assur\w+|catastrophe|expert\w*|sinistre\w*|declar\w*|attestation|aides?"
    r"|indemn\w+|risque\w*|est ce que|si|was|were|has been|last|insur\w+|claim)\b"
)
"""When it is told as something past, or asked about."""
_CUT_OFF = re.compile(
    r"\b(?:coince|bloque|enferme|refugie|isole|prisonni|noie|noye|emporte|trapped|stuck|stranded|drown)\w*"
    r"|\b(?:monte|descendu|reste|est|sont|suis|sommes|met|mis|grimpe)e?s? (?:tous |toutes |deux )?"
    r"(?:a l etage|en haut|au (?:premier|deuxieme|second|grenier)|dans (?:les combles|le grenier)"
    r"|sur (?:le|un|la|une) (?:toit|table|meuble|lit|escalier|balcon|voiture))\b"
    r"|\b(?:au|sur le|dans le) (?:toit|grenier)\b"
    r"|\bjusqu (?:aux?|a la|a l|en) (?:genou|taille|ceinture|cuisse|hanche|cou|epaule|ventre|poitrine"
    r"|cheville|plafond|fenetre|mollet|nombril)\w*"
    r"|\b(?:eau|ca) (?:continue (?:de|a) monte\w*|monte (?:encore|toujours|vite|tres vite)|monte$)"
    r"|\bpeu(?:t|x|vent) (?:pas|plus) (?:bouger|sortir|marcher|descendre|evacuer|partir)\b"
    r"|\b(?:upstairs|on the roof|in the attic|(?:up to|above) (?:my|our|the) (?:knees?|waist|neck|chest))\b"
    r"|\b(?:can t|cannot|unable to) (?:move|walk|get (?:out|up|down)|leave)\b"
)
_NOBODY_CUT_OFF = re.compile(
    r"\b(?:personne (?:n )?est (?:coince|bloque|enferme)|(?:pas|plus) (?:coince|bloque|enferme)|est ce que)"
)
_ON_THE_ROOF = re.compile(
    r"(?:(?:oui|non|la|mais|on|nous) )*(?:je suis|on est|nous sommes|je me suis|on s est"
    r"|(?:il|elle|ils|elles) (?:est|sont)|i m|we are|we re|i am)"
    r" (?:(?:montee?s?|refugiee?s?|coincee?s?|bloquee?s?|tous|la) )*"
    r"(?:sur le toit|on the roof)(?: (?:de la maison|la|maintenant|now))*"
)


def floods_home(text: str) -> bool:
    """ "Ma maison est inondée": is water told to be in the house, now?"""
    words = bare(text)
    return _FLOODED_HOME.search(words) is not None and _FLOOD_OVER.search(words) is None


def cut_off_by_water(text: str) -> bool:
    """ "On est montés à l'étage", asked in a flooded house whether anybody is in danger: somebody is."""
    words = bare(text)
    return _CUT_OFF.search(words) is not None and _NOBODY_CUT_OFF.search(words) is None


def on_the_roof(text: str) -> bool:
    """ "Je suis sur le toit", and nothing of dying: where water is in the house, they fled from it."""
    return _ON_THE_ROOF.fullmatch(bare(text)) is not None
