"""Reports in calls.db: a number for each, the ones like a new one, opening and joining them once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from flows.actions import Value
from flows.collect.problem import problem_called
from flows.reporting import (
    ChangeUpdates,
    CorrectReport,
    JoinReport,
    OpenReport,
    ReportStatus,
    SendNotice,
    SimilarReport,
)
from ivr.calls import report_rows
from ivr.calls.corrected_reports import correct
from ivr.calls.following_up import PERHAPS, UNCONFIRMED, Kind, Overtaken, history, keep
from ivr.calls.outbox import Claimed, DeedError, promise
from ivr.calls.promised import promised_reports
from ivr.calls.references import draw
from ivr.calls.report_updates import change_updates, told_by_text
from ivr.database import Connections

OFFERED = 3
NEIGHBOURS = 10
"""House numbers apart within which two people may well speak of the same problem."""

Status = Literal["new", "in_progress", "done", "refused"]
STATUSES: tuple[Status, ...] = get_args(Status)
CLOSED: tuple[Status, ...] = ("done", "refused")
"""Nothing more is to be done: the report is no longer offered to callers as "déjà signalé"."""
_NOTICES = {
    "in_progress": "notice.report_in_progress",
    "done": "notice.report_done",
    "refused": "notice.report_refused",
}


@dataclass(frozen=True)
class Witness:
    """Somebody else who reported the same problem."""

    description: str
    phone: str
    text_updates: bool
    joined_at: float


class Reports:
    """Everything asked and done about reports."""

    def __init__(self, connections: Connections, zone: ZoneInfo) -> None:
        self._connections = connections
        self._zone = zone

    def reserve(self, at: float) -> str:
        """A number that no report has had. `at`: seconds since the epoch."""
        with self._connections.writing() as db:
            return _reserve(db, at)

    def similar(self, kind: str, street: str, number: str) -> tuple[SimilarReport, ...]:
        """Open reports of this kind in this street, nearest number first, then the latest.

        Those that were just promised to their callers are among them, though they wait to be opened.
        """
        rows = self._connections.get().execute(
            "select reference, number, opened_at from reports"
            " where kind = ? and street = ? and closed_at is null order by opened_at desc",
            [kind, street],
        )
        waiting = [
            (promised.deed.reference, promised.deed.number, promised.at)
            for promised in promised_reports(self._connections.get())
            if (promised.deed.kind, promised.deed.street) == (kind, street)
        ]
        near = sorted(
            (
                (apart, reference, opened)
                for reference, other, opened in (*waiting, *rows)
                if (apart := _apart(number, other)) <= NEIGHBOURS
            ),
            key=lambda found: found[0],
        )
        title = problem_called(kind).title
        return tuple(
            SimilarReport(reference=reference, title=title, opened=self._day(opened))
            for _, reference, opened in near[:OFFERED]
        )

    def open(self, claimed: Claimed, deed: OpenReport, at: float) -> str:
        """Open a report; done twice, it is opened once. Its reference."""
        with self._connections.writing() as db:
            known = db.execute("select reference from reports where deed = ?", [claimed.id]).fetchone()
            if known:
                return str(known[0])
            reference = deed.reference
            if not reference or db.table("reports").count_where("reference = ?", [reference]):
                reference = _reserve(db, at)
            db.table("reports").insert(
                {"deed": claimed.id, "call_id": claimed.call_id, **report_rows.opened(deed, reference, at)}
            )
            if deed.unconfirmed:
                keep(db, Kind.REPORT, reference, UNCONFIRMED, who="line", at=at)
            if deed.perhaps:
                keep(db, Kind.REPORT, reference, PERHAPS, who="line", at=at, text=deed.perhaps)
        return reference

    def join(self, claimed: Claimed, deed: JoinReport, at: float) -> None:
        """Add a witness to a report; done twice, they count once. Raises DeedError for an unknown report."""
        with self._connections.writing() as db:
            if not db.table("reports").count_where("reference = ?", [deed.reference]):
                raise _unknown(db, deed.reference)
            db.table("report_witnesses").insert(
                {
                    "deed": claimed.id,
                    "reference": deed.reference,
                    "call_id": claimed.call_id,
                    "description": deed.description,
                    "dangerous": int(deed.dangerous),
                    "phone": deed.phone,
                    "text_updates": int(deed.text_updates),
                    "language": deed.language,
                    "joined_at": at,
                },
                ignore=True,  # the deed is the key
            )
            if deed.dangerous:
                db.execute("update reports set dangerous = 1 where reference = ?", [deed.reference])

    def status(self, reference: str) -> ReportStatus | None:
        """Where a report is, for whoever knows its number; None when there is none."""
        row = self._row(self._connections.get(), reference)
        if row is None:
            return self._promised(reference)
        changes = [
            done.at
            for done in history(self._connections.get(), Kind.REPORT, reference)
            if done.what.startswith("status:")
        ]
        return ReportStatus(
            reference=reference,
            title=problem_called(row["kind"]).title,
            kind=row["kind"],
            status=row["status"],
            opened=self._day(row["opened_at"]),
            changed=self._day(changes[-1]) if changes else "",
        )

    def made_from(self, phone: str) -> tuple[ReportStatus, ...]:
        """The reports made, or joined, by somebody who called from this telephone, at most `OFFERED`.

        Those still open first, then the latest. None for a number that is hidden or was erased.
        """
        if not phone:
            return ()
        waiting = [
            one.deed.reference for one in promised_reports(self._connections.get()) if one.deed.phone == phone
        ]
        rows = self._connections.get().execute(
            "select reference from reports r where phone = :phone or exists"
            " (select 1 from report_witnesses w where w.reference = r.reference and w.phone = :phone)"
            " order by closed_at is not null, opened_at desc limit :limit",
            {"phone": phone, "limit": OFFERED},
        )
        references = dict.fromkeys((*waiting, *(reference for (reference,) in rows)))
        found = (self.status(reference) for reference in list(references)[:OFFERED])
        return tuple(one for one in found if one is not None)

    def correct(self, claimed: Claimed, deed: CorrectReport, at: float) -> None:
        """Change what its caller says was not so, and keep what it was. Raises DeedError for an unknown one.

        Done twice, it is done once; done after a later correction, it changes nothing that one said. The
        caller's words are kept in any case.
        """
        with self._connections.writing() as db:
            row = self._row(db, deed.reference)
            if row is None:
                raise _unknown(db, deed.reference)
            correct(db, row, claimed, deed, at)

    def change_updates(self, deed: ChangeUpdates) -> None:
        """Tell by SMS what becomes of it, or no more. Raises DeedError for an unknown report."""
        with self._connections.writing() as db:
            if self._row(db, deed.reference) is None:
                raise _unknown(db, deed.reference)
            change_updates(db, deed)

    def _promised(self, reference: str) -> ReportStatus | None:
        """A report whose number was given, and which waits to be opened."""
        for promised in promised_reports(self._connections.get()):
            if promised.deed.reference == reference:
                title = problem_called(promised.deed.kind).title
                return ReportStatus(
                    reference=reference,
                    title=title,
                    kind=promised.deed.kind,
                    status="new",
                    opened=self._day(promised.at),
                )
        return None

    def set_status(
        self,
        reference: str,
        status: Status,
        *,
        who: str,
        at: float,
        text: str = "",
        revision: int | None = None,
    ) -> bool:
        """Move a report on, and tell by SMS everybody who asked to be told. False when nothing changed.

        `text`: why, for colleagues. Raises `Overtaken` when the report has changed since `revision`.
        """
        with self._connections.writing() as db:
            row = self._row(db, reference)
            if row is None or row["status"] == status:
                return False
            if revision is not None and (row["revision"] or 0) != revision:
                raise Overtaken(f"Report {reference} was changed by somebody else.")
            changes: dict[str, Any] = {
                "status": status,
                "closed_at": at if status in CLOSED else None,
                "handled_by": who if status in CLOSED else None,
                "outcome": text if status in CLOSED else None,
                "revision": (row["revision"] or 0) + 1,
            }
            db.table("reports").update(reference, changes)
            keep(db, Kind.REPORT, reference, f"status:{status}", who=who, at=at, text=text)
            if status in _NOTICES:
                self._tell(db, row, _NOTICES[status], at)
        return True

    def witnesses(self, reference: str) -> tuple[Witness, ...]:
        """The other people who reported it, in order."""
        rows = self._connections.get().execute(
            "select description, phone, text_updates, joined_at from report_witnesses"
            " where reference = ? order by joined_at",
            [reference],
        )
        return tuple(Witness(text or "", phone or "", bool(asked), at) for text, phone, asked, at in rows)

    def count_told(self, reference: str) -> int:
        """How many people a change of its status is told to by SMS; 0 for an unknown report."""
        db = self._connections.get()
        row = self._row(db, reference)
        return len(told_by_text(db, row)) if row else 0

    def _tell(self, db: Database, report: dict[str, Any], prompt: str, at: float) -> None:
        """One text for each number that asked, however often it called, in the language first spoken."""
        for n, (phone, language) in enumerate(told_by_text(db, report).items()):
            key = f"report/{report['reference']}/{(report['revision'] or 0) + 1}/{n}"
            problem = problem_called(report["kind"]).titled(language)
            values: dict[str, Value] = {"reference": report["reference"], "problem": problem}
            promise(db, key, SendNotice(to=phone, prompt=prompt, values=values, language=language), at)

    def _row(self, db: Database, reference: str) -> dict[str, Any] | None:
        return next(iter(db.table("reports").rows_where("reference = ?", [reference])), None)

    def _day(self, opened_at: float) -> str:
        return datetime.fromtimestamp(opened_at, UTC).astimezone(self._zone).date().isoformat()


def _unknown(db: Database, reference: str) -> DeedError:
    """Nobody knows this report: not yet, where it was promised to its caller."""
    promised = any(one.deed.reference == reference for one in promised_reports(db))
    return DeedError(f"No report has the number {reference!r}.", permanent=not promised)


def _reserve(db: Database, at: float) -> str:
    reference = draw(lambda drawn: bool(db.table("report_references").count_where("reference = ?", [drawn])))
    db.table("report_references").insert({"reference": reference, "reserved_at": at})
    return reference


def _apart(one: str, other: str | None) -> int:
    """How far two house numbers are; 0 when one is not known, for the problem may then be anywhere."""
    ours, theirs = (re.match(r"\d+", number or "") for number in (one, other))
    return abs(int(ours[0]) - int(theirs[0])) if ours and theirs else 0
