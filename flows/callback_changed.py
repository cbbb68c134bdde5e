"""Changing the callback just agreed: "c'est plutôt pour demain après-midi", "c'est pour la cantine"."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import AskCallback
from flows.callback import at_its_service
from flows.callback_window import agree_on_window, written_window
from flows.callback_words import moves, says_about
from flows.collect.phone_number import written_number
from flows.events import Event


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
    return talk.rung_back is not None and moves(talk, text)


def _says_about(talk: Talk, text: str) -> bool:
    asked = talk.rung_back
    return asked is not None and not asked.subject and says_about(text)
