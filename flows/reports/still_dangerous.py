"""A danger told of a report that is already open: "j'ai déjà signalé ce lampadaire, les fils sont à nu"."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import answered
from flows.collect.date import today_of
from flows.collect.digits import parse_digits
from flows.collect.problem import problem_in, says_danger
from flows.collect.report_wish import ReportWish, report_wish_in
from flows.dialogue import CallerGone
from flows.emergencies.emergency import emergency
from flows.events import CallStarted, Event
from flows.interruptions import DangerTold, EmergencyHeard, GoodbyeSaid, Interruption
from flows.reporting import FindReportStatus, JoinReport, ReportStatus, ReportStatusFound
from flows.reports.danger import street_told
from flows.reports.lookup import own_report
from flows.reports.report import TOPIC, Report
from flows.reports.report_issue import report_issue
from flows.reports.status import REFERENCE_DIGITS, report_status
from flows.routing import ON_CALL
from flows.transfer import hand_over


def follow_up(talk: Talk, started: CallStarted, words: str) -> Generator[Action, Event, bool]:
    """What `report_status` does; a danger told with the words, or at any question of it, comes first."""
    before, talk.alarmed_by = talk.alarmed_by, lambda text: still_dangerous(talk, text)
    try:
        if not still_dangerous(talk, words):
            return (yield from report_status(talk, started, words))
    except DangerTold as danger:
        words = f"{words}\n{danger.text}".strip()
    finally:
        talk.alarmed_by = before
    known = yield from danger_again(talk, started, words)
    return known or (yield from report_issue(talk, started, words, danger_met=True))


def still_dangerous(talk: Talk, words: str) -> bool:
    """Do words about an open report say that somebody may be hurt? Not those of one mended, or taken back."""
    over = report_wish_in(words, talk.language) in (ReportWish.MENDED, ReportWish.WITHDRAW)
    return not over and says_danger(words, talk.language)


def danger_again(talk: Talk, started: CallStarted, words: str) -> Generator[Action, Event, bool]:
    """Tell the number to dial, make the caller's own report dangerous and find somebody on call.

    False when none of theirs is known: it is to be reported anew, and its danger has been met. Nobody is
    asked for the number of a report here. Whoever leaves meanwhile has reported a danger all the same.
    """
    yield from emergency(talk, words)
    try:
        found = yield from _theirs(talk, started, words)
    except (CallerGone, Interruption) as leaving:
        report = Report(started, problem=problem_in(words, talk.language), description=words, dangerous=True)
        if isinstance(leaving, EmergencyHeard):
            report.described_as(leaving.text)
        street = street_told(talk, report)
        report.said_so_far(street.text if street else "")
        report.place_as_said(anywhere=isinstance(leaving, CallerGone | GoodbyeSaid | EmergencyHeard))
        if report.place is not None:
            yield NoteOutcome(outcome="answered", topic=TOPIC)
            yield report.opened(talk.language)
        raise
    if found is None:
        return False
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    yield JoinReport(
        reference=found.reference,
        description=words,
        dangerous=True,
        phone=Report(started).caller,
        language=talk.language,
    )
    talk.keep(problem=found.title)
    yield from talk.say("report.urgent")
    yield from hand_over(talk, started, service=ON_CALL, subject=found.title, summary=words, seen_to=True)
    return True


def _theirs(talk: Talk, started: CallStarted, words: str) -> Generator[Action, Event, ReportStatus | None]:
    """The report whose number they said, else the one of this telephone that they recognise."""
    for reference in parse_digits(talk.tongue.digits(words), REFERENCE_DIGITS)[:1]:
        event = yield FindReportStatus(reference=reference, language=talk.language)
        for report in answered(event, ReportStatusFound).reports[:1]:
            return report
    return (yield from own_report(talk, started, today_of(started.local_time), words))
