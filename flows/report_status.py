"""Where a report is: asked for by its number, told without anything of who made it."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk
from flows.booking import answered
from flows.collect.date import today_of
from flows.collect.digits import collect_digits, parse_digits
from flows.collect.written import written_day
from flows.events import CallStarted, Event
from flows.reporting import FindReportStatus, ReportStatus, ReportStatusFound

TOPIC = "suivi-signalement"
REFERENCE_DIGITS = 6
MAX_SEARCHES = 2
"""Numbers tried in one go: whoever does not have theirs is better served by a person."""
_SAID = {
    "new": "status.new",
    "in_progress": "status.in_progress",
    "done": "status.done",
    "refused": "status.refused",
}


def report_status(talk: Talk, started: CallStarted, words: str = "") -> Generator[Action, Event, bool]:
    """Tell where a report is; true when that was told. Otherwise the caller expects a person.

    `words`: what was said already, which may hold the number of the report.
    """
    today = today_of(started.local_time)
    known = parse_digits(words, REFERENCE_DIGITS)[:1]
    for _ in range(MAX_SEARCHES):
        reference = (
            known.pop() if known else (yield from collect_digits(talk, "status.reference", REFERENCE_DIGITS))
        )
        if reference is None:
            return False
        event = yield FindReportStatus(reference=reference)
        for report in answered(event, ReportStatusFound).reports[:1]:
            yield NoteOutcome(outcome="answered", topic=TOPIC)
            yield from talk.say(_SAID.get(report.status, _SAID["new"]), _values(report, today))
            return True
        yield from talk.say("status.not_found")
    return False


def _values(report: ReportStatus, today: date | None) -> dict[str, Value]:
    return {
        "problem": report.title,
        "opened": _day(report.opened, today),
        "changed": _day(report.changed or report.opened, today),
    }


def _day(iso: str, today: date | None) -> str:
    day = date.fromisoformat(iso)
    return written_day(day, today or day)
