"""Anything else that is wanted where a message or a callback is offered: it is heard."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import AnswersFound, Event
from flows.giving_up import wants_neither
from flows.interruptions import AgentWanted, ChangeOfMind
from flows.messages.words import asks_something
from flows.routes import Route
from flows.whose_business import service_named

DICTATED = 6
"""Words, beyond a yes or a no, that are the message itself rather than an answer to its offer."""
_LEAD = (
    r"^(?:(?:ah|oh|euh|bon|ben|bah|merci|oui|non|mais|alors|et|aussi|plutot|en fait|finalement|attendez|sinon"
    r"|je (?:veux|voudrais|voulais|souhaite|souhaiterais)|j aimerais|il me faut|juste|no|yes|well|but"
    r"|actually"
    r"|i (?:want|need|d like)|i would like|to) )*"
)
_WANTS_DONE = re.compile(
    _LEAD + r"(?:signaler|prendre (?:un )?(?:rendez vous|rdv)|(?:un |le |mon )?(?:rendez vous|rdv)\b"
    r"|(?:annuler|changer|deplacer|decaler)\b|report (?:a|an|the)\b"
    r"|(?:make |book |get )?(?:an? |my )?appointment\b|cancel\b|change my\b)"
)
"""What is wanted instead, said outright: a story that tells of a broken thing is the message itself."""
_SOMEBODY_ELSE = re.compile(
    r"^(?:(?:non|bon|mais|alors|no|well|but) )*(?:et|plutot|ou|and|what about|how about|rather)\b"
)
_FIRST = re.compile(
    _LEAD + r"(?:la |le )?(?:premiere?|1er|1re)(?: (?:option|choix|solution))?$|^the first(?: one)?$"
)
_SECOND = re.compile(
    _LEAD + r"(?:la |le |les )?(?:deuxieme|seconde?|deux)(?: (?:option|choix|solution))?$"
    r"|^(?:the second(?: one)?|both)$"
)
""" "Les deux": whoever rings back takes the message."""
_TELL_ME = re.compile(
    r"^(?:(?:non|bon|mais|alors|et|no|well) )*(?:dites|donnez|tell)[ -](?:moi|me)(?: plutôt| juste)*"
    r" (?:vos )?",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    _LEAD + r"(?:(?:re)?essaye[rz](?: encore| de nouveau)?|reessaie|try again"
    r"|i (?:(?:can|ll|will|(?:d|would) rather) |(?:d |would )?(?:like|prefer) to |want to )(?:just )?"
    r"(?:wait|hold)(?: on)?"
    r"|(?:je (?:peux|vais|prefere|prefererais) |j (?:aime|aimerais) mieux |je veux bien |bien |laissez moi )?"
    r"(?:attendre|patienter|rester (?:en ligne|en attente))"
    r"|(?:je|j) (?:attends|patiente|reste en (?:ligne|attente)|ne quitte pas))"
    r"(?: (?:un peu|encore|en ligne|au telephone|mon tour|(?:(?:un|une|l|votre|vos) )?(?:agents?|conseill\w+"
    r"|personne|collegues?)|quelqu un|qu(?:e? (?:on|quelqu un|un agent|une personne))"
    r" (?:se libere|soit (?:libre|disponible)|reponde|puisse me (?:prendre|repondre)|arrive|me reponde)"
    r"|s il vous plait|madame|monsieur|en fait|finalement|plutot|merci|please|a bit|alors))*$"
)
""""Réessayez", "je peux attendre": the telephones ring once more."""
_WISHES = re.compile(
    r"\b(?:je (?:veux|voudrais|voulais|souhaite|souhaiterais|prefere|prefererais)|j (?:aime|aimerais)"
    r"|laissez moi|i (?:would|d|prefer|want))\b"
)
_MINE = re.compile(r"\b(?:mon|ma|mes|notre|nos|me|m|my|our|us)\b")


def wants_message(words: str) -> bool | None:
    """ "Le premier" of the two that are offered; False for neither; None: the words say nothing of it."""
    said = bare(words)
    if _FIRST.search(said):
        return True
    return False if wants_neither(words) else None


def would_rather_wait(words: str) -> bool:
    """ "Je préfère attendre": neither is wanted, but somebody."""
    return bool(_AGAIN.search(bare(words)))


def wishes_to_wait(words: str) -> bool:
    """ "Je voudrais attendre": as `would_rather_wait`, said as a wish, and not to be given a moment."""
    return would_rather_wait(words) and _WISHES.search(bare(words)) is not None


def wants_done(words: str) -> bool:
    """ "Signaler un trou", "un rendez-vous": what is wanted, said outright."""
    return bool(_WANTS_DONE.search(bare(words)))


def wants_callback(words: str) -> bool:
    """ "Le deuxième" of the two that are offered."""
    return bool(_SECOND.search(bare(words)))


def look_for_another_wish(talk: Talk, words: str, service: str) -> Generator[Action, Event, None]:
    """Raise what leads to another flow, service or answer, when the words want one of them."""
    if would_rather_wait(words):
        raise AgentWanted
    route = talk.tongue.route_of(words)
    short = len(talk.tongue.besides(words).split()) < DICTATED
    if route is Route.STATUS:
        raise ChangeOfMind(words)
    if route in (Route.REPORT, Route.APPOINTMENT) and wants_done(words):
        raise ChangeOfMind(words)
    somebody_else = short and (route is Route.PERSON or _SOMEBODY_ELSE.search(bare(words)))
    if somebody_else and (yield from service_named(talk, words)) not in ("", service):
        raise AgentWanted(words)
    asks = asks_something(words)
    words = _TELL_ME.sub("", words)
    if not (asks or short) or (_MINE.search(bare(words)) and not (asks and short)):
        return
    found = yield FindAnswers(text=words, language=talk.language)
    if not isinstance(found, AnswersFound) or not found.choices:
        return
    elsewhere = found.decision == "answer" and found.choices[0].service != service
    if elsewhere or (asks and found.decision in ("answer", "confirm")):
        raise ChangeOfMind(words)
