"""A booking asked for with its day, in any order: "rendez-vous passeport le 3 décembre à 10 heures"."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKindsFound, FindAppointmentKinds, answered
from flows.collect.moments import read_when
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.events import Event

_LONGEST = 20
"""Words of a sentence that asks for a booking."""
_VISIT = re.compile(
    r"\b(?:rendez vous|rdv|creneaux?|de la place|des places|une place|des? disponibilites?|dispo|une dispo"
    r"|appointments?|booking|slots?|any room|a space|spaces|availability)\b"
)
_NO_BOOKING = re.compile(
    r"\b(?:(?:sans|sur) (?:rendez vous|rdv)|(?:mon|ma|notre|leur|son|ce|my|our|the) (?:prochain )?"
    r"(?:rendez vous|rdv|creneau|appointment|booking)"
    r"|(?:ai|avais|a|avons|avez|have|had|got|d) (?:deja |bien |pris )*(?:un |an )?"
    r"(?:rendez vous|rdv|appointment)|horaires?|ouverte?s?|fermee?s?"
    r"|avec (?:le|la|l|un|une|madame|monsieur) (?:maire|adjointe?|elue?|conseill\w+)"
    r"|opening hours|open|closed|with the mayor|without an appointment"
    r"|(?:pas|plus|deja|not|n t) (?:besoin|pris|need)\b)\b"
)
_URGENT = re.compile(
    r"\b(?:en urgence|urgent\w*|tres vite|au plus (?:vite|tot)|rapidement|le plus (?:vite|tot)|urgently|asap"
    r"|as soon as possible)\b"
)
_DEADLINE = re.compile(
    r"\b(?:(?:je|on|nous) (?:pars?|partons|m en vais|decolle)"
    r"|(?:mon|notre|le) (?:vol|avion|voyage|depart) (?:est|part)|j ai (?:un |mon )?(?:vol|avion|voyage)"
    r"|(?:i|we)(?: m| am| re| are)? (?:leav\w+|fly\w*|travell?\w*)"
    r"|(?:my|our|the) (?:flight|trip|plane) (?:is|leaves)) .*$"
)
""""Je pars dans trois jours": before when, and no day to come."""


def wished_in(talk: Talk, text: str, today: date) -> When | None:
    """When a booking is wished for, as `read_when`; the day of a departure is not."""
    if _DEADLINE.search(bare(text)):
        return read_when(talk.language, _DEADLINE.sub("", bare(text)), today)
    return read_when(talk.language, text, today)


def books_with_its_day(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Is a visit asked for with its day, or in a hurry, and with what the town hall books it for?"""
    words = bare(text)
    if not talk.today or len(words.split()) > _LONGEST or not _VISIT.search(words):
        return False
    if _NO_BOOKING.search(words) or talk.tongue.wish_of(text) is not Wish.BOOK:
        return False
    hurried = _URGENT.search(words) or _DEADLINE.search(words)
    if not hurried and read_when(talk.language, text, date.fromisoformat(talk.today)) is None:
        return False
    event = yield FindAppointmentKinds(text=text, language=talk.language)
    return bool(answered(event, AppointmentKindsFound).kinds)
