"""Is it reported already? The caller's own report first, for whoever calls back, then somebody else's."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from flows.actions import Action
from flows.ask import Talk
from flows.asking_twice import confirm_noting
from flows.booking import answered
from flows.collect.moments import writing
from flows.events import Event
from flows.interruptions import DangerTold
from flows.reporting import FindReports, FindReportStatus, ReportsFound, ReportStatusFound, SimilarReport
from flows.reports.report import Report


def known_report(talk: Talk, report: Report, today: date | None) -> Generator[Action, Event, None]:
    """Ask for the open report of the same problem; the one recognised becomes the report's `same`.

    While they are asked, it is the report's `likely` one, and stays so for whoever says neither yes nor no.
    """
    report.same = report.likely = None
    if report.place is None or not report.place.street or report.problem is None or today is None:
        return
    event = yield FindReports(
        kind=report.problem.slug, street=report.place.street, number=report.place.number
    )
    found = answered(event, ReportsFound).reports
    if not found:
        return
    theirs = yield from _made_from(talk, report.caller)
    own = [one for one in found if one.reference in theirs]
    others = [one for one in found if one.reference not in theirs]
    for prompt, likely in (("report.yours", own[:1]), ("report.similar", others[:1])):
        for similar in likely:
            report.likely, report.likely_theirs = similar, similar.reference in theirs
            agrees = yield from _is_the_same(talk, report, prompt, similar, today)
            if agrees:
                report.same = similar
                return
            if agrees is False:
                report.likely = None


def _is_the_same(
    talk: Talk, report: Report, prompt: str, similar: SimilarReport, today: date
) -> Generator[Action, Event, bool | None]:
    """Is it this one? A danger told with a yes is told of it."""
    day = writing(talk.language).day(date.fromisoformat(similar.opened), today)
    title = similar.title if talk.language == "fr" else report.kind.titled(talk.language)
    told = {"problem": title, "day": day}
    try:
        return (yield from confirm_noting(talk, prompt, told, note=report.described_as)).yes
    except DangerTold as danger:
        if talk.tongue.yes_or_no(danger.text):
            report.same = similar
        raise


def _made_from(talk: Talk, phone: str) -> Generator[Action, Event, frozenset[str]]:
    """The numbers of the reports that were made from this telephone."""
    if not phone:
        return frozenset()
    event = yield FindReportStatus(reference="", phone=phone, language=talk.language)
    return frozenset(one.reference for one in answered(event, ReportStatusFound).reports)
