"""Reporting a problem in the street: danger first, then what, where, and a number to remember it by."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk
from flows.booking import answered
from flows.collect.address import Address, collect_address
from flows.collect.capture import declines
from flows.collect.date import today_of
from flows.collect.phone_number import collect_phone_number, is_mobile, reachable
from flows.collect.problem import Problem, other_problem, problem_called, problem_in, says_danger
from flows.collect.telling import tell_reference
from flows.collect.written import written_day
from flows.dialogue import CallerGone
from flows.emergency import emergency
from flows.events import CallStarted, Event, Heard, Pressed
from flows.interruptions import ChangeOfMind, EmergencyHeard, Interruption
from flows.report_status import report_status
from flows.reporting import (
    FindReports,
    JoinReport,
    OpenReport,
    ReferenceReserved,
    ReportsFound,
    ReserveReference,
    SendNotice,
    SimilarReport,
)
from flows.stepping_back import in_steps
from flows.transfer import hand_over
from flows.understand import yes_or_no

ON_CALL = "astreinte"
"""Slug of the service that answers dangers at any hour; the reception stands in for a town without one."""
TOPIC = "signalement"
KIND_KEYS = {"1": "eclairage", "2": "chaussee", "3": "depot-sauvage"}
"""At the first question: the problems reported most, for whoever cannot say theirs."""
STATUS_KEY = "4"
"""At the first question: it is about a report made before."""
_LONGEST_YES_NO = 3
"""Words of "non, c'est tout": more of them describe something."""


@dataclass
class _Report:
    """What is known of a problem so far."""

    started: CallStarted
    problem: Problem | None = None
    place: Address | None = None
    description: str = ""
    dangerous: bool = False
    phone: str = ""
    text_updates: bool = False
    reference: str = ""
    kept: bool = False
    """Opened, or joined to one already open."""

    @property
    def caller(self) -> str:
        """The number of the call, where it can be rung."""
        return reachable(self.started.caller)

    @property
    def worth_keeping(self) -> bool:
        """Is there enough for a team to go and see?"""
        return self.problem is not None and self.place is not None and not self.kept

    def opened(self) -> OpenReport:
        problem, place = self.problem or other_problem(), self.place or Address(street="")
        self.kept = True
        return OpenReport(
            reference=self.reference,
            kind=problem.slug,
            service=problem.service,
            street=place.street,
            number=place.number,
            place=place.said,
            description=self.description,
            dangerous=self.dangerous,
            phone=self.phone or self.caller,
            text_updates=self.text_updates,
        )

    def joined(self, report: SimilarReport) -> JoinReport:
        self.kept = True
        return JoinReport(
            reference=report.reference,
            description=self.description,
            dangerous=self.dangerous,
            phone=self.phone or self.caller,
            text_updates=self.text_updates,
        )


def report_issue(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Take a report down; true when it was opened, or joined to one already open.

    `words`: what the caller already said, which may hold what and where. Whoever leaves once both are known
    has reported all the same.
    """
    report = _Report(started, description=words)
    try:
        report.problem = yield from _what(talk, report, words)
        if report.problem is None:
            told = yield from report_status(talk, started)
            return told or (yield from _to_a_person(talk, report))
        return (yield from _whatever_it_is(talk, report, report.problem, words, today_of(started.local_time)))
    except (CallerGone, Interruption) as leaving:
        if isinstance(leaving, EmergencyHeard):
            report.dangerous = True
            report.description = f"{report.description}\n{leaving.text}".strip()
        if report.worth_keeping:
            yield NoteOutcome(outcome="answered", topic=TOPIC)
            yield report.opened()
        raise


def _whatever_it_is(
    talk: Talk, report: _Report, problem: Problem, words: str, today: date | None
) -> Generator[Action, Event, bool]:
    """Take the report down; begin again when another problem was meant: "non, pas un tag, un arbre"."""
    while True:
        try:
            return (yield from _take_down(talk, report, problem, words, today))
        except ChangeOfMind as changed:
            meant = problem_in(changed.text)
            if meant is None or meant == problem:
                raise
            problem, words = meant, changed.text
            report.problem, report.description = problem, words


def _take_down(
    talk: Talk, report: _Report, problem: Problem, words: str, today: date | None
) -> Generator[Action, Event, bool]:
    talk.keep(problem=problem.title)
    yield from talk.say("report.understood", {"problem": problem.title})
    said = [Heard(text=words)] if words else []
    same: list[SimilarReport] = []

    def danger() -> Generator[Action, Event, bool]:
        report.dangerous = (
            says_danger(report.description) or (yield from talk.confirm("report.danger")).yes is True
        )
        if report.dangerous:
            yield from emergency(talk, report.description)
            yield from talk.say("report.danger_next")
        return True

    def place() -> Generator[Action, Event, bool]:
        heard = said.pop() if said else None
        report.place = yield from collect_address(talk, "report.where", heard=heard, words_will_do=True)
        if report.place is not None:
            talk.keep(address=report.place.written)
        return report.place is not None

    def details() -> Generator[Action, Event, bool]:
        if report.dangerous or report.place is None:
            return True
        known = yield from _similar(talk, report, report.place, today)
        same[:] = [known] if known else []
        if known is None:
            yield from _describe(talk, report)
        return True

    def updates() -> Generator[Action, Event, bool]:
        if not report.dangerous:
            yield from _text_updates(talk, report)
        return True

    asks_danger = problem.asks_danger or says_danger(report.description)
    if not (yield from in_steps((*((danger,) if asks_danger else ()), place, details, updates))):
        yield from talk.say("report.nowhere")
        return (yield from _to_a_person(talk, report))
    if report.dangerous:
        if not report.description:
            yield from _describe(talk, report)  # all was keyed: who comes must know what they come for
        return (yield from _urgent(talk, report))
    similar = same[0] if same else None
    if similar is None:
        event = yield ReserveReference()
        report.reference = answered(event, ReferenceReserved).reference
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    if similar is None:
        yield report.opened()
        yield from talk.say("report.opened")
    else:
        report.reference = similar.reference
        yield report.joined(similar)
        yield from talk.say("report.joined")
    if report.text_updates:
        values: dict[str, Value] = {"reference": report.reference, "problem": problem.title}
        yield SendNotice(to=report.phone, prompt="notice.report", values=values, language=talk.language)
    if report.reference:
        yield from tell_reference(talk, report.reference)
    return True


def _what(talk: Talk, report: _Report, words: str) -> Generator[Action, Event, Problem | None]:
    """The kind of problem; the kind for all others after three failures, the caller's words being kept.

    None: it is a report made before that the caller asks about.
    """
    found = problem_in(words)
    prompts = ("report.what", "report.what.no_match.1", "report.what.no_match.2")
    for prompt in () if found else prompts:
        reply = yield from talk.ask(prompt)
        if reply is None:
            break
        if isinstance(reply, Pressed) and reply.digits == STATUS_KEY:
            return None
        if isinstance(reply, Pressed) and reply.digits in KIND_KEYS:
            return problem_called(KIND_KEYS[reply.digits])
        if isinstance(reply, Heard) and reply.text:
            report.description = f"{report.description}\n{reply.text}".strip()
            texts = (reply.text, *reply.alternatives)
            found = next((problem for text in texts if (problem := problem_in(text))), None)
            if found or says_danger(reply.text):
                break
    return found or other_problem()


def _similar(
    talk: Talk, report: _Report, place: Address, today: date | None
) -> Generator[Action, Event, SimilarReport | None]:
    """The open report that the caller recognises as the same problem."""
    if not place.street or report.problem is None or today is None:
        return None
    event = yield FindReports(kind=report.problem.slug, street=place.street, number=place.number)
    for similar in answered(event, ReportsFound).reports[:1]:
        values = {"problem": similar.title, "day": written_day(date.fromisoformat(similar.opened), today)}
        answer = yield from talk.confirm("report.similar", values)
        if answer.yes:
            return similar
    return None


def _describe(talk: Talk, report: _Report) -> Generator[Action, Event, None]:
    """The caller's own words, kept as they are; neither a mere yes nor "aucune idée" describes anything."""
    for prompt in ("report.describe", "report.describe.no_match.1"):
        reply = yield from talk.ask(prompt, patience="long", commands=False, tries=1)
        if not isinstance(reply, Heard) or not reply.text:
            return
        short = len(reply.text.split()) <= _LONGEST_YES_NO
        if (short and yes_or_no(reply.text) is False) or declines(reply.text):
            return
        if not (short and yes_or_no(reply.text) is True):
            report.description = f"{report.description}\n{reply.text}".strip()
            return


def _text_updates(talk: Talk, report: _Report) -> Generator[Action, Event, None]:
    """Only whoever says yes is sent anything."""
    answer = yield from talk.confirm("report.by_text")
    if not answer.yes:
        return
    mobile = report.caller if is_mobile(report.caller) else (yield from _mobile(talk))
    if mobile is not None:
        report.phone, report.text_updates = mobile, True
        talk.keep(phone=mobile)


def _mobile(talk: Talk) -> Generator[Action, Event, str | None]:
    """A number that receives SMS, asked for again once when it was a landline; None without one."""
    for prompt in ("report.mobile", "report.mobile_again"):
        number = yield from collect_phone_number(talk, prompt)
        if number is None or is_mobile(number):
            return number
        talk.keep(phone=number)
    yield from talk.say("report.no_mobile")
    return None


def _urgent(talk: Talk, report: _Report) -> Generator[Action, Event, bool]:
    """Open the report at once, then find somebody on call."""
    yield report.opened()
    yield from talk.say("report.urgent")
    yield from _to_a_person(talk, report)
    return True


def _to_a_person(talk: Talk, report: _Report) -> Generator[Action, Event, bool]:
    problem = report.problem or other_problem()
    summary = report.description.replace("\n", " ")
    service = ON_CALL if report.dangerous else problem.service
    return (
        yield from hand_over(talk, report.started, service=service, subject=problem.title, summary=summary)
    )
