"""Being rung back, in a window that was agreed."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace

from flows.actions import Action, NoteOutcome, TakeMessage, Value
from flows.ask import Talk
from flows.beside_answer import asked_beside
from flows.booking import AskCallback, FindWindows, Period, Window, WindowsFound, answered
from flows.callbacks.window import agree_on_window, written_window
from flows.callbacks.words import (
    moment_said,
    moves,
    says_no_subject,
    subject_in,
    suits,
    tells_about,
    tells_when_somehow,
    without_wish,
)
from flows.collect.asked_number import another_number, confirm_number, refuses_number
from flows.collect.capture import declines
from flows.collect.date import today_of
from flows.collect.name import DOUBT, collect_name
from flows.collect.phone_number import dictated_digits, phone_numbers, reachable, written_number
from flows.collect.written_name import parse_name
from flows.dialogue import CallerGone
from flows.doubted_number import left_unsure, number_left
from flows.events import CallStarted, Event, Heard
from flows.giving_up import gives_up_callback
from flows.interruptions import AgentWanted, Business, GoodbyeSaid, Interruption, Withdrawn
from flows.messages.message import told_before
from flows.movable import movable
from flows.routing import RECEPTION
from flows.stepping_back import in_steps
from flows.whose_business import place_what_was_told, service_unless_known

_NAMES_ONESELF = re.compile(
    r"\b(?:je m['’ ]appelle|mon nom (?:c['’ ]est|est)|my name(?: is|['’ ]s)|i['’ ]m called) "
    r"(?P<name>\w[\w'’-]*(?: (?!et\b|pour\b|je\b|j['’]|c['’]|and\b|i\b|about\b)\w[\w'’-]*){0,3})",
    re.IGNORECASE,
)
""""Rappelez-moi, je m'appelle Nadia Benali": the name is not asked again."""
_MOST_OF_A_NAME = 2
"""Words of a name said where something else was asked."""


@dataclass
class _Request:
    """What is known of a callback so far."""

    service: str
    subject: str
    phone: str
    window: Window | None = None
    name: str = ""
    unsure: bool = False
    """Its owner never agreed to the number."""
    given: str = ""
    """A number that was said, in E.164, and is not agreed to yet."""
    settled: bool = False
    """When, where and for whom are known: what it is about may stay unsaid."""

    named: str = ""
    """Words that may give the name, said where the number was asked."""
    wished: str = ""
    """The words that ask to be rung back, and perhaps when: told to the service while no window is agreed."""

    def deed(self, talk: Talk) -> AskCallback:
        subject = self.subject
        if self.window and (when := moment_said(talk, subject)) and not suits(when, self.window):
            subject = without_wish(subject)  # another moment was agreed since
        wished = "" if self.window or not moment_said(talk, self.wished) else self.wished
        return AskCallback(
            service=self.service,
            subject=subject,
            phone=self.phone,
            start=self.window.start if self.window else "",
            end=self.window.end if self.window else "",
            name=self.name,
            unsure_phone=self.unsure,
            fields=_told_besides(talk, self.service, subject, wished, self.named)
            | ({"wished": wished} if wished else {}),
        )


def callback(
    talk: Talk, started: CallStarted, service: str, subject: str = "", words: str = ""
) -> Generator[Action, Event, bool]:
    """Agree when and where a service rings back; true when it was promised.

    `words`: what the caller already said, which may hold when ("rappelez-moi demain matin"). Whoever hangs up
    on the way asked for it all the same: they are rung back on the number of the call, in the window agreed
    or as soon as can be.
    """
    said = next(iter(phone_numbers(talk.tongue.digits(words))), "")  # "rappelez ma fille au 06…"
    request = _Request(service, subject, said or reachable(started.caller), wished=words, given=said)
    if (names := _NAMES_ONESELF.search(words)) and parse_name(names["name"]) is not None:
        request.named = names["name"]
    yield from place_what_was_told(talk)
    before, talk.corrects = talk.corrects, gives_up_callback
    try:
        if not (yield from _settle(talk, started, request, words)):
            return (yield from _at_least_a_message(talk, request))
    except (CallerGone, Interruption) as leaving:
        if isinstance(leaving, Interruption) and gives_up_callback(leaving.text):
            yield from talk.say("callback.not_asked")
            return True
        if isinstance(leaving, AgentWanted):
            leaving.about = Business(request.service, request.subject)
        request.phone = number_left(talk, leaving, request.phone)
        gone = isinstance(leaving, CallerGone)
        takes_leave = isinstance(leaving, GoodbyeSaid) and talk.tongue.yes_or_no(leaving.text) is not False
        if request.phone and (request.window or request.settled or gone or takes_leave):
            heard = talk.last_words if talk.last_words != request.subject else ""
            if gone and not request.window and moment_said(talk, heard):
                request.wished = heard  # heard, and not agreed on yet
            never_agreed = request.phone == request.given != talk.captured.get("phone")
            request.unsure = left_unsure(talk, request.phone) or never_agreed
            if gone and talk.name_in_doubt:
                request.name = f"{talk.name_in_doubt} {DOUBT}"
            yield NoteOutcome(outcome="message")
            yield request.deed(talk)
            if takes_leave and not request.window:
                yield from talk.say("callback.soon", {"phone": written_number(request.phone)})
        raise
    finally:
        talk.corrects = before
    agreed = yield from at_its_service(talk, request.deed(talk))
    yield NoteOutcome(outcome="message")
    yield agreed
    talk.rung_back, talk.callback_is_fresh = agreed, True
    today = today_of(started.local_time)
    if request.window and today:
        values = {
            "window": written_window(talk, request.window, today),
            "phone": written_number(request.phone),
        }
        yield from talk.say("callback.agreed", values)
    else:
        yield from talk.say("callback.soon", {"phone": written_number(request.phone)})
    return True


def _at_least_a_message(talk: Talk, request: _Request) -> Generator[Action, Event, bool]:
    """Nobody can be rung back without a number: what it was about is handed over all the same."""
    yield from talk.say("callback.no_number")
    if not request.subject:
        return False
    text = "\n".join(dict.fromkeys(filter(None, (request.wished, request.subject))))
    yield NoteOutcome(outcome="message")
    yield TakeMessage(service=request.service, subject=request.subject, text=text, phone="")
    yield from talk.say("message.taken")
    return True


def _settle(
    talk: Talk, started: CallStarted, request: _Request, words: str
) -> Generator[Action, Event, bool]:
    """When, at which number, and for whom; false without a number."""
    said = [words]

    def window() -> Generator[Action, Event, bool]:
        already = said.pop() if said else ""
        request.window = yield from agree_on_window(
            talk, request.service, already, today_of(started.local_time), placed, request.window
        )
        return True

    def beside(words: str) -> None:
        if not request.subject and tells_about(words):
            request.subject = words

    def placed(words: str) -> Generator[Action, Event, str]:
        """Keep what it is about, another number or another request; the service that is to ring."""
        if number := next(iter(phone_numbers(talk.tongue.digits(words))), ""):
            known, request.phone, request.given = request.given, number, number
            return "" if known else request.service
        if not tells_about(words) and (yield from asked_beside(talk, words)):
            return request.service
        if request.subject or not subject_in(words, least=1) or tells_when_somehow(words):
            return ""
        service = yield from service_unless_known(talk, request.service, words)
        if not tells_about(words) and service == request.service:
            return ""
        request.subject, request.service = words, service
        return service

    def may_be_name(text: str) -> bool:
        """One or two words that are no answer, "durand": the name that is asked next."""
        few = len(talk.tongue.without_fillers(text).split()) <= _MOST_OF_A_NAME
        plain = talk.tongue.yes_or_no(text) is None and not talk.tongue.unsure(text)
        digits = any(map(str.isdigit, talk.tongue.digits(text))) or dictated_digits(text)
        return few and plain and not digits and not moment_said(talk, text) and parse_name(text) is not None

    def named_or_beside(words: str) -> None:
        if may_be_name(words):
            request.named = words
        else:
            beside(words)

    def number() -> Generator[Action, Event, bool]:
        phone = yield from confirm_number(
            talk,
            request.given or started.caller,
            "callback.same_number",
            "callback.number",
            named_or_beside,
            may_be_name,
        )
        if phone is None and reachable(started.caller):
            phone = reachable(started.caller)
            yield from talk.say("callback.this_number")
        if phone is None:
            return False
        request.phone = phone
        talk.keep(phone=phone)
        return True

    def name() -> Generator[Action, Event, bool]:
        known = str(talk.captured.get("name", ""))  # told earlier in the call: nobody asks it again
        request.name = known or (yield from collect_name(talk, "callback.name", request.named)) or ""
        talk.keep(name=request.name)
        return True

    def subject() -> Generator[Action, Event, bool]:
        request.settled = True
        if request.subject:
            return True
        reply = yield from talk.ask("callback.subject", patience="long", silence_seconds=7.0, tries=2)
        if isinstance(reply, Heard) and not _unsaid(talk, reply.text):
            request.subject = reply.text
        return True

    def moved(words: str) -> Generator[Action, Event, bool]:
        if gives_up_callback(words):
            raise Withdrawn(words)
        if is_about(words):
            yield from placed(words)
            return True
        if refuses_number(words):
            phone = yield from another_number(talk, words, "callback.number")
            request.phone = phone or request.phone
            talk.keep(phone=phone or "")
            return True
        said[:] = [words]
        return (yield from window())

    def is_another(text: str) -> bool:
        unsettled = request.window is None and not dictated_digits(text)
        told_at_last = unsettled and moment_said(talk, text) is not None
        return moves(talk, text) or told_at_last or gives_up_callback(text)

    def is_otherwise(text: str) -> bool:
        return is_another(text) or refuses_number(text)

    def is_about(text: str) -> bool:
        return not request.settled and not request.subject and tells_about(text)

    steps = (
        window,
        movable(talk, number, is_another, moved),
        movable(talk, name, lambda text: is_otherwise(text) or is_about(text), moved),
        movable(talk, subject, lambda text: is_otherwise(text) and not says_no_subject(text), moved),
    )
    return (yield from in_steps(steps))


def _unsaid(talk: Talk, text: str) -> bool:
    return talk.tongue.nothing_more(text) or declines(text) or says_no_subject(text)


def _told_besides(talk: Talk, service: str, *about: str) -> dict[str, Value]:
    """What else the call told, which no answer dealt with: whoever rings back asks none of it again."""
    told = told_before(talk, "\n".join(about), service)
    return {name: value for name, value in told.items() if name not in ("phone", "name")}


def at_its_service(talk: Talk, asked: AskCallback) -> Generator[Action, Event, AskCallback]:
    """The same callback, by the service whose business it is about if that one is there at that moment."""
    if asked.service != RECEPTION or not asked.subject:
        return asked
    service = yield from service_unless_known(talk, asked.service, asked.subject)
    if service == RECEPTION:
        return asked
    if asked.start:
        day = asked.start[:10]
        found = yield FindWindows(service=service, period=Period(first=day, last=day))
        windows = answered(found, WindowsFound).windows
        if not any(window.start <= asked.start and asked.end <= window.end for window in windows):
            return asked
    return replace(asked, service=service)
