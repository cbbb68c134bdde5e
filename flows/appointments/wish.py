"""A booking asked for in one's own words: "rendez-vous passeport le 3 décembre", "venir jeudi pour…".

And the question whether one is needed: "s'il faut un rendez-vous pour un passeport".
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date, timedelta

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKindsFound, FindAppointmentKinds, answered
from flows.callbacks.words import moment_alone
from flows.collect.moments import read_when
from flows.collect.told_place import told_place
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.events import Choice, Event

_LONGEST = 20
"""Words of a sentence that asks for a booking."""
_MOST_NAMED = 4
"""Choices that a question names, which a place designates."""
_VISIT = re.compile(
    r"\b(?:rendez vous|rdv|creneaux?|de la place|des places|une place|des? disponibilites?|dispo|une dispo"
    r"|appointments?|booking|slots?|any room|a space|spaces|availability"
    r"|(?:avez|auriez|aurait|reste|resterait) (?:vous |il |encore |pas |plus )*(?:quelque chose|de libre)"
    r"|(?:have|got|there) (?:you )?(?:anything|something)(?: free)?)\b"
)
_NO_BOOKING = re.compile(
    r"\b(?:(?:sans|sur) (?:rendez vous|rdv)|(?:mon|ma|notre|leur|son|ce|my|our|the) (?:prochain )?"
    r"(?:rendez vous|rdv|creneau|appointment|booking)"
    r"|(?:ai|avais|a|avons|avez|have|had|got|d) (?:deja |bien |pris |eu |donne )*(?:un |an )?"
    r"(?:rendez vous|rdv|appointment)|horaires?|ouverte?s?|fermee?s?"
    r"|avec (?:le|la|l|un|une|madame|monsieur) (?:maire|adjointe?|elue?|conseill\w+)"
    r"|opening hours|open|closed|with the mayor|without an appointment|combien|comment|pourquoi|quels?"
    r"|quelles?|how|why|which|what"
    r"|(?:pas|plus|deja|not|n t) (?:besoin|pris|need)\b)\b"
)
_OPENING = (
    r"(?:(?:oui|non|alors|bonjour|bonsoir|allo|euh|c est pour|c est|pour|et|puis|un|une|le|prise de|bon|merci"
    r"|voila|hello|hi|please|an?|the|and|also|aussi) )*"
)
_PLAINLY = re.compile(
    rf"^{_OPENING}(?:rendez vous|rdv|creneau|appointment|booking)\b"
    r"|^(?!(?:j|je|on|nous|il|elle|mon|ma|mes|i|we|my|our) )(?:\w+ ){1,4}(?:rendez vous|rdv|appointment)\b"
    r"|\b(?:rendez vous|rdv|appointment)(?: (?:s il (?:vous|te) plait|svp|please|merci|aussi|also))*$"
    r"|\bvous avez (?:(?:quoi|quelles?) comme|quelles?|quels?|des) (?:dates?|creneaux|dispo\w*|places?)\b"
    r"|\b(?:auriez|aurait|avez)(?: (?:vous|il|encore|pas))* (?:une?|des) (?:creneaux?|place|date|dispo\w*)\b"
    r"|\ble plus (?:tot|vite) possible pour (?:un|une|mon|ma|le|la)\b"
    r"|\b(?:prendre|fixer|arreter|poser|bloquer|caler|trouver|retenir) (?:une )?date\b"
    r"|\bprendre (?:un )?jour\b"
    r"|\bfaut (?:que|qu) (?:je |j |on |nous )(?:\w+ )?(?:prenne|reserve|prenions)\b.*\b(?:rendez vous|rdv)\b"
)
"""No day has to be said for these to ask for a booking: "prendre date pour un passeport"."""
_COMES = re.compile(
    r"\b(?:(?:aimerais|voudrais|veux|peux|puis je|souhaite|souhaiterais|voulais|pourrais|pense|compte)"
    r" (?:je )?(?:venir|passer)"
    r"|(?:faut|faudrait) (?:que|qu) (?:je|on|nous) (?:vienne|passe|venions|passions)"
    r"|(?:viendrais|passerais|viendrai|passerai)"
    r"|(?:d like to|want to|can i|could i|may i|would like to) (?:come|drop|pop|stop)(?: (?:in|by|over))?)\b"
)
""""J'aimerais venir jeudi pour le passeport": asks for a booking where its day is told."""
_DATES_ASKED = re.compile(r"\b(?:quoi|quelles?|quels?) (?:comme )?(?:dates?|creneaux|dispo\w*|places?)\b")
""""Vous avez quoi comme dates": no question that an article answers."""
_FETCHES = re.compile(
    r"\b(?:retirer|recuperer|chercher|reprendre|retrait|pick up|collect|fetch|get)\b"
    r"|\b(?:passer|venir|passe|viens|vienne) (?:le |la |les )?prendre (?:mon|ma|mes|le|la|les|notre|nos)\b"
    r"|\bsans (?:rendez vous|rdv)\b"
)
_NEEDED = re.compile(
    r"\b(?:(?:est ce qu il |s il |si )?(?:faut il|il faut)(?! que\b)|dois je|doit on|je dois|on doit|besoin"
    r"|obligatoire|obligatoirement|necessaire|forcement|uniquement|seulement"
    r"|(?:que|c est|est)(?= (?:\w+ )?(?:sur|avec) ))"
    r" (?:\w+ ){0,3}?(?:un |une |de |d |le |sur |avoir |prendre )*(?:rendez vous|rdv)\b"
    r"|\b(?:rendez vous|rdv)(?: \w+){0,2} (?:obligatoire|necessaire|indispensable)\b"
    r"|\b(?:venir|passer|viens|recoit|recevez|prend|prenez) (?:\w+ ){0,4}sans (?:rendez vous|rdv)\b"
    r"|\b(?:do i need|do we need|do you need|need to (?:have|make|book)|have to (?:have|make|book)"
    r"|necessary to"
    r"|required|come (?:in )?without|if i need|whether i need)\b.*\b(?:appointment|booking)\b"
)
_ASKS_IT = re.compile(
    r"\b(?:faut il|ai je|a t on|est ce|s il faut|savoir si|dois je|doit on"
    r"|obligatoire|obligatoirement|forcement|necessaire|peux|peut|puis je|sans (?:rendez vous|rdv)"
    r"|do i|do we|do you|is it|if i|whether|without"
    r"|required)\b|^(?:il )?faut (?:un |prendre )"
)
_ASKS_ELSE = re.compile(
    r"\b(?:combien|quand|quels?|quelles?|how long|when|which|apporter|amener|fournir|payer|payant\w*"
    r"|couts?|coute|prix|tarifs?|gratuit\w*|annul\w+|deplac\w+|bring|pay|cost|price|free|cancel|move)\b"
)
"""What one has to do with a visit otherwise than make it: "qu'est-ce qu'il faut apporter au rendez-vous"."""
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


_ASKED_ON = re.compile(
    r"\b(?:rendez vous|rdv|creneau|appointment|slot)(?: (?:pour|le|du|ce|on|for|the|un|une|a|carte|passeport"
    r"|passport|d identite|identity|card|pacs|dossier|de|mariage|possible))*"
    r" (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d{1,2}|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b(?! (?:dernier|passe|d avant))"
)
"""What is asked for on a day: not "j'ai perdu mon passeport lundi 23, un rendez-vous"."""


def is_asked_on_a_day(text: str) -> bool:
    """Is the day that these words tell that of the visit, and not of something that happened?"""
    return _ASKED_ON.search(bare(text)) is not None


def wished_in(talk: Talk, text: str, today: date) -> When | None:
    """When a booking is wished for, as `read_when`; the day of a departure is not."""
    if _DEADLINE.search(bare(text)):
        return read_when(talk.language, _DEADLINE.sub("", bare(text)), today)
    return read_when(talk.language, text, today)


def before_departure(language: str, text: str, today: date) -> When | None:
    """The days left to whoever says when they leave, "je pars lundi", or when they would come."""
    said = bare(text)
    leaves = _DEADLINE.search(said)
    day = read_when(language, leaves[0], today) if leaves else None
    if leaves is None or day is None or day.problem or day.first is None or day.first <= today:
        return None
    beside = read_when(language, said[: leaves.start()], today)
    if beside is not None and beside != When():
        return beside
    return When(first=today, last=day.first - timedelta(days=1))


def asks_to_book(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Is a visit asked for, with what the town hall books it for: plainly, or with its day, or in a hurry?"""
    words = bare(text)
    asks = _VISIT.search(words) or _PLAINLY.search(words)
    comes = _COMES.search(words) and not _FETCHES.search(words)
    if not talk.today or len(words.split()) > _LONGEST or not (asks or comes):
        return False
    if _NO_BOOKING.search(_DATES_ASKED.sub(" ", words)) or talk.tongue.wish_of(text) is not Wish.BOOK:
        return False
    timed = _URGENT.search(words) or _DEADLINE.search(words)
    plain = _PLAINLY.search(words) and not _ASKS_IT.search(words)
    if not (plain or timed) and read_when(talk.language, text, date.fromisoformat(talk.today)) is None:
        return False
    return (yield from _names_its_kind(talk, text))


def asks_if_needed(text: str) -> bool:
    """Is it asked whether one has to make an appointment? "Faut-il un rendez-vous pour un passeport ?"."""
    words = bare(text)
    return (
        len(words.split()) <= _LONGEST
        and _NEEDED.search(words) is not None
        and _ASKS_IT.search(words) is not None
        and _ASKS_ELSE.search(words) is None
    )


def asks_whether_to_book(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """As `asks_if_needed`, of something that visits are booked for here: an article tells of all else."""
    return asks_if_needed(text) and (yield from _names_its_kind(talk, text))


def tells_moment(talk: Talk, text: str) -> bool:
    """Is it a day or an hour, and nothing else: "le quinze décembre", not "le premier" of what was named?"""
    when = moment_alone(talk, text)
    placed = told_place(text, _MOST_NAMED) is not None or talk.tongue.route_of(text) is not None
    return when not in (None, When()) and not placed


def times_visit(talk: Talk, choice: Choice | None, text: str) -> Generator[Action, Event, bool]:
    """Do these words tell when, and nothing else, where visits are booked for the subject of that article?"""
    if choice is None or not tells_moment(talk, text):
        return False
    event = yield FindAppointmentKinds(text=choice.slug, language=talk.language)
    return any(kind.slug == choice.slug for kind in answered(event, AppointmentKindsFound).kinds)


def _names_its_kind(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    event = yield FindAppointmentKinds(text=text, language=talk.language)
    return bool(answered(event, AppointmentKindsFound).kinds)
