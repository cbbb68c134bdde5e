"""Absences: "je suis pas là jusqu'au dix" wishes for a day after it, not for one before."""

from __future__ import annotations

import re

_AWAY = (
    r"(?:(?:pas|plus) (?:la|libres?|disponibles?|dispo)(?: du tout)?|absente?s?|indisponibles?|a l etranger"
    r"|(?:en|dans les) (?:vacances|conges?|deplacement|voyage|formation|stage|arret(?: maladie)?)"
    r"|(?:suis|serai|sera|est|sommes|serons) (?:prise?s?|occupee?s?|hospitalisee?s?)"
    r"|(?:peux|peut|pouvons|pourrai|pourra|pourrons) pas(?: (?:venir|passer|me deplacer|me liberer|bouger))?)"
)
_END = r"(?P<end>(?:au|a|en|a la)(?: \w+){1,4}?)"
_AWAY_UNTIL = re.compile(rf"\b{_AWAY} jusqu (?=(?:au|a|en) )")
_WHO = r"(?:(?:moi|je|j|on|nous|ne|n|il|elle|mon \w+|ma \w+|suis|serai|est|sera|sommes|serons) )*?"
_UNTIL_AWAY = re.compile(rf"\bjusqu {_END} {_WHO}{_AWAY}\b")
_TO = re.compile(r"^(au|a|en|a la) ")
_TOMORROW = re.compile(r"^a (?:demain|aujourd ?hui)\b")
_NAMED = re.compile(r"^apres le (?=(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?! \d))")


def back_after(plain: str) -> str:
    """Bare words in which an absence until some moment is a wish for what comes after it."""
    plain = _UNTIL_AWAY.sub(lambda found: _after(found["end"]), plain)
    found = _AWAY_UNTIL.search(plain)
    return f"{plain[: found.start()]}{_after(plain[found.end() :])}" if found else plain


def _after(end: str) -> str:
    """ "au 20 decembre" -> "apres le 20 decembre"; "a lundi", "au lundi" -> "apres lundi"."""
    if _TOMORROW.match(end):
        return f"pas {_TO.sub('', end)}"  # "après demain" would be that day alone
    after = _TO.sub(lambda found: {"au": "apres le ", "a la": "apres la "}.get(found[1], "apres "), end)
    return _NAMED.sub("apres ", after)
