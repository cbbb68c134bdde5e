"""Being rung back, in a window that was agreed."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import AskCallback, FindWindows, Period, Window, WindowsFound, answered
from flows.collect.capture import declines
from flows.collect.date import collect_when, problem_with, today_of
from flows.collect.moments import read_when, writing
from flows.collect.name import collect_name
from flows.collect.phone_number import confirm_number, reachable, written_number
from flows.collect.slot import furthest_periods, nearest_periods, period_of, too_far
from flows.collect.when import When
from flows.collect.words import bare
from flows.dialogue import CallerGone
from flows.events import CallStarted, Event, Heard
from flows.interruptions import CorrectionHeard, Interruption
from flows.routing import RECEPTION, FindService, ServiceFound
from flows.stepping_back import Step, in_steps

_PLAIN = re.compile(
    r"\b(?:est ce|que|qu|il|on|je|j|vous|moi|me|m|nous|a|au|aux|de|du|d|le|la|l|les|un|une|en|par|pour|et"
    r"|ou|si|bonjour|merci|svp|s|te|vous|plait|oui|non|voudrais|aimerais|souhaite|souhaiterais|prefere|veux|veut"
    r"|peut|pourrait|pouvez|pourriez|serait|possible|quelqu|personne|agent|service|bureau|mairie|etre|soit"
    r"|rappel\w*|recontact\w*|telephon\w*|appel\w*|demain|aujourd|hui|matin|matinee|midi|apres|soir|semaine"
    r"|prochaine?|jour|heures?|h|lundi|mardi|mercredi|jeudi|vendredi|samedi|vers|entre|avant|des|plus|tard"
    r"|plutot|huit|quinze|dix|onze|douze|treize|quatorze|seize|dans|debut|fin|mois|ce|cet|cette|autre|tot|premier"
    r"|samedi|n|importe|quand|jours|mercredi|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|vingt|trente"
    r"|could|can|someone|somebody|you|please|call|ring|phone|back|be|like|to|i|d|would|want|tomorrow|morning"
    r"|afternoon|next|week|monday|tuesday|wednesday|thursday|friday|at|on|in|the|\d+)\b"
)
_RATHER = re.compile(r"\b(?:plutot|finalement|en fait|rather|instead|actually|make it)\b")
""" "Oui, finalement lundi": no yes to what was offered."""
_LEAST_ABOUT = 2
"""Words, beside the wish to be rung back and when, that say what about."""
MAX_WINDOWS = 4
"""Windows offered before the service is left to choose."""


@dataclass
class _Request:
    """What is known of a callback so far."""

    service: str
    subject: str
    phone: str
    window: Window | None = None
    name: str = ""
    settled: bool = False
    """When, where and for whom are known: what it is about may stay unsaid."""

    def deed(self) -> AskCallback:
        return AskCallback(
            service=self.service,
            subject=self.subject,
            phone=self.phone,
            start=self.window.start if self.window else "",
            end=self.window.end if self.window else "",
            name=self.name,
        )


def callback(
    talk: Talk, started: CallStarted, service: str, subject: str = "", words: str = ""
) -> Generator[Action, Event, bool]:
    """Agree when and where a service rings back; true when it was promised.

    `words`: what the caller already said, which may hold when ("rappelez-moi demain matin"). Whoever hangs up
    once a window is agreed is rung back on the number of the call.
    """
    request = _Request(service, subject, reachable(started.caller))
    try:
        if not (yield from _settle(talk, started, request, words)):
            return False
    except (CallerGone, Interruption):
        if request.phone and (request.window or request.settled):
            yield NoteOutcome(outcome="message")
            yield request.deed()
        raise
    agreed = yield from at_its_service(talk, request.deed())
    yield NoteOutcome(outcome="message")
    yield agreed
    talk.rung_back = agreed
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


def _settle(
    talk: Talk, started: CallStarted, request: _Request, words: str
) -> Generator[Action, Event, bool]:
    """When, at which number, and for whom; false without a number."""
    said = [words]

    def window() -> Generator[Action, Event, bool]:
        already = said.pop() if said else ""
        request.window = None
        today = today_of(started.local_time)
        request.window = yield from agree_on_window(talk, request.service, already, today, beside_the_window)
        return True

    def number() -> Generator[Action, Event, bool]:
        beside: list[str] = []
        agreed = yield from confirm_number(
            talk, started.caller, "callback.same_number", "callback.number", beside.append
        )
        phone = agreed or reachable(started.caller)  # better than nobody rung back: it is told at the end
        if not phone:
            yield from talk.say("callback.no_number")
            return False
        request.phone = phone
        talk.keep(phone=phone)
        if moment := next((words for words in beside if is_moment(words)), ""):
            said.append(moment)
            return (yield from window())
        return True

    def movable(step: Step) -> Step:
        """The same step, at whose questions "finalement plutôt lundi" moves the window."""

        def asked() -> Generator[Action, Event, bool]:
            while True:
                before, talk.corrects = talk.corrects, would_rather
                try:
                    return (yield from step())
                except CorrectionHeard as heard:
                    said.append(heard.text)
                finally:
                    talk.corrects = before
                yield from window()

        return asked

    def would_rather(words: str) -> bool:
        return _RATHER.search(bare(words)) is not None and is_moment(words)

    def is_moment(words: str) -> bool:
        today = today_of(started.local_time)
        return today is not None and read_when(talk.language, words, today) is not None

    def name() -> Generator[Action, Event, bool]:
        request.name = (yield from collect_name(talk, "callback.name")) or ""
        talk.keep(name=request.name)
        return True

    def beside_the_window(words: str) -> None:
        if not request.subject and not talk.tongue.declines(words) and not declines(words):
            request.subject = words

    def subject() -> Generator[Action, Event, bool]:
        request.settled = True
        if request.subject:
            return True
        reply = yield from talk.ask("callback.subject", patience="long", silence_seconds=7.0, tries=2)
        if isinstance(reply, Heard) and not (talk.tongue.nothing_more(reply.text) or declines(reply.text)):
            request.subject = reply.text
        return True

    steps = (window, *map(movable, (number, name)))
    return (yield from in_steps(steps if request.subject else (*steps, movable(subject))))


def subject_in(words: str, least: int = _LEAST_ABOUT) -> str:
    """The words that ask to be rung back, when they say what about; empty when they do not."""
    return words if len(_PLAIN.sub(" ", bare(words)).split()) >= least else ""


def at_its_service(talk: Talk, asked: AskCallback) -> Generator[Action, Event, AskCallback]:
    """The same callback, by the service whose business it is about if that one is there at that moment."""
    if asked.service != RECEPTION or not asked.subject:
        return asked
    event = yield FindService(text=asked.subject, language=talk.language)
    service = answered(event, ServiceFound).service
    if not service or service == RECEPTION:
        return asked
    if asked.start:
        day = asked.start[:10]
        found = yield FindWindows(service=service, period=Period(first=day, last=day))
        windows = answered(found, WindowsFound).windows
        if not any(window.start <= asked.start and asked.end <= window.end for window in windows):
            return asked
    return replace(asked, service=service)


def agree_on_window(
    talk: Talk,
    service: str,
    words: str,
    today: date | None,
    note: Callable[[str], object] = lambda words: None,
) -> Generator[Action, Event, Window | None]:
    """The window agreed; None when the service is left to choose.

    Whoever refuses all that is offered is asked once when they would rather be rung back. `note`: told what
    is said beside the question, such as what the call is about.
    """
    if today is None:
        return None
    wished = read_when(talk.language, words, today)
    if wished is None or wished.problem:
        wished = yield from collect_when(talk, "callback.when", today)
    period = period_of(wished) if wished else Period()
    left, asked_again = MAX_WINDOWS, False
    while left > 0:
        event = yield FindWindows(service=service, period=period)
        found = answered(event, WindowsFound)
        windows = found.windows[:left]
        if not windows and period != Period():
            wider_ones = nearest_periods(period)
            if too_far(period, found.last_day):
                wider_ones = furthest_periods(period, found.last_day)
                last = writing(talk.language).day(date.fromisoformat(found.last_day), today)
                yield from talk.say("callback.too_far", {"day": last})
            else:
                yield from talk.say("callback.none_then")
            for wider in wider_ones:
                event = yield FindWindows(service=service, period=wider)
                windows = answered(event, WindowsFound).windows[:left]
                if windows:
                    break
        choice, offered, refused = yield from _choose(talk, windows, today, note)
        left -= offered
        if refused and not asked_again:
            asked_again, left = True, MAX_WINDOWS
            choice = yield from collect_when(talk, "callback.when", today)
        if choice is None or isinstance(choice, Window):
            return choice
        period = period_of(choice)
    return None


def _choose(
    talk: Talk, windows: Sequence[Window], today: date, note: Callable[[str], object]
) -> Generator[Action, Event, tuple[Window | When | None, int, bool]]:
    """The first window agreed, or when the caller would rather be rung back; None when none suits.

    And how many of them were told, for the others can still be offered; and whether all were refused.
    """
    for told, window in enumerate(windows, start=1):
        values = {"window": written_window(talk, window, today)}
        answer = yield from talk.confirm("callback.window", values)
        if answer.yes is None and read_when(talk.language, answer.text, today) is None and answer.text:
            note(answer.said)
            answer = yield from talk.confirm("callback.window", values, misunderstood=1)
        wished = read_when(talk.language, answer.text, today) if answer.text else None
        if answer.yes and not (wished and _RATHER.search(bare(answer.said))):
            return window, told, False
        if wished and wished.problem:
            problem = problem_with(wished, today, talk.language)
            yield from talk.say(problem.reason, problem.values)
        elif wished:
            return wished, told, False
        elif answer.yes is None:
            return None, told, False
    return None, len(windows), bool(windows)


def written_window(talk: Talk, window: Window, today: date) -> str:
    start, end = datetime.fromisoformat(window.start), datetime.fromisoformat(window.end)
    return writing(talk.language).window(start, end, today)
