"""Where one's own file or request stands: the line does not know, and finds whoever does."""

from __future__ import annotations

import re

from flows.collect.problem import problem_in
from flows.collect.words import bare
from flows.doing import get_done
from flows.events import Heard
from flows.fetching import person, silence
from flows.front_door import FrontDoor, Step
from flows.routes import Route
from flows.services import route_in


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MY = r"(?:mon|ma|mes|notre|nos|son|sa|ses)(?: \w+)?"
_UNNAMED = r"(?:demandes?|dossiers?|candidatures?|reclamations?|inscriptions?|recours)"
_FILE = rf"{_MY} (?:{_UNNAMED}|subventions?|permis de construire|declaration(?: prealable)?)"
_STANDS = r"(?:(?:en )?(?:est|sont) ou|ou (?:ca |c |il |elle |ils |elles )?en (?:est|sont))"
_DONE = (
    r"(?:(?:trait|accept|valid|etudi|examin|avanc|bloqu|enregistr|refus|termin)ee?s?|pret(?:e|s|es)?"
    r"|comple(?:te|ts|t|tes)|instruite?s?)"
)
_MOVES = rf"(?:n )?avance|traine|est en cours|(?:est|a ete|sont|ont ete|soit) (?:\w+ )?{_DONE}"
_NEWS = r"(?:suivi|suivre|avancement|etat|nouvelles?)(?: (?:de|d|du|sur|pour|concernant|l avancement))*"
_PROGRESS = {
    "fr": re.compile(
        rf"\bou (?:ca |c |il |elle )?en (?:est|sont) (?:donc |exactement )?{_FILE}\b"
        rf"|\b{_FILE}\b(?: (?!(?:et|mais|pour que)\b)\w+){{0,6}}? {_STANDS}\b"
        rf"|\b(?:{_NEWS}|reponses? (?:a|pour|de|sur|concernant)) {_FILE}\b"
        rf"|\b{_FILE}\b(?: \w+){{0,6}}? (?:{_MOVES})\b"
    ),
    "en": re.compile(
        r"\b(?:where is|status of|progress of|progress on|follow|news (?:about|of|on)|update on|answer to) my"
        r" (?:\w+ ){0,2}(?:application|request|file|complaint)\b"
        r"|\bmy (?:\w+ )?(?:application|request|file)\b.* (?:accepted|processed|approved|ready|stands?)\b"
    ),
}
_SAID_OF_ANY = _set(
    "bonjour allo oui alors euh et mais donc je j voudrais veux voulais aimerais souhaite appelle pour"
    " savoir connaitre demander est ce que qu si ou en sont ca c il elle a ai ete de d du des la le les l"
    " un une au sur concernant avoir nouvelle nouvelles suivi suivre avancement etat reponse reponses"
    " attends toujours pas n ne recu eu depuis quand combien temps longtemps encore deja s vous plait"
    " merci svp madame monsieur pouvez pourriez me moi dire donner faite fait deposee avance traine cours"
    " soit sera i want would like know to where is the of on my status progress about news any please"
    " hello follow update has been answer application request file it have you can tell"
)


def asks_progress(text: str, language: str = "fr") -> bool:
    """Do these words ask where a file stands: "où en est mon dossier"? A report or a visit is no file."""
    return _PROGRESS.get(language, _PROGRESS["fr"]).search(bare(text)) is not None


def names_no_file(text: str) -> bool:
    """Is nothing told of what was asked for: "où en est ma demande", and no more?"""
    said = re.sub(rf"\b(?:{_MY} {_UNNAMED}|{_DONE})\b", " ", bare(text))
    return set(said.split()) <= _SAID_OF_ANY


def find_out(door: FrontDoor, reply: Heard) -> Step:
    """Ask which file it is, unless that was told, and look for whoever knows where it stands."""
    words = reply.text
    if door.last is None and names_no_file(words):
        which = yield from door.talk.ask("main.which_file")
        if which is None:
            return (yield from silence(door))
        if not isinstance(which, Heard):
            return which, "main.question_again"
        if problem_in(which.text, door.talk.language) is not None:
            return (yield from get_done(door, Route.STATUS, which))
        if route_in(door.talk, which) is not None or door.talk.tongue.nothing_more(which.text):
            return which, "main.question_again"
        words = f"{words}, {which.text}"
    yield from door.talk.say("main.file_at_service")
    return (yield from person(door, words))
