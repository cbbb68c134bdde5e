"""What calls promised and nobody has done yet: a report counts from the moment its caller was told so."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlite_utils import Database

from flows.codec import CodecError, decode
from flows.registry import ACTIONS
from flows.reporting import OpenReport
from ivr.calls.outbox import Claimed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PromisedReport:
    """A report that waits in the outbox to be opened."""

    deed: OpenReport
    at: float
    """When its caller was told that it is recorded, in seconds since the epoch."""


def promised_reports(db: Database) -> list[PromisedReport]:
    """The reports with a number that wait to be opened, the latest first."""
    rows = db.execute(
        "select o.data, coalesce(e.written_at, o.due_at) from outbox o"
        " left join call_events e on e.call_id = o.call_id and e.seq = o.seq"
        " where o.kind = 'OpenReport' and o.done_at is null and o.failed_at is null order by o.id desc"
    ).fetchall()
    found = []
    for data, at in rows:
        try:
            deed = decode(ACTIONS, "OpenReport", data)
        except CodecError:
            log.error("A report that waits to be opened cannot be read.")
            continue
        if isinstance(deed, OpenReport) and deed.reference:
            found.append(PromisedReport(deed, at))
    return found


def promised_at(db: Database, claimed: Claimed, otherwise: float) -> float:
    """When a call promised a deed, however late it is done; `otherwise` for a deed that no call asked for."""
    row = db.execute(
        "select e.written_at from outbox o join call_events e on e.call_id = o.call_id and e.seq = o.seq"
        " where o.id = ? and o.call_id = ?",
        [claimed.id, claimed.call_id],
    ).fetchone()
    return float(row[0]) if row and row[0] is not None else otherwise
