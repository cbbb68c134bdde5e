"""What callers want of the report that they made: where it is, to say it is mended, to take it back."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.problem import problem_in
from flows.collect.words import bare


class ReportWish(StrEnum):
    """What is wanted of a report made before."""

    ASK = "ask"
    STILL = "still"
    """It is not mended yet, and they say so."""
    MENDED = "mended"
    WITHDRAW = "withdraw"


_OWN = r"(?:mon|mes|ce|le|my|the|that|this) (?:\w+ )?(?:signalements?|reports?)"
_NO_MORE = r"plus (?:besoin|utile|necessaire|d actualite|la peine)|no longer|any more"
_WITHDRAWN = re.compile(
    rf"\b(?:{_NO_MORE})\b.*\bsignalement\b|\bsignalement\b.*\b(?:{_NO_MORE})\b|"
    rf"\b(?:annul\w+|retir\w+|supprim\w+|efface\w*|cancel|withdraw|take back|delete) {_OWN}\b"
)
_MADE = re.compile(
    r"\b(?:(?:j |on |nous )(?:ai|a|avons|avais|avait|avions)|(?:que |qu )j ai|je vous ai) "
    r"(?:deja |encore )?(?:bien )?(?:signale|appele|telephone|prevenu|ecrit|declare|fait un signalement)\b"
    r"|\b(?:i|we) (?:ve |have |had )?(?:already )?(?:reported|called|rang|phoned|told you)\b"
)
_STILL = re.compile(
    r"\b(?:toujours|encore) (?:pas|rien|personne|en panne|casse\w*|la|en attente)\b"
    r"|\brien (?:n est |est )?fait\b|\b(?:avez|a|ont) rien fait\b|\brien (?:n a|a|ne) (?:change|bouge)\w*\b"
    r"|\bpersonne (?:n est|est) venue?\b"
    r"|\bstill (?:not|broken|there|nothing|waiting|hasn t|isn t)\b"
    r"|\bnothing (?:has been|was|has) (?:done|happened)\b|\bnobody (?:has )?(?:came|come)\b"
    r"|\b(?:hasn t|has not|never) been (?:fixed|mended|repaired|done|cleared)\b"
)
_NOTHING_DONE = re.compile(
    r"\b(?:rien (?:n a|a) ete fait|rien de fait|(?:n avez|n a|n ont) rien fait)\b"
    r"|\bpersonne (?:n est|est) (?:passee?|intervenue?)\b|\bpersonne (?:ne )?(?:vient|s en occupe|bouge)\b"
    r"|\bsans (?:reponse|nouvelles?|suite)\b|\b(?:aucune|pas de|pas eu de) (?:reponse|nouvelles?|suite)\b"
)
""" "Et rien n'a été fait", "pas de nouvelles": of what was reported, not of a letter to the mayor."""
_OWN_MATTER = re.compile(
    r"\b(?:changements? d[eu]? ?(?:adresse|nom|situation|domicile|coordonnees|telephone|numero|banque|rib)"
    r"|demenagement|emmenagement|deces|naissance|mariage|divorce|grossesse|mon absence|nouvelle adresse"
    r"|(?:perte|vol) d[eu]? ?(?:(?:ma|mon|mes|la|l|le) )?(?:carte|passeport|permis|papiers?|cle|sac)\w*"
    r"|passeport|carte d identite|cni|livret de famille|permis|dossier|inscription|subvention|logement social"
    r"|facture|cantine|creche|acte|erreur sur (?:ma|mon|mes|la|l|le))\b"
    r"|\b(?:change of (?:address|name)|moved house|passport|identity card|invoice)\b"
)
"""What is told of oneself at the counter, and lies in no street: "j'ai signalé mon changement d'adresse"."""
_REPORTED = re.compile(r"\bsignal(?:e|ement)\b")
_A_REPORT = re.compile(r"\b(?:signalements?|reports?)\b")
_MENDED = re.compile(
    r"(?<!pas )(?<!plus )\b(?:est|sont|a ete|ont ete) (?:bien |enfin |maintenant |deja |tout )*"
    r"(?:repare|remplace|enleve|ramasse|rebouche|nettoye|regle|resolu|arrange)e?s?\b"
    r"|\b(?:has been|have been|s|is|are|was) (?:now |all |finally )*"
    r"(?:fixed|mended|repaired|cleared|removed|sorted)\b"
)
_SEEN_TO = re.compile(
    r"\b(?:que |qu )?(?:j ai|j avais|on a|nous avons) signale(?:e|s|es)?\b.*"
    r"\b(?:est|sont|a ete|ont ete|a|ont) (?:bien |enfin |maintenant |deja |tout )*(?:recupere|retrouve|parti"
    r"|disparu|evacue|retire|coupe|elague|efface|rallume|emporte|degage|debouche)e?s?\b"
    r"|\b(?:i|we) reported\b.*\b(?:is gone|has gone|was (?:found|taken)|has been (?:found|taken)"
    r"|works now)\b"
)
"""What was reported, and came to an end of its own: "le chien que j'ai signalé a été récupéré"."""
_WAITED_FOR = re.compile(
    r"\bvous (?:deviez|devriez|alliez|aviez promis de|aviez dit que vous alliez) (?:\w+ ){0,2}?"
    r"(?:reparer|remplacer|enlever|ramasser|reboucher|nettoyer|regler|changer|venir|passer|couper|elaguer)\b"
    r"|\byou were (?:going|supposed) to (?:fix|mend|repair|clear|remove|clean|come)\b"
)
""" "La fuite que vous deviez réparer": reported before, and waited for."""
_OWN_THING = re.compile(
    r"\b(?:ma|mon|mes|notre|nos|my|our) (?:voitures?|vehicules?|scooters?|velos?|motos?|caravanes?|camions?"
    r"|chiens?|chats?|poubelles?|bacs?|car|van|bike|scooter|motorbike|dog|cat|bin)\b"
)
""" "Ma voiture a été enlevée": to the pound, and nothing that was reported."""
_STILL_BROKEN = re.compile(
    r"\b(?:toujours pas|pas encore) (?:ete )?"
    r"(?:fait|repare|remplace|enleve|ramasse|rebouche|nettoye|regle)e?s?\b"
    r"|\b(?:still not|not yet|still hasn t been|still isn t) (?:fixed|mended|repaired|cleared|removed)\b"
    r"|\bfois que (?:j|je|je vous) (?:appelle|rappelle|signale|telephone)\b"
    r"|\b(?:second|third|fourth|fifth) time (?:that )?(?:i|i ve|i m) (?:call|report)\w*\b"
)
_AGAIN = re.compile(
    r"\b(?:c est|it s) (?:encore|toujours) moi (?:pour|au sujet|a propos|concernant)\b"
    r"|\bje (?:vous )?rappelle (?:encore )?(?:pour|au sujet|a propos) (?:du|de la|le|la|mon|ma) "
    r"|\b(?:it s me|me) again (?:about|for)\b"
)
""""C'est encore moi pour le lampadaire": they rang before."""
_STILL_NOT = re.compile(
    r"(?:(?:bonjour|allo|mais|et|ben|euh|hello) )*(?:c est|ce n est|ca n est|it s|it is)"
    r" (?:toujours pas|pas encore|still not|not yet) (?:fait|repare|regle|mended|fixed|done|repaired)"
)
_MINE = re.compile(r"\b(?:mon|mes) signalements?\b|\bmy reports?\b|\bj ai deja (?:bien )?signale\b")
_NEW = re.compile(r"\b(?:faire|enregistrer|deposer|prendre|make|file|take) (?:mon|my)\b")
_THANKS = re.compile(r"\b(?:merci|thanks|thank you)\b")
_WHERE = re.compile(
    r"\bou en (?:est|sont) (?:(?:mon|ma|mes|notre|nos) \w+|(?:le|les|ce) signalements?\b)"
    r"|\b(?:where is|where s|what about|what happened to|how is|how s) (?:(?:my|our) \w+|the report\b)"
)
_WHERE_IT_IS = re.compile(r"\bou en (?:est|sont)\b|\b(?:where is|where s|what about|how is|how s)\b")
_TELLS_MORE = re.compile(
    r"\b(?:mais|sauf|par contre|en revanche|but|except|however|il y a|y a|there is|there s)\b"
    r"|^ (?:de travers|mal|n importe|tous|toutes|chaque|to|on (?!my|our|the)\w+|onto|every|in the wrong|badly"
    r"|wrong)\b"
)
"""After "est réparé": another trouble, or a mending that is none: "fixed to a pole", "arrangé de travers"."""
_MY_OWN = re.compile(r"^(?:(?:bonjour|allo|euh|mais|et|hello|but) )*(?:mon|ma|mes|my) ")
_NOBODYS = frozenset(("proprete", "eclairage", "chaussee", "depot-sauvage"))
"""Kinds of which one's own can only be the one reported: "mon tag est toujours là"."""
_LONGEST_OWN = 10
"""Words of "je rappelle pour mon signalement": a longer sentence may tell of a new one."""
_BRIEF = 7
"""Words of a mere word of thanks."""
_QUESTION = re.compile(r"\b(?:quand|comment|qui|est ce que|si|when|how|who|if|pas|plus|not)\b")


def report_wish_in(text: str, language: str = "fr") -> ReportWish | None:
    """What these words want of a report made before; None when they speak of none."""
    words = bare(text)
    if _WITHDRAWN.search(words):
        return ReportWish.WITHDRAW
    problem = problem_in(text, language)
    named = problem is not None
    if not named and _OWN_MATTER.search(words) and not _A_REPORT.search(words):
        return None
    if _MADE.search(words) and _STILL.search(words):
        return ReportWish.STILL
    if _MADE.search(words) and _NOTHING_DONE.search(words) and (named or _REPORTED.search(words)):
        return ReportWish.STILL
    if problem is not None and problem.slug in _NOBODYS and _MY_OWN.search(words) and _STILL.search(words):
        return ReportWish.STILL
    if named and _STILL_BROKEN.search(words):
        return ReportWish.STILL
    if named and _SEEN_TO.search(words):
        return ReportWish.MENDED
    if named and _WAITED_FOR.search(words):
        return ReportWish.STILL
    if (named and _AGAIN.search(words)) or _STILL_NOT.fullmatch(words):
        return ReportWish.STILL
    mended = _MENDED.search(words)
    if mended and _TELLS_MORE.search(words[mended.end() :]):
        mended = None
    if mended and _OWN_THING.search(words[: mended.start()]):
        mended = None
    if mended and not _QUESTION.search(words) and (named or _thanks_briefly(words)):
        return ReportWish.MENDED
    where = _WHERE.search(words)
    if where and (named or re.search(r"\b(?:report|signalements?)$", where[0])):
        return ReportWish.ASK
    if named and _MADE.search(words) and _WHERE_IT_IS.search(words):
        return ReportWish.ASK
    if _MINE.search(words) and not _NEW.search(words) and len(words.split()) <= _LONGEST_OWN:
        return ReportWish.ASK
    return None


def _thanks_briefly(words: str) -> bool:
    """ "C'est réparé, merci": of what was reported, though nothing names it."""
    return bool(_THANKS.search(words)) and len(words.split()) <= _BRIEF
