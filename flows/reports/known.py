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
from flows.reporting import FindReports, FindReportStatus, ReportsFound, ReportStatusFound, SimilarReport
from flows.reports.report import Report


def known_report(
    talk: Talk, report: Report, today: date | None
) -> Generator[Action, Event, SimilarReport | None]:
    """The open report that the caller recognises as the same problem.

    While they are asked, it is the report's `likely` one: whoever hangs up there has not made a second one.
    """
    if report.place is None or not report.place.street or report.problem is None or today is None:
        return None
    event = yield FindReports(
        kind=report.problem.slug, street=report.place.street, number=report.place.number
    )
    found = answered(event, ReportsFound).reports
    if not found:
        return None
    theirs = yield from _made_from(talk, report.caller)
    own = [one for one in found if one.reference in theirs]
    others = [one for one in found if one.reference not in theirs]
    for prompt, likely in (("report.yours", own[:1]), ("report.similar", others[:1])):
        for similar in likely:
            day = writing(talk.language).day(date.fromisoformat(similar.opened), today)
            title = similar.title if talk.language == "fr" else report.problem.titled(talk.language)
            report.likely = similar
            told = {"problem": title, "day": day}
            answer = yield from confirm_noting(talk, prompt, told, note=report.described_as)
            if answer.yes:
                return similar
            report.likely = None
    return None


def _made_from(talk: Talk, phone: str) -> Generator[Action, Event, frozenset[str]]:
    """The numbers of the reports that were made from this telephone."""
    if not phone:
        return frozenset()
    event = yield FindReportStatus(reference="", phone=phone, language=talk.language)
    return frozenset(one.reference for one in answered(event, ReportStatusFound).reports)
