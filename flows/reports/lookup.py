"""A report whose number is lost: the one just made, one of this telephone's, or one of what and where."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date

from flows.actions import Action
from flows.ask import TRIES, Talk
from flows.booking import answered
from flows.collect.address import collect_address
from flows.collect.capture import declines
from flows.collect.moments import writing
from flows.collect.phone_number import reachable
from flows.collect.problem import Problem, other_problem, problem_called, problem_in, problems_in, says_danger
from flows.collect.words import bare
from flows.emergencies.emergency import REPORTED
from flows.events import CallStarted, Event, Heard, Pressed
from flows.reporting import (
    FindReports,
    FindReportStatus,
    ReportsFound,
    ReportStatus,
    ReportStatusFound,
)
from flows.reports.kind import KIND_KEYS, named_in

MOST_OFFERED = 3
_JUST_MADE = re.compile(
    r"\b(?:celui|le dernier|tout a l heure|a l instant|je viens de|que j ai fait|qu on vient de"
    r"|just (?:made|now)|a moment ago|the last one)\b"
)
""" "C'est celui que je viens de faire"."""


def own_report(
    talk: Talk, started: CallStarted, today: date | None, words: str = ""
) -> Generator[Action, Event, ReportStatus | None]:
    """The report made in this call, or from this telephone, that the caller recognises; None without any.

    `words`: what was said already; the kind of problem that they name is offered first.
    """
    made, caller = talk.reported, reachable(started.caller)
    likely: list[ReportStatus] = []
    if made is not None:
        event = yield FindReportStatus(reference=made.reference, language=talk.language)
        likely += answered(event, ReportStatusFound).reports
    if caller:
        event = yield FindReportStatus(reference="", phone=caller, language=talk.language)
        found = answered(event, ReportStatusFound).reports
        likely += [one for one in found if made is None or one.reference != made.reference]
    named = problems_in(words, talk.language)
    if says_danger(words, talk.language):
        named -= {REPORTED}  # bare wires are a danger of the lamp that they hang from
    if named:  # "où en est mon lampadaire" asks about no car
        likely = [report for report in likely if report.kind in (*named, other_problem().slug, "")]
        likely.sort(key=lambda report: report.kind not in named)
    for report in likely[:MOST_OFFERED]:
        problem = problem_called(report.kind) if report.kind else None
        last = made is not None and report.reference == made.reference
        if (yield from _is_it(talk, report.title, report.opened, today, problem, made_now=last)):
            return report
    return None


def find_report(
    talk: Talk, started: CallStarted, today: date | None, words: str = ""
) -> Generator[Action, Event, ReportStatus | None]:
    """The report that the caller recognises by what was reported and where; None when none is found.

    `words`: what was said already; the kind of problem that they name is asked no more.
    """
    yield from talk.say("status.otherwise")
    problem = problem_in(words, talk.language) or (yield from _what_was_it(talk))
    if problem is None:
        return None
    place = yield from collect_address(talk, "report.where")
    if place is None or not place.street:
        return None
    event = yield FindReports(kind=problem.slug, street=place.street, number=place.number)
    for similar in answered(event, ReportsFound).reports[:MOST_OFFERED]:
        if (yield from _is_it(talk, problem.titled(talk.language), similar.opened, today, problem)):
            event = yield FindReportStatus(reference=similar.reference, language=talk.language)
            return next(iter(answered(event, ReportStatusFound).reports), None)
    yield from talk.say("status.none_there")
    return None


def _is_it(
    talk: Talk,
    title: str,
    opened: str,
    today: date | None,
    problem: Problem | None,
    *,
    made_now: bool = False,
) -> Generator[Action, Event, bool]:
    """Does the caller recognise this report? By a yes, by what it is of, or as the one made a moment ago.

    `made_now`: it is.
    """
    day = date.fromisoformat(opened)
    values = {"problem": title, "opened": writing(talk.language).day(day, today or day)}
    answer = yield from talk.confirm(
        "status.is_it", values, told_by=lambda text: problem_in(text, talk.language) is not None
    )
    if answer.yes is None and (named := problem_in(answer.said, talk.language)):
        return named == problem
    return answer.recognised or (made_now and bool(_JUST_MADE.search(bare(answer.said))))


def _what_was_it(talk: Talk) -> Generator[Action, Event, Problem | None]:
    """The kind of problem; None when it is not known after three failures."""
    asked = "status.what"
    for attempt in range(1, TRIES + 1):
        reply = yield from talk.ask(asked)
        if reply is None:
            return None
        if isinstance(reply, Pressed) and reply.digits in KIND_KEYS:
            return problem_called(KIND_KEYS[reply.digits])
        if isinstance(reply, Heard):
            if (named := named_in(talk, reply)) is not None:
                return named
            if declines(reply.text) or talk.tongue.declines(reply.text):
                return None
        asked = f"status.what.no_match.{attempt}" if attempt < TRIES else asked
    return None
