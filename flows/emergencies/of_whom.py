"""Whose danger it is, and what kind: what neither the lists of words nor what was learnt tells apart.

Works on folded text (see `understand.fold`).
"""

from __future__ import annotations

import re

_SOMEBODY_ELSE = {
    "fr": re.compile(
        r"\b(?:il|elle|ils|elles|quelqu'un"
        r"|(?:un|une|le|la|ce|cet|cette|mon|ma|mes|notre|son|sa|l') ?(?:\w+ )?(?:homme|femme|dame|monsieur"
        r"|jeune|ado\w*|personne|gars|type|mec|fille|fils|frère|sœur|soeur|mari|père|mère|ami|amie|copain"
        r"|copine|voisine?|collègue|cousine?|oncle|tante|compagn\w+|conjointe?|enfants?|neveu|nièce|élève"
        r"|grand père|grand mère|papa|maman))\b (?:\w+ ){0,3}?"
        r"(?:veut|veulent|voudrait|va|vont|parle|parlait|menace|menacent|essaie|essaye|tente|cherche|dit"
        r"|disait|écrit|pense|a|ont|est|n'a|se|s'|monte)\b"
    ),
    "en": re.compile(
        r"\b(?:he|she|they|somebody|someone|my \w+"
        r"|a (?:\w+ )?(?:man|woman|boy|girl|person|guy|lady|teenager))"
        r"(?:'s|'ll|'re)? (?:\w+ ){0,3}?(?:want|wants|going|will|is|are|has|have|says?|said|talks?|talking"
        r"|threatens?|threatening|tries|trying|about|to)\b"
    ),
}
"""Who would end their life, where it is not the caller."""
_TELLING = {
    "fr": re.compile(
        r"\bje (?:vous )?(?:crois|pense|sais|vois|viens de voir|appelle|téléphone|entends|connais|peux pas"
        r"|ne peux pas|suis (?:inquiet|inquiète|avec|à côté|en ligne|devant)|m'inquiète|n'arrive pas à"
        r" (?:le|la|les)|ne sais pas|sais pas)\b|\bj'(?:ai (?:peur|un|une|mon|ma|reçu|lu|trouvé)|entends"
        r"|appelle)\b|\b(?:m'|me |nous )(?:a |ont |a tout |dit|disait|parle|écrit|répond|répète|menace)"
    ),
    "en": re.compile(
        r"\bi(?:'m| am)? (?:think|know|see|saw|heard|believe|calling|worried|afraid|with|don't know"
        r"|am with)\b|\b(?:tells?|told|texted|wrote|called) me\b"
    ),
}
"""How somebody tells of another's danger: they speak of themselves, and not as being in it."""
_ONESELF = {
    "fr": re.compile(r"\b(?:je|moi|me)\b|\b[jm]'"),
    "en": re.compile(r"\b(?:i|i'm|i've|i'll|i'd|me|myself)\b"),
}
_FALLS = {
    "fr": re.compile(
        r"\b(?:balcon|mur|muret|toit|toiture|plafond|plancher|façade|corniche|cheminée|échafaudage|grue|poteau"
        r"|pylône|pont|passerelle|immeuble|maison|bâtiment|arbre|branche|tuile|escalier|dalle|terrasse)s?\b"
        r" (?:[\w']+ ){0,4}?(?:menace(?:nt)?|va|vont|risque(?:nt)?|est en train|sont en train|commence(?:nt)?"
        r"|peut|peuvent|vient|viennent|est|sont|s'est|se sont)\b (?:d'|de |à |bientôt |nous |se |s'|m'|me )*"
        r"(?:tomb|effondr|écroul|céd|lâch|détach|bascul|renvers|affaiss)"
    ),
    "en": re.compile(
        r"\b(?:balcony|wall|roof|ceiling|floor|chimney|scaffolding|crane|bridge|building|house|tree|branch"
        r"|tile)s?\b (?:[\w']+ ){0,4}?(?:fall|collaps|crumbl|giving way|coming down)"
    ),
}
"""What comes down on people: the firemen's."""
_SLEEPS_OUT = {
    "fr": re.compile(
        r"\b(?:dor(?:t|s|mir|ment)|couche(?:nt|r)?|passe(?:r|nt)? la nuit|sans abri|sdf|à la rue)\b"
        r".*\b(?:dehors|dans la rue|sous (?:un|le) (?:pont|porche)|sur (?:un|le) (?:banc|trottoir)"
        r"|sous la (?:pluie|neige)|froid|moins \w+|gèle|gel|neige)\b"
    ),
    "en": re.compile(
        r"\b(?:sleep(?:s|ing)? (?:rough|outside|out|on the (?:street|pavement|bench)|in the (?:street|cold"
        r"|snow|rain))|homeless .*\b(?:cold|freezing|snow|rain|tonight))\b"
    ),
}
"""Somebody without a roof, in the cold: the emergency shelter's, where nothing worse is told."""
_WORSE = re.compile(
    r"\b(?:respire|réponds?|bouge|inconscient\w*|évanoui\w*|malaise|blessé\w*|saigne|sang|réveille"
    r"|breathing|unconscious|moving|bleeding|hurt|answer\w*)\b"
)


def is_of_somebody_else(folded: str, language: str) -> bool:
    """Does the caller tell of another who would end their life, and of nobody else's wish?"""
    if language not in _SOMEBODY_ELSE or not _SOMEBODY_ELSE[language].search(folded):
        return False
    return not _ONESELF[language].search(_TELLING[language].sub(" ", folded))


_AT_HOME = re.compile(
    r"\b(?:mon|ma) (?:ex )?(?:mari|compagnon|conjoint|copain|ex|femme|compagne|conjointe|copine|père|papa"
    r"|mère|maman|beau père|belle mère|fils|fille|frère|sœur|petit ami|petite amie)\b(?: [\w']+){0,3}?"
    r" (?:me |nous |m'a |nous a )(?:\w+ )?(?:tap|frapp|cogn|gifl|étrangl|bat\b|battu|tabass|maltrait)"
)
"""Who strikes, where it is somebody of one's own."""


def strikes_at_home(folded: str) -> bool:
    """ "Mon mari me tape dessus": is it one of the caller's own who strikes them?"""
    return _AT_HOME.search(folded) is not None


def kind_by_its_cause(folded: str, language: str) -> str | None:
    """The kind of emergency that what happens calls for: "fire" for what falls, "shelter" for who sleeps in
    the cold; None for anything else.
    """
    if language not in _FALLS:
        return None
    if _SLEEPS_OUT[language].search(folded) and not _WORSE.search(folded):
        return "shelter"
    return "fire" if _FALLS[language].search(folded) and not _WORSE.search(folded) else None
