"""Changing the callback just agreed: "c'est plutôt pour demain après-midi", "c'est pour la cantine"."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import AskCallback
from flows.callback import agree_on_window, at_its_service, subject_in, written_window
from flows.collect.moments import read_when
from flows.collect.phone_number import written_number
from flows.collect.words import bare
from flows.events import Event

_MOVED = re.compile(
    r"\b(?:plutot|finalement|en fait|au fait|non|pardon|changer?|decaler?|deplacer?|prefere(?:rais)?|mieux"
    r"|rather|instead|actually|better|change|move|sorry|no)\b"
)
"""Words of whoever would rather be rung back at another time."""
_PADDING = re.compile(
    r"\b(?:plutot|finalement|en fait|au fait|non|pardon|change[rz]?|decale[rz]?|deplace[rz]?"
    r"|prefere(?:rais)?|mieux|rather|instead|actually|better|change|move|sorry|no|it|that|will|please|could"
    r"|can|for|s|c est|ce sera(?:it)?|ca sera(?:it)?|ca|cela|mon|ma|heure|creneau|excusez|attendez|alors|euh"
    r"|bon|ah|oh)\b"
)
_ABOUT = re.compile(
    r"^(?:(?:non|oui|ah|euh|et|au fait|en fait|alors|donc) )*(?:c est|ce sera(?:it)?|c etait|it s|it is)"
    r" (?:pour|au sujet|a propos|concernant|a cause|about|for|regarding)\b"
)


def changes_callback(talk: Talk, text: str) -> bool:
    """Do these words move the callback agreed in this call, or say at last what it is about?"""
    return _moves(talk, text) or _says_about(talk, text)


def change_callback(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Agree on another window, or keep what it is about; always true."""
    asked = talk.rung_back
    if asked is None:
        return True
    if not _moves(talk, text):
        about = yield from at_its_service(talk, replace(asked, subject=text, changes=True))
        yield from _keep(talk, about)
        yield from talk.say("callback.about")
        return True
    today = date.fromisoformat(talk.today)
    window = yield from agree_on_window(talk, asked.service, text, today)
    if window is None:
        yield from talk.say("callback.unchanged")
        return True
    yield from _keep(talk, replace(asked, start=window.start, end=window.end, changes=True))
    told = {"window": written_window(talk, window, today), "phone": written_number(asked.phone)}
    yield from talk.say("callback.agreed", told)
    return True


def _keep(talk: Talk, asked: AskCallback) -> Generator[Action, Event, None]:
    yield NoteOutcome(outcome="message")
    yield asked
    talk.rung_back = asked


def _moves(talk: Talk, text: str) -> bool:
    """Another moment, said to be one, and nothing else: "en fait vous ouvrez demain ?" is a question."""
    if talk.rung_back is None or not talk.today:
        return False
    said = bare(text)
    if not (_MOVED.search(said) or talk.tongue.route_of(text) is not None):
        return False
    when = read_when(talk.language, text, date.fromisoformat(talk.today))
    return when is not None and not when.problem and not subject_in(_PADDING.sub(" ", said), least=1)


def _says_about(talk: Talk, text: str) -> bool:
    asked = talk.rung_back
    return asked is not None and not asked.subject and _ABOUT.search(bare(text)) is not None
