"""A danger in the street of which its caller says no more: they leave when asked who is in danger."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.collect.problem import problem_in
from flows.emergencies.emergency import reports_danger
from flows.events import CallStarted, Event
from flows.reports.report import TOPIC, Report


def left_in_doubt(talk: Talk, started: CallStarted) -> Generator[Action, Event, bool]:
    """Pass on what was being asked about when the caller left: "un tilleul va s'écraser sur l'école".

    True when that was done; its place is known by their words alone.
    """
    if not talk.doubted or not reports_danger(talk, talk.doubted):
        return False
    words, talk.doubted = talk.doubted, ""  # once: whoever takes leave hangs up as well
    problem = problem_in(words, talk.language)
    report = Report(started, problem=problem, description=words, dangerous=True)
    report.place_as_said(anywhere=True)
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    yield report.opened(talk.language)
    return True
