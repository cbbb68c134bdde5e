"""Taking a message, so that no call ends in a dead end."""

from __future__ import annotations

from collections.abc import Callable, Generator

from flows.actions import Action, NoteOutcome, TakeMessage, Value
from flows.ask import Talk
from flows.callbacks.words import subject_in, tells_about
from flows.collect.asked_number import confirm_number
from flows.collect.phone_number import numbers_said, reachable
from flows.collect.words import bare
from flows.commands import Command
from flows.dialogue import CallerGone
from flows.doubted_number import agreed_unsure, left_unsure, number_left
from flows.events import Event, Heard
from flows.french.service_words import names_somebody
from flows.giving_up import erases, gives_up_callback, not_after_all, wish_taken_back
from flows.interruptions import (
    AgentWanted,
    ChangeOfMind,
    CorrectionHeard,
    EmergencyHeard,
    GoodbyeSaid,
    Interruption,
)
from flows.messages.begun import begun_in
from flows.messages.beside_offer import DICTATED, wishes_to_wait
from flows.messages.instead import look_for_wish_instead, wants_rung
from flows.messages.words import (
    asks_for_hours,
    ends_message,
    is_a_slip,
    is_worded,
    names_addressee,
    not_to_be_rung,
    only_names_oneself,
    takes_leave,
    without_person_wish,
)
from flows.routes import Route
from flows.told_beside import keep_beside, tells_more
from flows.whose_business import place_what_was_told, service_unless_known

MAX_PARTS = 6
"""Stretches of speech kept in one message; each lasts as long as the caller makes no long pause."""
_MERE_ANSWER = 3
"""Words of "oui s'il vous plaît": more of them are to be written down."""


class WaitWanted(AgentWanted):
    """To wait for somebody after all, once words were dictated: those are sent."""


def take_message(
    talk: Talk, caller: str, service: str, subject: str, begun: str = ""
) -> Generator[Action, Event, bool]:
    """Take down the caller's words and where to ring back; true when there were words, or when whoever said
    none is to be rung back.

    `begun`: what was dictated already. Whatever was dictated is kept, even when the caller hangs up in the
    middle.
    """
    if talk.deaf:
        return (yield from _wish_to_be_rung_back(talk, caller, service, subject))
    parts = [begun] if begun else []
    yield from place_what_was_told(talk)

    def placed(words: str) -> Generator[Action, Event, None]:
        """ "Pour l'école": the service whose business it is, where none was known."""
        nonlocal service
        if tells_about(words):
            service = yield from service_unless_known(talk, service, words)

    def note(phone: str, unsure: bool) -> Generator[Action, Event, None]:
        yield NoteOutcome(outcome="message")
        yield TakeMessage(
            service=service,
            subject=subject,
            text="\n".join(parts),
            phone=phone,
            unsure_phone=unsure,
            fields=told_before(talk, "\n".join((subject, *parts)), service),
        )

    try:
        recorded = not begun and (yield from _may_be_recorded(talk))
        erased = yield from _dictate(talk, parts, recorded, placed)
        phone = None
        while phone is None:
            if not parts and erased:
                yield from talk.say("message.nothing_sent")
                return True
            if not parts:
                if talk.by_keys_alone or reachable(caller):
                    return (yield from _wish_to_be_rung_back(talk, caller, service, subject))
                yield from talk.say("message.nothing_kept")
                return False
            phone = yield from _phone_unless_erased(talk, caller, parts)
            if phone is None:
                parts.clear()
                erased = yield from _dictate(talk, parts, recorded, placed, erased=True)
    except (CallerGone, Interruption) as leaving:
        if isinstance(leaving, CallerGone):
            parts += _words_left(talk, subject, parts)
        if all(map(_tells_nothing, parts)):
            parts.clear()
        if parts:
            reached = number_left(talk, leaving, _number_in(talk, parts) or caller)
            reached = "" if any(map(not_to_be_rung, parts)) else reached
            yield from note(reached, left_unsure(talk, reached))
        if parts and not isinstance(leaving, CallerGone | EmergencyHeard):
            yield from talk.say("message.taken")
            if isinstance(leaving, WaitWanted):
                raise
            return True
        if parts and isinstance(leaving, EmergencyHeard) and leaving.met:
            yield from talk.say("message.taken")
        raise
    talk.message_to = service
    yield from note(phone, agreed_unsure(talk, phone))
    yield from talk.say("message.taken")
    return True


def _words_left(talk: Talk, subject: str, parts: list[str]) -> list[str]:
    """What whoever hangs up told last, while it was asked what they meant; for who dictated nothing yet, what
    they had told of the matter."""
    if talk.doubted and talk.doubted not in parts:
        return [talk.doubted]
    if parts or talk.failures.asked.startswith("message.erased"):
        return []
    before = talk.handed if talk.alarmed and talk.handed else talk.told.summary
    return [before] if before and (subject or not only_asks(talk, before)) else []


def _phone_unless_erased(talk: Talk, caller: str, parts: list[str]) -> Generator[Action, Event, str | None]:
    """Where to ring back; None for whoever would rather have the message erased, "non attendez, effacez".

    Empty for whoever wants nobody to ring, and says so: the service reads it with the message.
    """
    if any(map(not_to_be_rung, parts)):
        return ""
    before, talk.corrects = talk.corrects, lambda text: erases(text) or not_to_be_rung(text)
    try:
        return (yield from _phone(talk, caller, _number_in(talk, parts)))
    except CorrectionHeard as heard:
        if not parts or not not_to_be_rung(heard.text):
            return None
        told = talk.tongue.after_answer(heard.text)
        parts.append(
            told if not_to_be_rung(told) else heard.text
        )  # "pas la peine de…" is no answer before it
        return ""
    finally:
        talk.corrects = before


def _dictate(
    talk: Talk,
    parts: list[str],
    recorded: bool,
    placed: Callable[[str], Generator[Action, Event, None]],
    *,
    erased: bool = False,
) -> Generator[Action, Event, bool]:
    """Add to `parts` what the caller says, until silence or "c'est tout"; a mere yes or no is not kept.

    Whoever has it erased may say another one. True when something was erased.
    """
    prompt = "message.more" if parts else "message.erased" if erased else "message.speak"
    for _ in range(2 * MAX_PARTS):
        if len(parts) >= MAX_PARTS:
            return erased
        reply = yield from talk.ask(
            prompt,
            patience="long",
            silence_seconds=4.0 if parts else 8.0,
            commands=False,
            tries=1 if parts or erased else 3,
            recorded=recorded,
        )
        if not isinstance(reply, Heard) or not reply.text:
            return erased
        if parts and erases(reply.text):
            parts.clear()
            erased, prompt = True, "message.erased"
            continue
        if takes_leave(reply.text):
            raise GoodbyeSaid(reply.text)
        if not parts and asks_for_hours(reply.text):
            raise ChangeOfMind(reply.text)
        if not parts and talk.tongue.command(reply.text) is Command.AGENT and only_asks(talk, reply.text):
            raise AgentWanted(reply.text)
        if parts and wishes_to_wait(reply.text):
            raise WaitWanted
        if not parts and _given_up(talk, reply.text):
            return True
        if talk.tongue.nothing_more(reply.text) or (parts and ends_message(reply.text)):
            return erased
        greets = talk.tongue.command(reply.text) in (Command.GREETING, Command.PRESENT)
        if greets or not is_worded(reply.text) or _only_agrees(talk, reply.text):
            if names_addressee(reply.text) or not only_asks(talk, reply.text):
                talk.told.hear(reply.text, talk.tongue, beside=True)
            prompt = "message.go_on"
            continue
        if not parts and (yield from look_for_wish_instead(talk, reply.text)):
            continue
        parts.append(reply.text)
        yield from placed(reply.text)
        only_that = len(parts) == 1 and not_to_be_rung(reply.text) and len(reply.text.split()) < DICTATED
        prompt = "message.go_on" if only_that else "message.more"
    return erased


def _tells_nothing(words: str) -> bool:
    """ "Ne me rappelez pas", "laisser un message", and no word of a message: a name is one."""
    if only_names_oneself(words):
        return False
    brief = len(words.split()) < DICTATED
    return brief and (not_to_be_rung(words) or not begun_in(words, least=1))


def _given_up(talk: Talk, text: str) -> bool:
    """ "Euh non rien", "finalement non": there is no message after all."""
    refuses = talk.tongue.nothing_more(text) and talk.tongue.yes_or_no(text) is False
    refuses = refuses or talk.tongue.route_of(wish_taken_back(text)) is Route.MESSAGE
    refuses = refuses or is_a_slip(text)
    return refuses or not_after_all(text) or (gives_up_callback(text) and not not_to_be_rung(text))


def _only_agrees(talk: Talk, text: str) -> bool:
    """ "Oui", "laisser un message": the message itself is still to come."""
    words = talk.tongue.without_fillers(text).split()
    if talk.tongue.yes_or_no(text) is True:
        return len(words) <= _MERE_ANSWER and not tells_more(talk.tongue, text) and not wants_rung(talk, text)
    asks = len(words) < DICTATED and talk.tongue.route_of(text) is Route.MESSAGE
    return not words or (asks and not begun_in(text))


def told_before(talk: Talk, about: str, service: str) -> dict[str, Value]:
    """What the call took down before a message to a service; of a visit that was booked, only when it is."""
    booked = ("visit", "slot") if talk.appointment is not None else ()
    known = talk.fields_for(about, service, alone=True)
    fields = {name: value for name, value in known.items() if name not in booked}
    told = (talk.handed if talk.alarmed and talk.handed not in about else "", str(fields.pop("said", "")))
    lines = [line for line in "\n".join(told).split("\n") if line]
    said = [line for line in lines if names_addressee(line) or not only_asks(talk, line)]
    return fields | ({"said": "\n".join(said)} if said else {})


def only_asks(talk: Talk, words: str) -> bool:
    """ "Je voudrais laisser un message", "passez-moi quelqu'un": the way here, and nothing to be told."""
    route = talk.tongue.route_of(words)
    if route is Route.CALLBACK:
        return not subject_in(words)
    if names_somebody(bare(words)):
        return False  # for whom it is
    if route is Route.PERSON or talk.tongue.command(words) is Command.AGENT:
        return not begun_in(without_person_wish(words))
    return (route is Route.MESSAGE and not begun_in(words)) or talk.tongue.command(words) is not None


def _number_in(talk: Talk, parts: list[str]) -> str:
    """The telephone number said in a message, in E.164; empty when there is none."""
    return next((number for part in parts for number in numbers_said(talk.tongue.digits(part))), "")


def _may_be_recorded(talk: Talk) -> Generator[Action, Event, bool]:
    """Only whoever says yes is recorded, told why and for how long; the words are taken down either way."""
    if not talk.recording_days or talk.deaf:
        return False
    answer = yield from talk.confirm("message.recording", {"days": talk.recording_days})
    return answer.yes is True


def _wish_to_be_rung_back(
    talk: Talk, caller: str, service: str, subject: str
) -> Generator[Action, Event, bool]:
    """The service rings back somebody who dictated nothing: nobody here understands their language, they
    answer by keys alone, or stay silent. What they told before in the call goes with it."""

    yield from place_what_was_told(talk)
    said = talk.told.summary
    summary = said if subject or not only_asks(talk, said) else ""  # "message": the way here

    def note(phone: str, unsure: bool) -> Generator[Action, Event, None]:
        yield NoteOutcome(outcome="message")
        yield TakeMessage(
            service=service,
            subject=subject,
            text=summary,
            phone=phone,
            unsure_phone=unsure,
            fields=told_before(talk, summary, service),
        )

    try:
        phone = yield from _phone(talk, caller)
    except CallerGone:
        reached = talk.number_in_doubt or caller
        if reached and (summary or subject or talk.deaf):  # an empty message that nobody agreed to is none
            yield from note(reached, left_unsure(talk, reached))
        raise
    if not phone:  # nobody could be rung back
        yield from talk.say("message.nothing_kept")
        return False
    yield from note(phone, agreed_unsure(talk, phone))
    yield from talk.say("message.taken")
    return True


def _phone(talk: Talk, caller: str, said: str = "") -> Generator[Action, Event, str]:
    """Where to ring back: the number said in the message or that of the call if it suits, else another one,
    read back until it is agreed; empty when none could be had."""
    agreed = yield from confirm_number(
        talk,
        said or caller,
        "message.same_number",
        "message.number_by_keys",
        also=lambda words: keep_beside(talk, words),
    )
    return agreed or reachable(caller)
