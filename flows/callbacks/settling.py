"""What a callback takes: when, at which number, for whom and what about, in any order they are told."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from flows.actions import Action, Value
from flows.ask import Talk
from flows.beside_answer import asked_beside
from flows.booking import AskCallback, Window
from flows.callbacks.window import agree_on_window
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
from flows.collect.name import collect_name
from flows.collect.phone_number import dictated_digits, numbers_said, reachable
from flows.collect.written_name import parse_name
from flows.events import CallStarted, Event, Heard
from flows.giving_up import gives_up_callback
from flows.interruptions import Withdrawn
from flows.messages.message import told_before
from flows.movable import movable
from flows.stepping_back import in_steps
from flows.told_beside import keep_beside
from flows.whose_business import service_unless_known

_MOST_OF_A_NAME = 2
"""Words of a name said where something else was asked."""


@dataclass
class Request:
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


def settle(talk: Talk, started: CallStarted, request: Request, words: str) -> Generator[Action, Event, bool]:
    """Ask for what is not known of the request yet; false without a number.

    `words`: those that asked to be rung back, which may hold when.
    """
    return (yield from _Settling(talk, started, request, words).all())


class _Settling:
    """One request under way: its questions, and what is told at them of another."""

    def __init__(self, talk: Talk, started: CallStarted, request: Request, words: str) -> None:
        self._talk, self._started, self._request = talk, started, request
        self._when = words
        """What was said of when, and is not looked into yet."""

    def all(self) -> Generator[Action, Event, bool]:
        """Every question in turn; at each, what was agreed before may still be changed."""
        talk = self._talk
        steps = (
            self._window,
            movable(talk, self._number, self._is_another, self._moved),
            movable(
                talk, self._name, lambda text: self._is_otherwise(text) or self._is_about(text), self._moved
            ),
            movable(talk, self._subject, self._is_otherwise_at_last, self._moved),
        )
        return (yield from in_steps(steps))

    def _window(self) -> Generator[Action, Event, bool]:
        request, already = self._request, self._when
        self._when = ""
        today = today_of(self._started.local_time)
        request.window = yield from agree_on_window(
            self._talk, request.service, already, today, self._placed, request.window
        )
        return True

    def _number(self) -> Generator[Action, Event, bool]:
        talk, caller = self._talk, self._started.caller
        phone = yield from confirm_number(
            talk,
            self._request.given or caller,
            "callback.same_number",
            "callback.number",
            self._named_or_beside,
            self._may_be_name,
            self._told_with_yes,
        )
        if phone is None and reachable(caller):
            phone = reachable(caller)
            yield from talk.say("callback.this_number")
        if phone is None:
            return False
        self._request.phone = phone
        talk.keep(phone=phone)
        return True

    def _name(self) -> Generator[Action, Event, bool]:
        talk, request = self._talk, self._request
        known = str(talk.captured.get("name", ""))  # told earlier in the call: nobody asks it again
        request.name = known or (yield from collect_name(talk, "callback.name", request.named)) or ""
        talk.keep(name=request.name)
        return True

    def _subject(self) -> Generator[Action, Event, bool]:
        talk, request = self._talk, self._request
        request.settled = True
        if request.subject:
            return True
        reply = yield from talk.ask("callback.subject", patience="long", silence_seconds=7.0, tries=2)
        if isinstance(reply, Heard) and not _unsaid(talk, reply.text):
            request.subject = reply.text
        return True

    def _placed(self, words: str) -> Generator[Action, Event, str]:
        """Keep what it is about, another number or another request; the service that is to ring."""
        talk, request = self._talk, self._request
        if number := next(iter(numbers_said(talk.tongue.digits(words))), ""):
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

    def _moved(self, words: str) -> Generator[Action, Event, bool]:
        """Another moment, another number, or what it is about, told where something else was asked."""
        talk, request = self._talk, self._request
        if gives_up_callback(words):
            raise Withdrawn(words)
        if self._is_about(words):
            yield from self._placed(words)
            return True
        if refuses_number(words):
            phone = yield from another_number(talk, words, "callback.number")
            request.phone = phone or request.phone
            talk.keep(phone=phone or "")
            return True
        self._when = words
        return (yield from self._window())

    def _may_be_name(self, text: str) -> bool:
        """One or two words that are no answer, "durand": the name that is asked next."""
        tongue = self._talk.tongue
        few = len(tongue.without_fillers(text).split()) <= _MOST_OF_A_NAME
        plain = tongue.yes_or_no(text) is None and not tongue.unsure(text)
        digits = any(map(str.isdigit, tongue.digits(text))) or dictated_digits(text)
        moment = moment_said(self._talk, text)
        return few and plain and not digits and not moment and parse_name(text) is not None

    def _named_or_beside(self, words: str) -> None:
        if self._may_be_name(words):
            self._request.named = words
        elif not self._request.subject and tells_about(words):
            self._request.subject = words

    def _told_with_yes(self, words: str) -> None:
        """What it is about, "oui et c'est pour la cantine", or anything else that whoever rings reads."""
        if not self._request.subject and tells_about(words):
            self._request.subject = self._talk.tongue.after_answer(words)
        else:
            keep_beside(self._talk, words)

    def _is_another(self, text: str) -> bool:
        unsettled = self._request.window is None and not dictated_digits(text)
        told_at_last = unsettled and moment_said(self._talk, text) is not None
        return moves(self._talk, text) or told_at_last or gives_up_callback(text)

    def _is_otherwise(self, text: str) -> bool:
        return self._is_another(text) or refuses_number(text)

    def _is_otherwise_at_last(self, text: str) -> bool:
        return self._is_otherwise(text) and not says_no_subject(text)

    def _is_about(self, text: str) -> bool:
        return not self._request.settled and not self._request.subject and tells_about(text)


def _unsaid(talk: Talk, text: str) -> bool:
    return talk.tongue.nothing_more(text) or declines(text) or says_no_subject(text)


def _told_besides(talk: Talk, service: str, *about: str) -> dict[str, Value]:
    """What else the call told, which no answer dealt with: whoever rings back asks none of it again."""
    told = told_before(talk, "\n".join(about), service)
    return {name: value for name, value in told.items() if name not in ("phone", "name")}
