"""What is said once the number to dial was told: that it is no emergency, or that it is one."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Reply
from flows.collect.problem import answers_nobody, problem_in
from flows.collect.words import bare
from flows.doing import get_done
from flows.emergencies.emergency import emergency
from flows.emergencies.flooded_home import cut_off_by_water, floods_home
from flows.emergencies.going_on import asks_otherwise, expects_help, goes_on
from flows.events import AnswersFound, Event, Heard, Pressed
from flows.fetching import person
from flows.front_door import FrontDoor, Step, just_yes
from flows.interruptions import Business
from flows.routes import Route
from flows.routing import RECEPTION
from flows.understand import fold

AFTER_DANGER, STAYING = "emergency.next", "emergency.stay"
"""Asked once the number was told, and once it was told again."""
_FOR_THE_TEAM = ("fire", "any")
"""Kinds of emergency that it sees to as well."""
_BRIEF = 3
"""Words of an answer that says more than no."""
_WELL = re.compile(
    r"(?:(?:non|mais|oui|si|merci|la|maintenant|euh|tout|no|yes|but|now) )*"
    r"(?:(?:il|elle|on|ca|je|tout|tout le monde|ils|elles) (?:va|vais|vont) (?:tres |plutot )?(?:bien|mieux)"
    r"|ca va(?: mieux)?|c est (?:passe|fini|regle|rien)|plus de peur que de mal"
    r"|(?:c est bon )?(?:il|elle) (?:respire|parle|bouge)(?: bien| mieux| normalement)?|c est bon|ca va aller"
    r"|(?:c est bon )?(?:il|elle) (?:s est (?:reveillee?|relevee?)|a repris connaissance|est conscient\w*)"
    r"|(?:c est bon )?(?:les pompiers|le samu|l ambulance|les secours|la police|ils)"
    r" (?:arrive(?:nt)?|(?:est|sont) (?:deja )?(?:la|arrivee?s?|en route|prevenue?s?))"
    r"|(?:he|she|it|everyone|everybody|everything) (?:is|s) (?:fine|ok|okay|all right|over)|i m (?:fine|ok))"
    r"(?: (?:merci|maintenant|la|heureusement|now|thanks|thank you))*"
)
"""What is answered to "si ce n'est pas une urgence, dites-moi ce que je peux faire" when it is none."""
_SAFE = re.compile(
    r"(?:(?:non|mais|si|la|euh|ah|ben|no|but) )*"
    r"(?:(?:je|on|nous) (?:ne )?(?:suis|est|sommes) (?:pas|plus|pas vraiment|pas du tout) en danger"
    r"|je (?:suis|me sens) en securite|(?:il )?(?:n )?y a (?:pas|plus|aucun) (?:de )?danger"
    r"|(?:c est|ce n est|ca n est|c etait) (?:pas|plus) (?:une urgence|urgent|dangereux)"
    r"|i m (?:not in (?:any )?danger|safe)|there is no danger|it s not (?:an emergency|urgent))"
    r"(?: (?:merci|maintenant|la|pour l instant|pour le moment|en ce moment|tout de suite|aujourd hui"
    r"|immediat|immediatement|now|right now|at the moment))*"
)
"""A no that says of what, after the number was told: it needs no question whether anybody is in danger."""
_CHILDS_AGE = re.compile(
    r"\bj'ai (?:moi |bientôt |que |juste |seulement )?"
    r"(?:trois|quatre|cinq|six|sept|huit|neuf|dix|onze|[3-9]|1[01]) ans(?: et demi)?$"
    r"|(?:^|\bcause |\band |\bbut |\bno |\byes )(?:i'm|i am) (?:only |just |nearly )?"
    r"(?:three|four|five|six|seven|eight|nine|ten|eleven|[3-9]|1[01])(?: and a half)?(?: years old)?$"
)


def step_after_danger(door: FrontDoor, prompt: str, reply: Reply) -> Step | None:
    """What follows when a reply to `prompt` says that it is an emergency, or may; None for any other."""
    if isinstance(reply, Pressed):
        return _step_after_key(door, prompt, reply.digits)
    if prompt == AFTER_DANGER:
        if _needs_the_number_again(door, reply.text):
            return _tell_again(door)
        if _WELL.fullmatch(bare(reply.text)):
            return _listen_on()
        if _SAFE.fullmatch(bare(reply.text)) and _may_be_safe(door):
            return _listen_on()
        if floods_home(door.danger) and cut_off_by_water(reply.text):
            return _tell_again(door)
        if goes_on(reply.text):
            return _tell_again(door, reply.text)
        if just_yes(door, reply.text) or _just_no(door, reply.text):
            return _still_in_danger(door)
    if prompt == STAYING and just_yes(door, reply.text) and not _wants_to_die(door):
        return _tell_again(door)
    if prompt == STAYING and (just_yes(door, reply.text) or goes_on(reply.text)):
        return _somebody_for(door, door.danger)
    return _listen_on() if prompt == STAYING and _just_no(door, reply.text) else None


def _step_after_key(door: FrontDoor, prompt: str, digits: str) -> Step | None:
    """1 is yes and 2 is no, as at any question that a yes or a no answers."""
    if prompt == AFTER_DANGER and digits in ("1", "2"):
        return _tell_again(door) if _wants_to_die(door) and digits == "2" else _still_in_danger(door)
    if prompt == STAYING and digits in ("1", "2"):
        return _somebody_for(door, door.danger) if digits == "1" else _listen_on()
    return None


def _may_be_safe(door: FrontDoor) -> bool:
    """Whoever spoke of dying, and whoever sees a fire, is asked whatever they say of themselves."""
    return door.talk.tongue.emergency_kind(door.danger) not in ("distress", "distress_near", "fire")


def _needs_the_number_again(door: FrontDoor, text: str) -> bool:
    """Does a reply to "si ce n'est pas une urgence…" say that it is one: the mere no of somebody who spoke of
    dying, the age of a child?
    """
    return (_wants_to_die(door) and _just_no(door, text)) or bool(_CHILDS_AGE.search(fold(text)))


def _wants_to_die(door: FrontDoor) -> bool:
    return door.talk.tongue.emergency_kind(door.danger) == "distress"


def _just_no(door: FrontDoor, text: str) -> bool:
    return door.talk.tongue.yes_or_no(text) is False and len(text.split()) < _BRIEF


def _tell_again(door: FrontDoor, words: str = "") -> Step:
    """The number again; before it, to whoever believes that help comes from here, that it does not."""
    if expects_help(words):
        yield from door.talk.say("emergency.no_rescue", interruptible=False)
    yield from emergency(door.talk, door.danger)
    return STAYING


def _listen_on() -> Step:
    yield from ()
    return "main.question_again"


def _still_in_danger(door: FrontDoor, otherwise: Heard | None = None) -> Step:
    """A mere yes, or no, to "si ce n'est pas une urgence…": is it one? The number again, and a person.

    `otherwise`: what was said, and is answered once nobody is known to be in danger.
    """
    heard = yield from door.talk.confirm(
        "emergency.still", denied_by=lambda text: answers_nobody(text, door.talk.language)
    )
    if heard.recognised or (heard.yes is None and goes_on(heard.said)):
        yield from emergency(door.talk, door.danger)
        return (yield from _somebody_for(door, door.danger))
    if heard.yes is None and heard.text:
        return Heard(text=heard.said), "main.question_again"
    return (otherwise, "main.question_again") if otherwise and heard.yes is False else "main.question_again"


def beside_another_subject(door: FrontDoor, reply: Heard) -> Generator[Action, Event, Step | None]:
    """Right after the number was told, words that only come near some subjects: more is likely told of the
    danger, and whether anybody is in it is asked before any menu. None for a subject surely meant.
    """
    if not door.danger or door.talk.failures.asked not in (AFTER_DANGER, STAYING):
        return None
    if asks_otherwise(reply.text):
        return None
    found = yield FindAnswers(
        text=reply.text,
        alternatives=reply.alternatives,
        confidences=tuple(word.confidence for word in reply.words),
        language=door.talk.language,
    )
    near = isinstance(found, AnswersFound) and found.decision in ("confirm", "disambiguate")
    return _still_in_danger(door, reply) if near else None


def flooded_and_safe(door: FrontDoor, reply: Heard) -> Generator[Action, Event, Step | None]:
    """Water in a house where nobody is in danger: a person, before a menu of what only comes near it. None
    for anything else, and for what the town hall surely knows.
    """
    if not floods_home(reply.text):
        return None
    found = yield FindAnswers(text=reply.text, language=door.talk.language)
    if isinstance(found, AnswersFound) and found.decision == "answer":
        return None
    return person(door, "", Business(service=RECEPTION))


def unclear_after_danger(door: FrontDoor) -> Step | None:
    """Whoever is not understood right after the number was told is asked whether anybody is in danger still:
    "non, c'est mon voisin qui cuisine", "je vois rien". None anywhere else.
    """
    asked = door.talk.failures.asked == AFTER_DANGER and door.danger
    return _still_in_danger(door) if asked else None


def told_where(door: FrontDoor, words: str) -> Step:
    """Somebody who tells where the danger is believes that help is sent: it is not, and the number is told
    again. The town's own team on call sees to a fire, and to what falls; a person is fetched for the rest.

    `words`: what was told of it, then where, one utterance a line.
    """
    told = Heard(text=words)
    yield from door.talk.say("emergency.no_rescue", interruptible=False)
    yield from emergency(door.talk, door.danger)
    if door.talk.tongue.emergency_kind(door.danger) in _FOR_THE_TEAM:
        return (yield from get_done(door, Route.REPORT, told, danger_met=True))
    return (yield from _somebody_for(door, words.replace("\n", ", ")))


def _somebody_for(door: FrontDoor, words: str) -> Step:
    """The reception, whose agent reads of the danger and of nothing else; the team on call where it is a
    problem of the street, whose place is asked.
    """
    for_the_team = door.talk.tongue.emergency_kind(words) in _FOR_THE_TEAM
    if for_the_team and problem_in(words, door.talk.language) is not None:
        return (yield from get_done(door, Route.REPORT, Heard(text=words), danger_met=True))
    door.talk.told.correct(words)
    return (yield from person(door, "", Business(service=RECEPTION)))
