"""The SMS about a visit that the house itself sends, in the language that whoever booked it spoke."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from sqlite_utils import Database

from flows.actions import Value
from flows.collect.moments import writing
from flows.reporting import SendNotice
from ivr.calls.visit_subject import what_for
from ivr.settings import Settings

Prompt = Literal["notice.appointment_tomorrow", "notice.appointment_cancelled"]


def visit_notice(
    settings: Settings, db: Database, row: dict[str, Any], prompt: Prompt, today: date
) -> SendNotice:
    """What is sent about a visit. `row`: of the table `appointments`; `today`: where the town is."""
    language = _spoken(settings, db, row["call_id"])
    values: dict[str, Value] = {
        "slot": writing(language).moment(datetime.fromisoformat(row["start"]), today),
        "what": what_for(settings, row, language),
    }
    if prompt == "notice.appointment_tomorrow":
        values["reference"] = row["reference"]
    return SendNotice(to=row["phone"], prompt=prompt, values=values, language=language)


def _spoken(settings: Settings, db: Database, call_id: str) -> str:
    """The language that the call ended in; the town's own for a call that is not known any more."""
    found = db.execute("select language from calls where id = ?", [call_id]).fetchone()
    ours = settings.line.language
    return str(found[0]) if found and found[0] in (ours, *settings.line.others) else ours
