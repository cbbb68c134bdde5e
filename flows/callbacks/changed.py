"""Changing the callback just agreed: "c'est plutôt pour demain après-midi", "c'est pour la cantine"."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import AskCallback, Window
from flows.callbacks.callback import at_its_service
from flows.callbacks.earlier import give_up
from flows.callbacks.window import agree_on_window, written_window
from flows.callbacks.words import corrects_about, moves, rather_about, says_about, tells_about
from flows.collect.asked_number import another_number, names_another
from flows.collect.phone_number import written_number
from flows.collect.words import bare
from flows.events import Event
from flows.giving_up import erases
from flows.messages.words import names_hours
from flows.routing import RECEPTION

_ASKS = re.compile(
    r"^(?!pour (?:savoir|demander)\b).*\b(?:c est (?:ou|quand)|combien|quels?|quelles?|quoi|comment|faut il"
    r"|est ce qu\w*|what|how much|how do|where|when)\b"
)
""" "Pour la déchetterie, c'est où ?": a question, and nothing to be told to whoever rings."""


def changes_callback(talk: Talk, text: str) -> bool:
    """Do these words move the callback agreed in this call, or say at last what it is about?"""
    told = _says_about(talk, text) or _to_ring_elsewhere(talk, text)
    return told or _moves(talk, text) or _gives_up(talk, text)


def change_callback(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Agree on another window, or keep what it is about; always true."""
    asked = talk.rung_back
    if asked is None:
        return True
    if _gives_up(talk, text):
        return (yield from give_up(talk))
    if _to_ring_elsewhere(talk, text):
        return (yield from _change_number(talk, asked, text))
    if not _moves(talk, text):
        subject = rather_about(talk.tongue.after_answer(text))
        service = RECEPTION if asked.subject else asked.service  # another subject, perhaps another service
        rung = replace(asked, subject=subject, service=service, changes=True)
        about = yield from at_its_service(talk, rung)
        yield from _keep(talk, about)
        yield from talk.say("callback.about")
        return True
    today = date.fromisoformat(talk.today)
    agreed = Window(start=asked.start, end=asked.end) if asked.start else None
    window = yield from agree_on_window(talk, asked.service, text, today, agreed=agreed)
    if window is None:
        yield from talk.say("callback.unchanged")
        return True
    yield from _keep(talk, replace(asked, start=window.start, end=window.end, changes=True))
    told = {"window": written_window(talk, window, today), "phone": written_number(asked.phone)}
    yield from talk.say("callback.agreed", told)
    return True


def _change_number(talk: Talk, asked: AskCallback, text: str) -> Generator[Action, Event, bool]:
    """Another number to ring, said already or asked for; without one it stays as it was."""
    phone = yield from another_number(talk, text, "callback.number")
    if phone is None or phone == asked.phone:
        yield from talk.say("callback.unchanged")
        return True
    talk.keep(phone=phone)
    yield from _keep(talk, replace(asked, phone=phone, changes=True, was_phone=asked.phone))
    today = date.fromisoformat(talk.today) if talk.today else None
    told = {"phone": written_number(phone)}
    if today and asked.start:
        window = Window(start=asked.start, end=asked.end)
        yield from talk.say("callback.agreed", {"window": written_window(talk, window, today), **told})
    else:
        yield from talk.say("callback.soon", told)
    return True


def _keep(talk: Talk, asked: AskCallback) -> Generator[Action, Event, None]:
    if asked.start:  # a window is agreed: what was wished before it is over
        asked = replace(asked, fields={name: told for name, told in asked.fields.items() if name != "wished"})
    yield NoteOutcome(outcome="message")
    yield asked
    talk.rung_back, talk.callback_is_fresh = asked, True


def _gives_up(talk: Talk, text: str) -> bool:
    """ "Non, en fait annulez tout": said of the callback just agreed, which nothing else is newer than."""
    newest = talk.rung_back is not None and not (talk.appointment and talk.visit_is_newest)
    return newest and erases(text)


def _moves(talk: Talk, text: str) -> bool:
    return talk.rung_back is not None and moves(talk, text)


def _says_about(talk: Talk, text: str) -> bool:
    asked = talk.rung_back
    if asked is None or asked.subject:
        return asked is not None and corrects_about(text)
    asks = names_hours(text) or _ASKS.search(bare(text)) is not None
    return says_about(text) or (talk.callback_is_fresh and tells_about(text) and not asks)


def _to_ring_elsewhere(talk: Talk, text: str) -> bool:
    """ "Pas à ce numéro, au 06…": said of the callback just agreed."""
    return talk.rung_back is not None and names_another(text)
