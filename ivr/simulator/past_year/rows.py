"""An invented call as the line would have kept it: its rows, by table."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.actions import Deed, Remark, TakeMessage, Transfer
from flows.booking import AskCallback, BookSlot, SlotBooked
from flows.codec import encode
from flows.events import TransferEnded
from flows.reporting import KeepRating, OpenReport
from ivr.calls import records, report_rows
from ivr.calls.due import DueDate, end_of_window
from ivr.calls.log import names
from ivr.calls.replayed import Step, questions
from ivr.calls.search_index import project, question_row
from ivr.settings import Settings
from ivr.simulator.past_year.holding import Held
from ivr.simulator.past_year.opinions import opinions

DAY_SECONDS = 86_400.0
NOTICED_SECONDS = 60.0
"""What is late is noticed so long after."""
HANDLED = 0.92
"""Share of the messages and callbacks of the last weeks that a service has dealt with."""
FRESH_DAYS, FRESH_HANDLED = 5, 0.3
"""What is so recent is mostly still waiting."""
FORGOTTEN_DAYS = 21
"""Whatever is older has been dealt with, late or not."""

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows waiting to be written, by table."""

    tables: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, row: Row) -> None:
        """One more row."""
        self.tables[table].append(row)


class Writer:
    """Turns calls into rows."""

    def __init__(
        self, settings: Settings, due_date: DueDate, now: float, first_deed: int, chance: random.Random
    ) -> None:
        """`now`: seconds since the epoch. `first_deed`: the outbox's next number."""
        self._due_date = due_date
        self._settings = settings
        self._now = now
        self._deed = first_deed
        self._chance = chance

    def write(self, held: Held, truths: Mapping[str, str], rows: Rows) -> str:
        """Add a call's rows; how it ended. `truths`: the slug that answers each question."""
        call = self._call(held)
        asked = questions(held.steps)
        self._events(held, rows)
        satisfaction = None
        for step in held.steps:
            for action in step.actions:
                if isinstance(action, Deed):
                    self._done(held, step, action, rows)
                if isinstance(action, Remark):
                    remark = {"call_id": held.id, "kind": action.kind, "made_at": held.began + step.event.at}
                    rows.add("call_remarks", remark)
                if isinstance(action, KeepRating):
                    satisfaction = action.score
        self._transfers(held, rows)
        self._appointments(held, rows)
        if call["ended_at"] is None:  # the worker indexes it once it is over
            rows.add("calls", call)
            return ""
        found = project(call, held.steps, asked, satisfaction, self._settings.line.language)
        reviews = opinions(call, asked, truths, self._now, self._chance)
        for review in reviews:
            rows.add("reviews", review)
        found["reviewed"] = int(bool(reviews))
        rows.add("call_search", found)
        for question in asked:
            rows.add("questions", question_row(call, question))
        rows.add("calls", call)
        return str(call["outcome"])

    def _call(self, held: Held) -> Row:
        call: Row = {
            "id": held.id,
            "channel": held.channel,
            "caller": held.caller,
            "started_at": held.began,
            "seen_at": held.began,
            "ended_at": None,
            "outcome": None,
            "topic": None,
            "turns": 0,
            "not_understood": 0,
            "streaming": 0,
            "language": self._settings.line.language,
        }
        for step in held.steps:
            at = held.began + step.event.at
            call.update(records.changes_of(call, step.event, step.actions, at))
        if call["ended_at"] is None:
            return call
        call["provider_status"] = "completed"
        call["provider_sequence"] = 3
        call["provider_seconds"] = round(call["ended_at"] - held.began)
        return call

    def _events(self, held: Held, rows: Rows) -> None:
        for step in held.steps:
            kind, data = encode(step.event)
            rows.add(
                "call_events",
                {
                    "call_id": held.id,
                    "seq": step.seq,
                    "key": f"past/{step.seq}",
                    "type": kind,
                    "data": data,
                    "actions": names(step.actions),
                    "written_at": held.began + step.event.at,
                },
            )

    def _done(self, held: Held, step: Step, deed: Deed, rows: Rows) -> None:
        """What a worker made of a deed, soon afterwards."""
        at = held.began + step.event.at + 1.0
        number, self._deed = self._deed, self._deed + 1
        kind, data = encode(deed)
        promised = {"id": number, "call_id": held.id, "seq": step.seq, "n": number, "kind": kind}
        rows.add("outbox", {**promised, "data": data, "due_at": at, "attempts": 1, "done_at": at})
        handled = at + self._chance.uniform(0.1, 3) * DAY_SECONDS
        old = at < self._now - FORGOTTEN_DAYS * DAY_SECONDS
        share = FRESH_HANDLED if at > self._now - FRESH_DAYS * DAY_SECONDS else HANDLED
        handled_at = handled if handled < self._now and (self._chance.random() < share or old) else None
        left = {"deed": number, "call_id": held.id}
        match deed:
            case TakeMessage(service=service, subject=subject, text=text, phone=phone):
                message = {
                    "service": service,
                    "subject": subject,
                    "text": text,
                    "phone": phone or held.caller,
                }
                due = self._due(service, "", at, handled_at)
                rows.add("messages", {**left, **message, "left_at": at, "handled_at": handled_at, **due})
            case AskCallback():
                asked = {
                    "service": deed.service,
                    "subject": deed.subject,
                    "phone": deed.phone,
                    "name": deed.name,
                }
                when = {"start": deed.start, "end": deed.end, "asked_at": at, "handled_at": handled_at}
                due = self._due(deed.service, deed.end, at, handled_at)
                rows.add("callbacks", {**left, **asked, **when, **due})
            case KeepRating():
                rated = {"score": deed.score, "topic": deed.topic, "comment": deed.comment, "given_at": at}
                rows.add("ratings", {**left, **rated})
            case OpenReport():
                rows.add("reports", {**left, **self._report(deed, at, handled_at)})

    def _due(self, service: str, end: str, at: float, handled_at: float | None) -> Row:
        """By when it was promised, and when the worker noticed that it is late."""
        due = end_of_window(end, self._settings.zone) or self._due_date(service, at)
        late = due is not None and due < (self._now if handled_at is None else handled_at)
        return {"due_at": due, "late_at": due + NOTICED_SECONDS if due is not None and late else None}

    def _report(self, deed: OpenReport, at: float, closed_at: float | None) -> Row:
        return {
            **report_rows.opened(deed, deed.reference or str(self._deed), at),
            "closed_at": closed_at,
            "status": "done" if closed_at else "new",
        }

    def _transfers(self, held: Held, rows: Rows) -> None:
        for before, step in zip(held.steps, held.steps[1:], strict=False):
            if not isinstance(step.event, TransferEnded) or not isinstance(step.asked, Transfer):
                continue
            service = self._settings.services.get(step.asked.service)
            agents = service.agents if service and service.agents else ("",)
            answer = {"answered": "accepted", "declined": "declined"}.get(step.event.outcome)
            rows.add(
                "transfers",
                {
                    "call_id": held.id,
                    "attempt": before.seq,
                    "service": step.asked.service,
                    "agent": self._chance.choice(agents) if answer else None,
                    "answer": answer,
                    "offered_at": held.began + before.event.at,
                    "answered_at": held.began + before.event.at + 9.0 if answer else None,
                    "ended_at": held.began + step.event.at,
                    "outcome": step.event.outcome,
                    "rung": json.dumps(agents),
                },
            )

    def _appointments(self, held: Held, rows: Rows) -> None:
        for step in held.steps:
            booked, asked = step.event, step.asked
            if isinstance(booked, SlotBooked) and isinstance(asked, BookSlot) and booked.outcome == "booked":
                start = asked.slot.partition("/")[2]
                kind = self._settings.appointments[asked.kind]
                rows.add(
                    "appointments",
                    {
                        "reference": booked.reference,
                        "call_id": held.id,
                        "kind": asked.kind,
                        "desk": kind.desk,
                        "counter": 1,
                        "start": start,
                        "end": _later(start, kind.duration_minutes),
                        "name": asked.name,
                        "phone": asked.phone,
                        "booked_at": held.began + booked.at,
                    },
                )


def _later(start: str, minutes: int) -> str:
    hour, minute = int(start[11:13]), int(start[14:16]) + minutes
    return f"{start[:11]}{hour + minute // 60:02}:{minute % 60:02}"
