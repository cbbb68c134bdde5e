"""Whom a visit is for, told before their name is asked: "c'est pour Kevin, pas pour moi"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.appointments.words import KIN, name_in
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import Event
from flows.understand import fold

_NOT_ME = r"(?:(?:et |mais |and )?(?:c'est |it's |ce sera )?(?:pas|not) (?:pour |for )?(?:moi|me))"
_FOR = re.compile(
    r"^(?:(?:ah|euh|oui|non|alors|mais|attendez|en fait|pardon|no|yes|well|oh|sorry|wait) )*"
    rf"(?P<before>(?:ce n'est |c'est |ce sera |ça sera |it's )?{_NOT_ME} (?:mais |but )?)?"
    r"(?:(?:c'est|ce sera|ça sera|it's|it is|but) )?(?:pour|for) (?P<whom>.+?)"
    rf"(?P<after> {_NOT_ME})?$"
)
_KIN = re.compile(rf"^(?:mon|ma|mes|notre|my|our) (?:\w+ )?{KIN}\b")


def for_whom(text: str) -> str | None:
    """The name of whoever a visit is for; "" when they are told without it, None when nobody is told."""
    found = _FOR.match(fold(text))
    if found is None:
        return None
    if _KIN.search(bare(found["whom"])):
        return ""
    return name_in(found["whom"]) if found["before"] or found["after"] else None


def noted_for_whom(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Keep whom a visit is for until that is asked, and the rest of a name said next; false for nobody."""
    name = for_whom(text)
    if name is None and _completes(talk, text):
        name = fold(text)
    if name is None:
        return False
    talk.name_told = name
    yield from talk.say("appointment.for_another")
    return True


def tells_for_whom(talk: Talk, text: str) -> bool:
    """Would `noted_for_whom` keep something?"""
    return for_whom(text) is not None or _completes(talk, text)


def _completes(talk: Talk, text: str) -> bool:
    """ "Kevin Durand", after "Kevin"."""
    return bool(talk.name_told) and fold(text).startswith(f"{talk.name_told} ")
