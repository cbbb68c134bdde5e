"""A message or a callback, offered to whoever nobody could be found for."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import TRIES, Reply, Talk
from flows.callbacks.callback import callback
from flows.change_of_mind import look_for_another_subject
from flows.collect.date import today_of
from flows.collect.moments import read_when
from flows.collect.words import bare
from flows.events import CallStarted, Event, Heard, Pressed
from flows.messages.begun import begun_in
from flows.messages.beside_offer import DICTATED, look_for_another_wish, wants_callback, wants_message
from flows.messages.instead import CallbackWanted
from flows.messages.message import take_message
from flows.messages.words import tells_them
from flows.putting_off import will_ring
from flows.routes import Route
from flows.told_beside import keep_beside

_ABOUT = re.compile(
    r"^(?:(?:ah|non|oui|mais|euh|no|yes|but) )*(?:c est|ce serait|c etait|it s|i m calling|i m ringing)"
    r" (?:juste |just )?(?:pour|au sujet|concernant|about|for|regarding) "
)
"""What is told of the matter where a message is offered: "c'est pour prolonger mes livres"."""
_LEAST_ABOUT = 4
CALL_ME_BACK = ("rappelez-moi", "rappelez moi", "être rappelé", "je veux être rappelé", "un rappel")


def message_unless_rung(
    talk: Talk, started: CallStarted, service: str, subject: str, begun: str = ""
) -> Generator[Action, Event, bool]:
    """As `take_message`; whoever would rather be rung back than dictate anything is."""
    try:
        return (yield from take_message(talk, started.caller, service, subject, begun))
    except CallbackWanted as wanted:
        return (yield from callback(talk, started, service, subject, wanted.text))


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
            or wants_callback(words)
            or _keys(reply) == "3"
        ):
            promised = yield from callback(talk, started, service, subject, words)
            return promised or (yield from message_unless_rung(talk, started, service, subject))
        wanted = wants_message(words) if words else {"1": True, "2": False}.get(_keys(reply))
        wanted = tongue.yes_or_no(words) if wanted is None and words else wanted
        if words and wanted is not True:
            yield from look_for_another_subject(talk, words)
            yield from look_for_another_wish(talk, words, service)
        if wanted is None and tongue.route_of(words) is Route.MESSAGE:
            wanted = True
        long = len(tongue.besides(words).split()) >= DICTATED or tongue.route_of(words) is Route.MESSAGE
        long = long or (len(words.split()) >= _LEAST_ABOUT and _ABOUT.search(bare(words)) is not None)
        told = (long and wanted is not False) or tells_them(words)
        if told and begun_in(words):  # "dites-lui que j'arrive" is the message itself
            return (yield from message_unless_rung(talk, started, service, subject, words))
        if wanted is None and words:
            heard.append(words)
        if wanted is not None:
            keep_beside(
                talk, words
            )  # "oui, pour Paul Martin": it may be told again, and goes with the message
            return wanted and (yield from message_unless_rung(talk, started, service, subject))
        prompt = f"message.offer.no_match.{attempt}" if attempt < TRIES else prompt
    if not heard:
        return False
    return (yield from message_unless_rung(talk, started, service, subject, "\n".join(heard)))


def _ask_offer(talk: Talk, prompt: str) -> Generator[Action, Event, Reply | None]:
    def asked() -> Generator[Action, Event, Reply | None]:
        phrases = (*talk.tongue.yes_no, *(CALL_ME_BACK if talk.language == "fr" else ()))
        return talk.ask(prompt, patience="brief", phrases=phrases)

    return talk.in_its_language(asked)


def _says_when(talk: Talk, started: CallStarted, words: str) -> bool:
    """ "Le matin", at the offer to be rung back: when that suits, and nothing more."""
    today = today_of(started.local_time)
    answers = talk.tongue.yes_or_no(words) is not None or wants_message(words) is not None
    answers = answers or talk.tongue.route_of(words) is Route.MESSAGE
    if today is None or len(words.split()) >= DICTATED or answers:
        return False
    return read_when(talk.language, words, today) is not None


def _keys(reply: Reply) -> str:
    return reply.digits if isinstance(reply, Pressed) else ""
