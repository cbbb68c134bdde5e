"""A message or a callback, offered to whoever nobody could be found for."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import TRIES, Reply, Talk
from flows.begun_message import begun_in
from flows.booking import answered
from flows.callback import callback
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import today_of
from flows.collect.moments import read_when
from flows.collect.words import bare
from flows.events import AnswersFound, CallStarted, Event, Heard, Pressed
from flows.interruptions import AgentWanted, ChangeOfMind, LanguageWanted
from flows.message import DICTATED, take_message
from flows.message_words import asks_something
from flows.putting_off import will_ring
from flows.routes import Route
from flows.routing import FindService, ServiceFound

CALL_ME_BACK = ("rappelez-moi", "rappelez moi", "être rappelé", "je veux être rappelé", "un rappel")
_SOMEBODY_ELSE = re.compile(
    r"^(?:(?:non|bon|mais|alors|no|well|but) )*(?:et|plutot|ou|and|what about|how about|rather)\b"
)


def message_or_callback(
    talk: Talk, started: CallStarted, service: str, subject: str
) -> Generator[Action, Event, bool]:
    """Offer to take a message, or to agree on a callback; true when either was promised.

    Keys: 1 a message, 2 neither, 3 a callback.
    """
    prompt, heard = "message.offer", list[str]()
    for attempt in range(1, TRIES + 1):
        reply = yield from _ask_offer(talk, prompt)
        if reply is None:
            break
        words, tongue = reply.text if isinstance(reply, Heard) else "", talk.tongue
        if will_ring(words):
            return False
        if (
            words in CALL_ME_BACK
            or _says_when(talk, started, words)
            or tongue.route_of(words) is Route.CALLBACK
            or _keys(reply) == "3"
        ):
            promised = yield from callback(talk, started, service, subject, words)
            return promised or (yield from take_message(talk, started.caller, service, subject))
        wanted = tongue.yes_or_no(words) if words else {"1": True, "2": False}.get(_keys(reply))
        if words and wanted is not True:
            yield from look_for_another_subject(talk, words)
        if wanted is None and tongue.route_of(words) is Route.MESSAGE:
            wanted = True
        told = len(tongue.besides(words).split()) >= DICTATED and begun_in(words)
        if told and wanted is not False:
            return (yield from take_message(talk, started.caller, service, subject, words))
        if wanted is None and words:
            yield from _another_service(talk, words, service)
            yield from _another_question(talk, words)
            heard.append(words)
        if wanted is not None:
            return wanted and (yield from take_message(talk, started.caller, service, subject))
        prompt = f"message.offer.no_match.{attempt}" if attempt < TRIES else prompt
    if not heard:
        return False
    return (yield from take_message(talk, started.caller, service, subject, "\n".join(heard)))


def _ask_offer(talk: Talk, prompt: str) -> Generator[Action, Event, Reply | None]:
    """The offer, asked again in the language that is wanted for it."""
    while True:
        tongue = talk.tongue
        phrases = (*tongue.yes_no, *(CALL_ME_BACK if tongue.language == "fr" else ()))
        try:
            return (yield from talk.ask(prompt, patience="brief", phrases=phrases))
        except LanguageWanted:
            continue


def _another_question(talk: Talk, words: str) -> Generator[Action, Event, None]:
    """Raise `ChangeOfMind` where something that is known is asked instead: "les horaires de la piscine"."""
    if not asks_something(words):
        return
    found = yield FindAnswers(text=words, language=talk.language)
    if isinstance(found, AnswersFound) and found.decision in ("answer", "confirm"):
        raise ChangeOfMind(words)


def _says_when(talk: Talk, started: CallStarted, words: str) -> bool:
    """ "Le matin", at the offer to be rung back: when that suits, and nothing more."""
    today = today_of(started.local_time)
    if today is None or len(words.split()) >= DICTATED or talk.tongue.yes_or_no(words) is not None:
        return False
    return read_when(talk.language, words, today) is not None


def _another_service(talk: Talk, words: str, service: str) -> Generator[Action, Event, None]:
    """Raise `AgentWanted` where somebody else is asked for instead: "et l'état civil alors"."""
    if not _SOMEBODY_ELSE.search(bare(words)):
        return
    event = yield FindService(text=words, language=talk.language)
    named = answered(event, ServiceFound).service
    if named and named != service:
        raise AgentWanted(words)


def _keys(reply: Reply) -> str:
    return reply.digits if isinstance(reply, Pressed) else ""
