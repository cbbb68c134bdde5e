"""Anything else that is wanted where the words of a message are waited for: it is heard, and never sent."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.callbacks.words import subject_in
from flows.collect.callback_wish import CallbackWish, callback_wish
from flows.collect.phone_number import phone_numbers
from flows.commands import Command
from flows.events import AnswersFound, Event
from flows.interruptions import AgentWanted, BackWanted, ChangeOfMind
from flows.languages import language_named, tells_beside_language
from flows.messages.begun import begun_in
from flows.messages.beside_offer import wants_done, wishes_to_wait, would_rather_wait
from flows.messages.words import asks_something, only_names_oneself, without_person_wish
from flows.routes import Route

_WHOLE_WISH = 9
"""Words of "je voudrais prendre un rendez-vous pour un passeport"; more of them are to be written down."""


class CallbackWanted(ChangeOfMind):
    """To be rung back, rather than to dictate anything."""


def look_for_wish_instead(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Raise what leads to what these words, which begin no message, ask for; true for another
    language, and nothing told with it."""
    chosen = language_named((text,), talk.language)
    if chosen in talk.languages and chosen != talk.language:
        talk.language = chosen
        yield from talk.say("language.changed")
        return not tells_beside_language(text)
    if wishes_to_wait(text):
        raise AgentWanted(text)
    if len(text.split()) > _WHOLE_WISH or only_names_oneself(text):
        return False
    command, route = talk.tongue.command(text), talk.tongue.route_of(text)
    if command is Command.BACK:
        raise BackWanted(text)
    if (command is Command.AGENT or route is Route.PERSON) and not begun_in(without_person_wish(text), 1):
        raise AgentWanted(text)
    if command is not Command.WAIT and would_rather_wait(text):
        raise AgentWanted(text)
    if wants_rung(talk, text):
        raise CallbackWanted(text)
    if route in (Route.REPORT, Route.APPOINTMENT) and wants_done(text):
        raise ChangeOfMind(text)
    if asks_something(text):
        found = yield FindAnswers(text=text, language=talk.language)
        if isinstance(found, AnswersFound) and found.choices and found.decision == "answer":
            raise ChangeOfMind(text)
    return False


def wants_rung(talk: Talk, text: str) -> bool:
    """ "Rappelez-moi demain", and nothing to be told: neither a number nor a subject."""
    wish = callback_wish(text)
    asks = talk.tongue.route_of(text) is Route.CALLBACK and wish in (None, CallbackWish.MOVE)
    return asks and not subject_in(text) and not phone_numbers(talk.tongue.digits(text))
