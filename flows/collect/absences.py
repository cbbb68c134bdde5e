"""Absences: "je suis pas là jusqu'au dix" wishes for a day after it, not for one before."""

from __future__ import annotations

import re
from datetime import date

from flows.collect.day_words import DAY, MONTH, NEXT_WEEK, NUMBER
from flows.collect.words import without_accents
from flows.collect.written import MONTHS

_PLACE = r"(?: (?:a la|a l|au|aux|en|chez|dans) (?!\d)(?:\w+ )?\w+)?"
_AWAY = (
    r"(?:(?:pas|plus) (?:la(?! (?:semaine|journee|matinee|fin))|libres?|disponibles?|dispo|possible)"
    r"(?: du tout)?|impossible|absente?s?|indisponibles?|a l etranger"
    r"|(?:en|dans les) (?:vacances|conges?|deplacement|voyage|formation|stage|reunion|rendez vous"
    rf"|arret(?: maladie)?){_PLACE}"
    r"|(?:suis|serai|sera|est|sommes|serons) (?:prise?s?|occupee?s?|hospitalisee?s?)|travaille|bosse"
    r"|(?:peux|peut|pouvons|pourrai|pourra|pourrons) pas(?: (?:venir|passer|me deplacer|me liberer|bouger))?)"
)
_WHO = (
    r"(?:(?:moi|je|j|on|nous|ne|n|il|elle|mon \w+|ma \w+|c|ca|est|suis|serai|sera|sommes|serons|vais|va"
    r"|etre|tous|toutes) )*?"
)
_HOUR = r"(?:\d{1,2} ?(?:h|heures?)(?: \d\d| et (?:demie|quart))?|midi|minuit)"
_MOMENT = (
    rf"(?:(?:au(?: (?:{DAY}))? (?P<date>(?:{NUMBER})(?! ?h)(?: (?:{MONTH})(?: 20\d\d)?)?)"
    rf"|au? (?P<day>{DAY})(?: prochain)?|a (?P<soon>demain|aujourd ?hui))"
    rf"(?: (?:inclus|compris))?(?: (?:(?:au |le )?(?:matin|soir|apres midi)|(?:a )?{_HOUR}))?"
    r"|(?:a|en|au mois (?:de|d)) (?:(?:la )?(?P<edge>debut|fin) (?:(?:de|d|du mois de) )?)?"
    rf"(?P<month>{MONTH})|a (?P<this_month>(?:la )?fin du mois)|a (?P<week>la {NEXT_WEEK})"
    rf"|a (?P<feast>noel)|a (?P<hour>{_HOUR}))\b"
)
_NARROWER = rf"(?! (?:(?:venir|passer) )?(?:les?|la|l|en|avant|apres|sauf|{DAY})\b)"
""""Jusqu'au dix je peux pas le mardi" is there, but for Tuesdays."""
_AWAY_UNTIL = re.compile(rf"\b{_AWAY} jusqu {_MOMENT}")
_UNTIL_AWAY = re.compile(rf"\bjusqu {_MOMENT} {_WHO}{_AWAY}\b{_NARROWER}")
_AWAY_FROM = re.compile(
    rf"\b{_AWAY} (?:a partir|a compter) (?:(?P<le>du)(?= (?:{NUMBER})\b)|de(?= (?:{DAY})\b))"
)
_NOT_AFTER = re.compile(
    r"\b(?:pas|plus|jamais) (?:la|libres?|disponibles?|dispo|possible|venir|passer) apres\b"
)
_SOMEBODY_ELSE = re.compile(r"\bmais moi\b")
""""Mon mari est absent jusqu'au dix, mais moi je suis là"."""


def back_after(plain: str, today: date) -> str:
    """Bare words, digits for numbers, in which an absence until some moment wishes for what comes after it.

    "Je suis pas là jusqu'au dix" -> "apres le 10"; "pas là après le dix" -> "pas apres le 10".
    """
    if _SOMEBODY_ELSE.search(plain):
        return plain
    for pattern in (_AWAY_UNTIL, _UNTIL_AWAY):
        plain = pattern.sub(lambda found: _after(found, today), plain)
    plain = _AWAY_FROM.sub(lambda found: "avant le" if found["le"] else "avant", plain)
    return _NOT_AFTER.sub("pas apres", plain)


def _after(found: re.Match[str], today: date) -> str:
    """What comes after the moment of a match: an hour or a part of its day is left out with that day."""
    if found["soon"]:
        return f"pas {found['soon']}"  # "après demain" would be that day alone
    if found["date"]:
        return f"apres le {found['date']}"
    if found["edge"] == "debut":
        return f"apres le 10 {found['month']}"
    if found["this_month"]:
        return f"apres {without_accents(MONTHS[today.month - 1])}"
    return f"apres {found['day'] or found['month'] or found['week'] or found['feast'] or found['hour']}"
