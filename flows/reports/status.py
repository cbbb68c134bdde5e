"""Where a report is: asked for by its number, told without anything of who made it."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.ask import TRIES, Talk
from flows.booking import answered
from flows.collect.date import today_of
from flows.collect.digits import collect_digits, parse_digits
from flows.collect.moments import writing
from flows.collect.phone_number import reachable
from flows.collect.report_wish import ReportWish, report_wish_in
from flows.collect.telling import reference_told
from flows.events import CallStarted, Event
from flows.reporting import FindReportStatus, JoinReport, ReportStatus, ReportStatusFound
from flows.reports.lookup import find_report, own_report

TOPIC = "suivi-signalement"
REFERENCE_DIGITS = 6
MAX_SEARCHES = 2
"""Numbers tried in one go: whoever does not have theirs is asked what was reported, and where."""
_SAID = {
    "new": "status.new",
    "in_progress": "status.in_progress",
    "done": "status.done",
    "refused": "status.refused",
}

_TOLD = {
    ReportWish.STILL: "status.told_still",
    ReportWish.MENDED: "status.told_mended",
    ReportWish.WITHDRAW: "status.told_withdraw",
}


def report_status(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Tell where a report is, and its team what the caller says of it: still not mended, mended, taken back.

    True when that was told. Otherwise the caller expects a person. Their own report is offered first.

    `words`: what was said already, which may hold the number of the report.
    """
    today = today_of(started.local_time)
    wish = report_wish_in(words, talk.language) or ReportWish.ASK
    found = None
    if not parse_digits(talk.tongue.digits(words), REFERENCE_DIGITS):
        found = yield from own_report(talk, started, today, words)
    if found is None:
        found = yield from _by_number(talk, words)
    if found is None and talk.failures.count >= TRIES:
        return False  # nothing is heard of them: more questions would be as many silences
    if found is None:
        found = yield from find_report(talk, started, today, words)
    if found is None:
        return False
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    talk.report_told = True
    if wish in (ReportWish.ASK, ReportWish.STILL):
        yield from talk.say(_SAID.get(found.status, _SAID["new"]), _values(talk, found, today))
        talk.to_note = [reference_told(talk, found.reference)]
    if wish is not ReportWish.ASK:
        yield JoinReport(
            reference=found.reference,
            description=words,
            phone=reachable(started.caller),
            language=talk.language,
        )
        yield from talk.say(_TOLD[wish])
    return True


def _by_number(talk: Talk, words: str) -> Generator[Action, Event, ReportStatus | None]:
    """The report whose number was said, or is given; None for whoever has none, or none that is known."""
    known = parse_digits(talk.tongue.digits(words), REFERENCE_DIGITS)[:1]
    for _ in range(MAX_SEARCHES):
        reference = (
            known.pop() if known else (yield from collect_digits(talk, "status.reference", REFERENCE_DIGITS))
        )
        if reference is None:
            return None
        event = yield FindReportStatus(reference=reference, language=talk.language)
        for report in answered(event, ReportStatusFound).reports[:1]:
            return report
        yield from talk.say("status.not_found")
    return None


def _values(talk: Talk, report: ReportStatus, today: date | None) -> dict[str, Value]:
    def day(iso: str) -> str:
        on = date.fromisoformat(iso)
        return writing(talk.language).day(on, today or on)

    return {
        "problem": report.title,
        "opened": day(report.opened),
        "changed": day(report.changed or report.opened),
    }
