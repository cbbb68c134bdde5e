"""Reporting a problem in the street: danger first, then what, where, and a number to remember it by."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk
from flows.booking import answered
from flows.collect.address import collect_address
from flows.collect.date import today_of
from flows.collect.elsewhere import told_elsewhere
from flows.collect.problem import other_problem, problem_in
from flows.collect.telling import tell_reference
from flows.dialogue import CallerGone
from flows.emergencies.emergency import emergency
from flows.events import CallStarted, Event
from flows.giving_up import gives_up_report
from flows.interruptions import (
    AgentWanted,
    BackWanted,
    ChangeOfMind,
    EmergencyHeard,
    GoodbyeSaid,
    Interruption,
    Withdrawn,
)
from flows.later import later_of
from flows.reporting import (
    ReferenceReserved,
    ReserveReference,
    SendNotice,
)
from flows.reports.correction import corrigible
from flows.reports.danger import is_dangerous, street_told, tells_danger
from flows.reports.details import describe, text_updates
from flows.reports.kind import report_kind
from flows.reports.known import known_report
from flows.reports.placed import opened_as_danger, reported
from flows.reports.report import TOPIC, Report
from flows.reports.status import report_status
from flows.routes import Route
from flows.routing import ON_CALL
from flows.stepping_back import in_steps
from flows.transfer import hand_over
from flows.whose_business import service_named

_NOISE = "bruit"
"""The kind of what the gendarmes stop, and whoever goes there tomorrow does not."""


def report_issue(
    talk: Talk, started: CallStarted, words: str = "", *, danger_met: bool = False
) -> Generator[Action, Event, bool]:
    """Take a report down; true when it was opened, or joined to one already open.

    `words`: what the caller already said, which may hold what and where. `danger_met`: they tell of a danger,
    and were told which number to dial. Whoever leaves once both are known has reported all the same; whoever
    hangs up while the place is read back too, with the place as they said it. What is nobody's here is told
    who to tell it to.
    """
    if elsewhere := told_elsewhere(words, talk.language):
        return (yield from _tell_elsewhere(talk, elsewhere))
    report = Report(started, description=words, danger_met=danger_met, phone=talk.number_told)
    for line in words.splitlines()[1:]:
        if talk.tongue.address.says_where(line):
            report.place_first_told = report.said_where = line
    try:
        told = yield from report_kind(talk, words, danger_met=danger_met)
        report.problem, report.description = told.problem, told.words
        said_last = told.words.split("\n")[-1]
        if told.problem == other_problem() and (elsewhere := told_elsewhere(said_last, talk.language)):
            return (yield from _tell_elsewhere(talk, elsewhere))
        if report.problem is None:
            found = yield from report_status(talk, started)
            return found or (yield from _to_a_person(talk, report))
        return (yield from _whatever_it_is(talk, report, today_of(started.local_time)))
    except (CallerGone, Interruption) as leaving:
        if isinstance(leaving, BackWanted | Withdrawn) and gives_up_report(leaving.text) and not report.kept:
            return (yield from _withdraw(talk, report))
        if isinstance(leaving, EmergencyHeard):
            report.dangerous = True
            report.described_as(leaving.text)
        if isinstance(leaving, CallerGone | GoodbyeSaid | EmergencyHeard | AgentWanted):
            gone = isinstance(leaving, CallerGone) or report.where_asked
            placed = isinstance(leaving, CallerGone) and talk.tongue.address.says_where(report.description)
            report.place_as_said(anywhere=(report.dangerous and gone) or report.told_beside or placed)
        if report.worth_keeping:
            if isinstance(leaving, CallerGone):
                report.take_with_it(talk)
            yield NoteOutcome(outcome="answered", topic=TOPIC)
            theirs = report.likely_theirs and isinstance(leaving, CallerGone | GoodbyeSaid)
            known = report.same or (report.likely if theirs else None)  # another's is joined by a yes alone
            if known:
                yield report.joined(known, talk.language)
            elif isinstance(leaving, EmergencyHeard):
                yield from opened_as_danger(talk, report)
            else:
                yield report.opened(talk.language)
        if isinstance(leaving, AgentWanted) and not (yield from service_named(talk, leaving.text)):
            report.note_for_agents(talk)
            helped = yield from _to_a_person(talk, report)
            if not (helped or report.kept) and report.description:
                talk.put_off(later_of(report.description, Route.REPORT, service=report.kind.service))
            return helped
        raise


def _tell_elsewhere(talk: Talk, prompt: str) -> Generator[Action, Event, bool]:
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    yield from talk.say(prompt)
    return True


def _withdraw(talk: Talk, report: Report) -> Generator[Action, Event, bool]:
    """Keep nothing, and say so; a danger is passed on all the same where its place is known, and elsewhere
    unless the caller says once more that it is not to be.
    """
    report.place_as_said()
    if report.dangerous and report.place is None:
        yield from _still_wanted(talk, report)
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    if report.dangerous and report.worth_keeping:
        yield report.opened(talk.language)
        yield from talk.say("report.kept_for_danger")
    else:
        yield from talk.say("report.withdrawn")
    return True


def _still_wanted(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """Is the team to be told of a danger whose place is not known? Only a no is one."""
    try:
        answer = yield from talk.confirm("report.give_up_danger")
    except (CallerGone, Interruption):
        report.place_as_said(anywhere=True)
        if report.worth_keeping:
            yield report.opened(talk.language)
        raise
    if answer.yes is not False:
        if talk.tongue.address.says_where(answer.text):
            report.said_so_far(answer.text)
        report.place_as_said(anywhere=True)


def _whatever_it_is(talk: Talk, report: Report, today: date | None) -> Generator[Action, Event, bool]:
    """Take the report down; begin again when another problem was meant: "non, pas un tag, un arbre"."""
    while True:
        try:
            return (yield from _take_down(talk, report, today))
        except ChangeOfMind as changed:
            meant = problem_in(changed.text, talk.language)
            if meant is None or meant == report.problem:
                raise
            report.problem, report.description = meant, changed.text


def _take_down(talk: Talk, report: Report, today: date | None) -> Generator[Action, Event, bool]:
    report.note_for_agents(talk)
    dangerous = report.danger_met or tells_danger(talk, report.description)
    if not dangerous:  # danger is met before anything else
        yield from talk.say("report.understood", {"problem": report.kind.titled(talk.language)})
        if report.kind.slug == _NOISE:
            yield from talk.say("report.noise")

    def danger() -> Generator[Action, Event, bool]:
        report.danger_asked = True
        report.dangerous = report.danger_met or tells_danger(talk, report.description)
        report.dangerous = report.dangerous or (yield from is_dangerous(talk, report))
        if report.dangerous and not report.danger_met:
            yield from emergency(talk, report.description, in_street=True)
        if report.dangerous:
            yield from talk.say("report.danger_next")
        return True

    def beside(words: str) -> None:
        """ "Quelque chose de dangereux", then "un trou" where the place is asked: it is that."""
        report.told_instead(words)
        if report.kind == other_problem():
            report.problem = problem_in(words, talk.language) or report.problem

    def place() -> Generator[Action, Event, bool]:
        heard = street_told(talk, report) if report.look_in_words else None
        report.look_in_words, report.where_asked = False, True
        report.place = None
        report.place = yield from collect_address(
            talk,
            "report.where",
            heard=heard,
            words_will_do=True,
            note=report.said_so_far,
            beside=beside,
        )
        if report.dangerous:  # passed on, wherever it may be
            report.place_as_said(anywhere=True)
        report.note_for_agents(talk)
        return report.place is not None

    def details() -> Generator[Action, Event, bool]:
        if report.dangerous:
            return True
        yield from known_report(talk, report, today)
        if report.same is None:
            yield from describe(talk, report)
        return True

    def updates() -> Generator[Action, Event, bool]:
        if not report.dangerous:
            yield from text_updates(talk, report)
        return True

    def again() -> Generator[Action, Event, bool]:
        return True if report.described else (yield from details())

    asks_danger = report.kind.asks_danger or dangerous
    steps = (
        *((corrigible(talk, report, danger, danger),) if asks_danger else ()),
        corrigible(talk, report, place, danger),
        corrigible(talk, report, details, danger),
        corrigible(talk, report, updates, danger, before=again),
    )
    if not (yield from in_steps(steps)):
        yield from talk.say("report.nowhere")
        return (yield from _to_a_person(talk, report))
    if report.dangerous:
        return (yield from _urgent(talk, report))
    return (yield from _keep(talk, report))


def _keep(talk: Talk, report: Report) -> Generator[Action, Event, bool]:
    """Open the report, or add it to the one already open; tell its number."""
    similar = report.same
    if similar is None:
        event = yield ReserveReference()
        report.reference = answered(event, ReferenceReserved).reference
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    if similar is None:
        yield report.opened(talk.language)
        yield from talk.say("report.opened")
    else:
        report.reference = similar.reference
        yield report.joined(similar, talk.language)
        yield from talk.say("report.joined")
    if report.text_updates:
        values: dict[str, Value] = {
            "reference": report.reference,
            "problem": report.kind.titled(talk.language),
        }
        yield SendNotice(to=report.phone, prompt="notice.report", values=values, language=talk.language)
    if report.reference:
        talk.reported = reported(report, shared=similar is not None)
        yield from tell_reference(talk, report.reference)
    return True


def _urgent(talk: Talk, report: Report) -> Generator[Action, Event, bool]:
    """Open the report at once, or make dangerous the one already open; then find somebody on call."""
    if report.same:
        yield report.joined(report.same, talk.language)
    else:
        yield from opened_as_danger(talk, report)
    yield from talk.say("report.urgent")
    if talk.reported is not None:
        talk.reported = replace(talk.reported, on_call_rung=True)
    yield from _to_a_person(talk, report)
    return True


def _to_a_person(talk: Talk, report: Report) -> Generator[Action, Event, bool]:
    summary = report.description.replace("\n", " ")
    service = ON_CALL if report.dangerous else report.kind.service
    return (
        yield from hand_over(
            talk,
            report.started,
            service=service,
            subject=report.kind.title,
            summary=summary,
            seen_to=report.kept,
        )
    )
