"""What a caller wants of an appointment, and of the slots that are offered."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.words import bare


class Wish(StrEnum):
    """What to do with an appointment."""

    BOOK = "book"
    CHANGE = "change"
    CANCEL = "cancel"
    MISS = "miss"
    """One cannot come: whether to change or to cancel is asked."""
    ASK = "ask"
    """To be told when it is, or that it stands."""
    KEEP = "keep"


_CHANGE = re.compile(
    r"\b(?:(?:chang|deplac|decal|report|modifi|avanc|repouss)(?:er|ez|e)|remettre|remettez)\b"
)
_CANCEL = re.compile(
    r"\b(?:annul\w*|decommand\w*|supprim\w*|(?:ne )?(?:viendrai|viens) (?:pas|plus)|desist\w*|renonc\w*)\b"
)
_DOES = r"(?:annul|supprim|desist|renonc|chang|deplac|decal|report|modifi|avanc|repouss)\w*"
_NOT_DONE = re.compile(
    rf"\b(?:ne|n) (?:(?:me|m|nous|vous|l|le|la|les|y) ){{0,2}}{_DOES}"
    r"(?: (?:surtout |du tout )?(?:pas|plus|rien))?"
    rf"|\b(?<!peux )(?<!peut )(?<!pourrai )(?<!pourrais )(?<!viens )(?<!viendrai )(?<!serai )(?<!la )"
    rf"(?:pas|plus|jamais|sans)"
    r"(?: (?:a|d|de|du|tout|l|le|la|les|me|m|nous|vous|y|en|que|qu|je|j|on|voulu|demande|dit|parle|besoin"
    rf"|envie|question|du tout|encore|forcement|vraiment|surtout))* {_DOES}"
    rf"|\b{_DOES} (?:surtout |donc |du tout )?(?:pas|rien)(?! (?:besoin|la peine|possible|grave|d|de)\b)"
)
""""Surtout pas l'annuler", "n'annulez pas": the very words of the deed, to say that it is not wanted."""
_CANNOT_CANCEL = re.compile(r"\b(?:peux|peut|pourrai|pourrais) pas (?:l |le |la )?annul\w*")
""""Je ne peux pas annuler": or "je ne peux pas : annulez", which sounds the same."""
_NOT_KEPT = re.compile(r"\b(?:pas|plus|ne|n) (?:(?:le|la|l|les) )?gard\w+|\bgard\w+ (?:pas|plus)\b")
_KEEP = re.compile(
    r"\b(?:gard\w+|laisse(?:r|z)?|conserve\w*|maintien\w*|maintenez|change(?:z|r)? rien|rien change\w*"
    r"|comme (?:prevu|convenu)|je (?:viens|viendrai|serai) (?:bien|quand meme))\b"
)
_ANOTHER_DAY = re.compile(r"\b(?:autre (?:jour|date|moment|creneau|heure|fois)|plus tard|plus tot)\b")
_SOONER = re.compile(r"\b(?:venir|passer|arriver|etre recue?|le|l avoir) (?:\w+ )?plus (?:tot|tard)\b")
_APPOINTMENT = re.compile(r"\b(?:rendez vous|rdv|creneau|date|heure|venir|reservation)\b")
_VISIT = r"(?:rendez vous|rdv|creneau|reservation)"
_MINE = (
    rf"(?:(?:mon|ma|notre|son|ce|leur) (?:prochain )?{_VISIT}"
    r"|(?:m|nous) (?:avez|a|ont) (?:donne|fixe|accorde) (?:un )?(?:rendez vous|rdv|creneau)"
    r"|(?:rendez vous|rdv) (?:\w+ )?a mon nom"
    r"|(?:j ai|j avais|on a|nous avons|avons|ai|a) (?:deja |bien |pris |donc |un |une |le )*(?:rendez vous"
    r"|rdv|creneau))"
)
_BOOKS = re.compile(
    r"\b(?:prendre|prenne|prends|reserver|obtenir|fixer|besoin d|faudrait|me faut|voudrais|veux|aimerais"
    r"|souhaite)"
    rf" (?:\w+ )?(?:un|une|de|d|mon|des) ?{_VISIT}\b"
)
_MISS = re.compile(
    r"\b(?:peux|peut|pourrai|pourrais|pourrait|pourrez|pourra|pourrons|pouvons|pourront|peuvent) (?:pas|plus"
    r"|jamais)\b"
    r"|\b(?:vais|va|allons|vont) pas pouvoir\b|\b(?:serai|serais|sera|serons|suis|est) (?:pas|plus) (?:la"
    r"|libre|dispo\w*)\b"
    r"|\b(?:empechements?|imprevus?|contretemps|empechee?|malades?|hospitalisee?|souffrante?|coincee?)\b"
    r"|\bimpossible (?:de|d|pour moi de) venir\b"
)
_ASKS = re.compile(
    r"\b(?:quand|quelle (?:heure|date)|quel jour|savoir|verifi\w*|confirm\w*|retrouve\w*|oubliee?"
    r"|sais (?:plus|pas)"
    rf"|souviens (?:plus|pas)|rappele\w* (?:moi |nous )?(?:quand|l heure|la date"
    rf"|le jour))\b(?: \w+){{0,8}}? {_MINE}\b"
    rf"|\b{_MINE}\b.*\b(?:quand|quelle (?:heure|date)|quel jour)\b|\best ce que {_MINE}\b"
    rf"|\b{_MINE}\b.*\b(?:maintenu|confirme|toujours (?:bon|prevu|valable|d actualite)|bien (?:prevu|pris"
    rf"|note|enregistre))\b"
    r"|\b(?:y a t il|avez vous|est ce qu il y a|vous avez) (?:bien )?un (?:rendez vous"
    r"|rdv) (?:\w+ )?a mon nom\b"
)
_MERELY_MINE = re.compile(
    r"(?:(?:bonjour|bonsoir|allo|oui|euh|alors|voila|madame|monsieur|c est|j appelle|je vous appelle"
    r"|je rappelle|pour|au sujet de|a propos de|concernant) )*(?:mon|notre) (?:rendez vous|rdv)"
    r"(?: (?:de|du|le|d) (?:\w+ ?){1,3})?(?: (?:s il vous plait|merci))*"
)
""""J'appelle pour mon rendez-vous", and no word of what is wanted of it."""
_ELSEWHERE = re.compile(
    r"\b(?:medecin|medical|docteur|doctolib|dentiste|hopital|notaire|chez (?:le|la|l|un|une|mon|ma))\b"
)
"""Visits that the town hall knows nothing of."""
GIVING_UP = (
    r"(?:dois|vais devoir|suis obligee? d|faut que je|faut que j|aimerais|voudrais"
    r"|(?:c est|c etait|j appelle|vous appelle|j appelais) (?:juste )?pour) (?:malheureusement )?"
    r"(?:(?P<cancels>annul\w+|decommand\w+)|reporter?|decaler?|deplacer?)"
    r"(?: (?:ma venue|ma visite|malheureusement|s il vous plait|merci"
    r"|(?:pour |de |du )?(?:demain|aujourd hui|ce matin|cet apres midi|(?:lun|mar|mercre|jeu|vendre|same)di)"
    r"(?: (?:matin|apres midi|soir|prochain))?))*$"
    r"|(?:voudrais|aimerais|peux|pourrais|souhaite|souhaiterais|prefere|prefererais) (?:venir|passer)"
    r" (?:un peu )?plus (?:tot|tard)(?: (?:si possible|que prevu|s il vous plait|merci))*$"
)
""""Dois annuler", to the end of a sentence that names no visit."""
_OF_THE_VISIT = re.compile(rf"\b{GIVING_UP}")
""""Je dois annuler", with nothing named."""
_LATER = re.compile(
    r"\b(?:plus tard|trop (?:tot|matin|proche|pres|juste)"
    r"|autres?|aucun\w*|suivants?|pas (?:possible|libre|disponible)|ni l un ni l autre"
    r"|rien(?: du tout| de tout ca)?$|rien (?:de tout ca|ne )|ca (?:ne )?va pas"
    r"|pas la(?= (?:les?|ce|cette|ces|avant|en|du|au|a|l|demain|non|\w+di)\b|$)"
    r"|(?:convient|conviennent|arrange|peux) pas|non)\b"
)


def wish_of(text: str) -> Wish:
    """Book, unless the words speak of an appointment that was made: to change, cancel, miss, or ask about."""
    words = bare(text)
    if given_up := _OF_THE_VISIT.search(words):
        return Wish.CANCEL if given_up["cancels"] else Wish.CHANGE
    if not _APPOINTMENT.search(words):
        return Wish.BOOK
    if _CHANGE.search(words):
        return Wish.CHANGE
    if _CANCEL.search(words):
        return Wish.CANCEL
    if re.search(_MINE, words) and _SOONER.search(words):
        return Wish.CHANGE
    if _BOOKS.search(words) or _ELSEWHERE.search(words):
        return Wish.BOOK
    if _MISS.search(words) and (re.search(_MINE, words) or "venir" in words.split()):
        return Wish.MISS
    return Wish.ASK if _ASKS.search(words) or _MERELY_MINE.fullmatch(words) else Wish.BOOK


def wish_in(text: str) -> Wish | None:
    """Keep, change or cancel an appointment that is already spoken of; None when nothing of it is said."""
    words = bare(text)
    if _KEEP.search(_NOT_KEPT.sub(" ", words)):
        return Wish.KEEP
    wanted = _NOT_DONE.sub(" ", words)
    if _CHANGE.search(wanted) or _ANOTHER_DAY.search(wanted):
        return Wish.CHANGE
    if _CANCEL.search(wanted):
        return None if _CANNOT_CANCEL.search(wanted) else Wish.CANCEL
    return Wish.KEEP if wanted != words else None


def wants_later(text: str) -> bool:
    """Is none of what was offered wanted? "plus tard", "un autre jour", "aucun des trois"."""
    return bool(_LATER.search(bare(text)))
