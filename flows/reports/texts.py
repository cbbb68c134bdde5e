"""SMS wanted, or not wanted any more, about the report just made: "finalement pas de SMS"."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, Value
from flows.ask import Talk
from flows.collect.phone_number import reachable
from flows.collect.problem import problem_called
from flows.collect.text_wish import text_wish
from flows.events import CallStarted, Event
from flows.reporting import ChangeUpdates, SendNotice
from flows.reports.details import mobile_number


def changes_texts(talk: Talk, text: str) -> bool:
    """Do these words change whether SMS are sent about the report made in this call?"""
    return talk.reported is not None and bool(talk.reported.reference) and text_wish(text) is not None


def change_texts(talk: Talk, started: CallStarted, text: str) -> Generator[Action, Event, bool]:
    """Send SMS about the report made in this call, or no more; always true, for it is done."""
    made, wanted = talk.reported, text_wish(text)
    if made is None or (wanted and started.said_stop):
        yield from talk.say("report.unchanged")
        return True
    recorded = made.phone or reachable(started.caller)
    phone: str | None = recorded
    if wanted:
        phone = yield from mobile_number(talk, reachable(started.caller))
    if phone is None:
        return True
    yield ChangeUpdates(reference=made.reference, phone=phone, recorded=recorded, text_updates=bool(wanted))
    if wanted and not made.text_updates:
        problem = problem_called(made.kind).titled(talk.language)
        values: dict[str, Value] = {"reference": made.reference, "problem": problem}
        yield SendNotice(to=phone, prompt="notice.report", values=values, language=talk.language)
    talk.reported = replace(made, phone=phone, text_updates=bool(wanted))
    yield from talk.say("report.texts_on" if wanted else "report.texts_off")
    return True
