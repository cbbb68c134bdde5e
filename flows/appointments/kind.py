"""What an appointment is for: understood from what was said, or asked."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.actions import Action, FindAnswers, Value
from flows.appointments.words import KIN
from flows.ask import Reply, Talk
from flows.booking import AppointmentKind, AppointmentKindsFound, FindAppointmentKinds, answered
from flows.choosing import Option
from flows.collect.files import MOST_FILES, files_in
from flows.collect.moments import read_when
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.events import AnswersFound, Event, Heard, Pressed
from flows.giving_up import gives_up_visit
from flows.interruptions import ChangeOfMind, LanguageWanted, Withdrawn
from flows.obeying import KEYS_TOLD
from flows.other_bodies import other_body
from flows.routing import RECEPTION
from flows.self_correction import said_last, self_corrected
from flows.understand import fold
from flows.whose_business import service_named

MAX_KINDS = 3
"""Kinds of appointment offered at once."""
MAX_KEYS = 4
"""Kinds offered to whoever presses keys."""
EXAMPLES = 2
"""Kinds of appointment cited by one sentence."""
KEYED_WISHES = {"2": Wish.CHANGE, "3": Wish.CANCEL}
"""Keys of whoever has an appointment already."""
_VISIT = re.compile(
    r"\b(?:(?:je voudrais|je veux|il me faut|il me faudrait|prendre|j'aimerais|avoir|i'd like|i need|i want)"
    r" )*(?:un |une |an? )?(?:rendez vous|rdv|appointment)(?: (?:pour|for))?\b"
)
_KEYS = "appointment.what.no_input.2"
"""The question in the words that tell its keys."""
_FOR = re.compile(r"\b(?:pour|for|chez)\b")
_FOR_KIN = re.compile(rf"\b(?:pour|for) (?:mon|ma|mes|notre|my|our) {KIN}$")
"""Whom it is for, and not what for: "mari" names no wedding."""
_WITH = re.compile(r"\b(?:rendez vous|rdv|appointment|rendez-vous) (?:avec|with) (?!moi\b|vous\b|you\b)")
"""Somebody is named, whom nobody here knows: "avec un conseiller numérique"."""
_MOST_OF_A_SERVICE = 6
"""Words of "avec le service de l'urbanisme"."""
_LEAST_NAMED = 2
"""Words that may name a subject: "acte naissance"."""
_WHICH = {2: "appointment.which_2", 3: "appointment.which_3", 4: "appointment.which_4"}


class WishKeyed(Exception):
    """The caller would rather change, or cancel, the appointment they have; caught by whoever asked."""

    def __init__(self, wish: Wish) -> None:
        super().__init__(wish)
        self.wish = wish


@dataclass(frozen=True)
class Meant:
    """What an appointment is for."""

    kind: AppointmentKind
    words: str
    """The caller's, which named it."""
    files: tuple[str, ...] = ()
    """Slugs of the kinds, one a file, when it is for several."""


def appointment_kind(talk: Talk, words: str, today: date) -> Generator[Action, Event, Meant | None]:
    """What is meant; None when it could not be known.

    `words`: what was said already; empty: it is asked at once. Raises WishKeyed.
    """
    heard = Heard(text=words)
    prompts = ("appointment.what", "appointment.what.no_match.1", "appointment.what.no_match.2")
    for prompt in (None, *prompts) if words else prompts:
        if prompt == prompts[0] and words and _names_something(words):
            continue  # what was named is not booked here: nobody is asked as if they had said nothing
        if prompt is not None:
            reply = yield from _ask(talk, prompt)
            if reply is None:
                return None
            if isinstance(reply, Pressed) and reply.digits in KEYED_WISHES:
                raise WishKeyed(KEYED_WISHES[reply.digits])
            if isinstance(reply, Heard) and _wants_nothing(talk, reply.text):
                raise Withdrawn(reply.text)
            heard = reply if isinstance(reply, Heard) else Heard(text="")
            heard = replace(heard, text=self_corrected(heard.text) or heard.text)
        several = yield from files_in(talk, heard.text)
        if several is not None and len(several.kinds) > MOST_FILES:
            yield from talk.say("appointment.too_many")
            return None
        if several is not None:
            yield from talk.say("appointment.longer", {"count": len(several.kinds)})
            return Meant(several.kind, heard.text, several.slugs)
        kinds = yield from _found(talk, heard, today)
        if len(kinds) > 1 and (rather := said_last(heard.text)):
            kinds = (yield from _found(talk, replace(heard, text=rather, alternatives=()), today)) or kinds
        if len(kinds) == 1:
            return Meant(kinds[0], heard.text)
        if kinds:
            chosen = yield from _which(talk, kinds)
            if chosen is not None:
                return Meant(chosen, heard.text)
        elif heard.text:
            said = heard.text if prompt else talk.last_words
            of_service = yield from _of_service(talk, said)
            if talk.service_meant:
                return None
            if of_service is not None:
                return of_service
            yield from _not_booked_here(talk, said, asked=bool(prompt))
            if prompt is None and _WITH.search(fold(said)):
                return None
    return None


def _of_service(talk: Talk, said: str) -> Generator[Action, Event, Meant | None]:
    """One of the kinds that a service named alone takes appointments for: "avec l'état civil".

    Where it takes none, it is kept in `talk.service_meant`: that is who had better be asked.
    """
    words = " ".join(_VISIT.sub(" ", fold(said)).split())
    named = bool(_WITH.search(fold(said)) or "service" in words.split())
    if not words or _FOR.search(fold(said)) or len(words.split()) > (_MOST_OF_A_SERVICE if named else 1):
        return None
    service = yield from service_named(talk, words)
    if not service or service == RECEPTION:
        return None
    found = yield FindAppointmentKinds(language=talk.language)
    kinds = [kind for kind in answered(found, AppointmentKindsFound).kinds if kind.service == service]
    if not kinds:
        talk.service_meant = service
    if not kinds or not named:
        return None
    chosen = kinds[0] if len(kinds) == 1 else (yield from _which(talk, kinds[:MAX_KEYS]))
    return Meant(chosen, said) if chosen is not None else None


def _without_kin(text: str) -> str:
    """The same words, unless they end with whom it is for."""
    return text if _FOR_KIN.search(bare(text)) is None else _FOR_KIN.sub("", bare(text)).strip()


def _names_something(said: str) -> bool:
    said = _without_kin(said)
    return len(_VISIT.sub(" ", fold(said)).split()) >= _LEAST_NAMED and _FOR.search(fold(said)) is not None


def _keys_told(talk: Talk) -> bool:
    """Were the keys of the question told: at once, or after its silences?"""
    return talk.deaf or talk.failures.count >= (1 if talk.by_keys_alone else KEYS_TOLD)


def _not_booked_here(talk: Talk, said: str, *, asked: bool) -> Generator[Action, Event, None]:
    """Raise `ChangeOfMind` for what no visit is booked for, and an article tells, or another body sees to:
    "un acte de naissance", "ma carte grise"."""
    words = " ".join(_VISIT.sub(" ", fold(said)).split())
    if other_body(words, talk.language):
        raise ChangeOfMind(words)
    if len(words.split()) < _LEAST_NAMED:
        return
    found = yield FindAnswers(text=words, language=talk.language)
    known = ("answer",) if asked else ("answer", "confirm")
    if isinstance(found, AnswersFound) and found.decision in known and talk.tongue.route_of(words) is None:
        raise ChangeOfMind(words)


def _ask(talk: Talk, prompt: str) -> Generator[Action, Event, Reply | None]:
    """Ask what it is for, with examples of what this town takes appointments for; None without an answer."""
    while True:
        event = yield FindAppointmentKinds(language=talk.language)
        kinds = answered(event, AppointmentKindsFound).kinds
        if not kinds:
            return None
        try:
            examples = examples_of([kind.title for kind in kinds], asked_again=prompt.endswith(".2"))
            reply = yield from talk.ask(prompt, examples)
            if isinstance(reply, Pressed) and reply.digits in KEYED_WISHES and not _keys_told(talk):
                return (yield from talk.ask(_KEYS, examples))  # it may be the second of the examples
            return reply
        except LanguageWanted:
            continue  # the examples too are to be in the language chosen


def _wants_nothing(talk: Talk, text: str) -> bool:
    """ "Finalement non", or "c'est tout" where it is asked what a visit is for."""
    return gives_up_visit(text) or talk.tongue.nothing_more(text)


def examples_of(titles: Sequence[str], *, asked_again: bool = False) -> dict[str, Value]:
    """What the question cites: the first appointments that the town takes, then others."""
    others = titles[EXAMPLES : 2 * EXAMPLES] if asked_again else ()
    return {"examples": ", ".join(others or titles[:EXAMPLES])}


def _found(talk: Talk, heard: Heard, today: date) -> Generator[Action, Event, Sequence[AppointmentKind]]:
    """The kinds that these words may mean; the most asked for, when a key was pressed."""
    heard = replace(heard, text=_without_kin(heard.text))
    query = FindAppointmentKinds(text=heard.text, alternatives=heard.alternatives, language=talk.language)
    kinds = answered((yield query), AppointmentKindsFound).kinds
    if not heard.text:
        return kinds[:MAX_KEYS] if len(kinds) > 1 else ()
    for words in _without_when(talk.language, heard.text, today):
        if kinds:
            break
        event = yield FindAppointmentKinds(text=words, language=talk.language)
        kinds = answered(event, AppointmentKindsFound).kinds
    return kinds[:MAX_KINDS]


def _without_when(language: str, text: str, today: date) -> list[str]:
    """What is left of the words before, and after, the day and the hour they speak of."""
    if read_when(language, text, today) is None:
        return []
    words = text.split()
    parts = [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
    ends = [" ".join(words[-count:]) for count in range(len(words) - 1, 0, -1)]
    timeless = (
        next((part for part in kept if read_when(language, part, today) is None), "")
        for kept in (parts, ends)
    )
    return [part for part in timeless if part]


def _which(talk: Talk, kinds: Sequence[AppointmentKind]) -> Generator[Action, Event, AppointmentKind | None]:
    values = {f"kind_{place}": kind.title for place, kind in enumerate(kinds, start=1)}
    chosen = yield from talk.choose(_WHICH[len(kinds)], [Option(kind.title) for kind in kinds], values)
    return kinds[chosen] if isinstance(chosen, int) else None
