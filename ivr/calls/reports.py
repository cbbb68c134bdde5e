"""Reports in calls.db: a number for each, the ones like a new one, opening and joining them once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from flows.collect.problem import problem_called
from flows.reporting import JoinReport, OpenReport, SimilarReport
from ivr.calls.outbox import Claimed, DeedError
from ivr.calls.references import draw
from ivr.database import Connections

OFFERED = 3
NEIGHBOURS = 10
"""House numbers apart within which two people may well speak of the same problem."""


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
        """Open reports of this kind in this street, nearest number first, then the latest."""
        rows = self._connections.get().execute(
            "select reference, number, opened_at from reports"
            " where kind = ? and street = ? and closed_at is null order by opened_at desc",
            [kind, street],
        )
        near = sorted(
            (
                (apart, reference, opened)
                for reference, other, opened in rows
                if (apart := _apart(number, other)) <= NEIGHBOURS
            ),
            key=lambda found: found[0],
        )
        title = problem_called(kind).title
        return tuple(
            SimilarReport(reference=reference, title=title, opened=self._day(opened))
            for _, reference, opened in near[:OFFERED]
        )

    def open(self, claimed: Claimed, deed: OpenReport, at: float) -> None:
        """Open a report; done twice, it is opened once."""
        with self._connections.writing() as db:
            if db.table("reports").count_where("deed = ?", [claimed.id]):
                return
            reference = deed.reference
            if not reference or db.table("reports").count_where("reference = ?", [reference]):
                reference = _reserve(db, at)
            db.table("reports").insert(
                {
                    "reference": reference,
                    "deed": claimed.id,
                    "call_id": claimed.call_id,
                    "kind": deed.kind,
                    "service": deed.service,
                    "street": deed.street,
                    "number": deed.number,
                    "place": deed.place,
                    "description": deed.description,
                    "dangerous": int(deed.dangerous),
                    "phone": deed.phone,
                    "text_updates": int(deed.text_updates),
                    "opened_at": at,
                }
            )

    def join(self, claimed: Claimed, deed: JoinReport, at: float) -> None:
        """Add a witness to a report; done twice, they count once. Raises DeedError for an unknown report."""
        with self._connections.writing() as db:
            if not db.table("reports").count_where("reference = ?", [deed.reference]):
                raise DeedError(f"No report has the number {deed.reference!r}.", permanent=True)
            db.table("report_witnesses").insert(
                {
                    "deed": claimed.id,
                    "reference": deed.reference,
                    "call_id": claimed.call_id,
                    "description": deed.description,
                    "dangerous": int(deed.dangerous),
                    "phone": deed.phone,
                    "text_updates": int(deed.text_updates),
                    "joined_at": at,
                },
                ignore=True,  # the deed is the key
            )
            if deed.dangerous:
                db.execute("update reports set dangerous = 1 where reference = ?", [deed.reference])

    def _day(self, opened_at: float) -> str:
        return datetime.fromtimestamp(opened_at, UTC).astimezone(self._zone).date().isoformat()


def _reserve(db: Database, at: float) -> str:
    reference = draw(lambda drawn: bool(db.table("report_references").count_where("reference = ?", [drawn])))
    db.table("report_references").insert({"reference": reference, "reserved_at": at})
    return reference


def _apart(one: str, other: str | None) -> int:
    """How far two house numbers are; 0 when one is not known, for the problem may then be anywhere."""
    ours, theirs = (re.match(r"\d+", number or "") for number in (one, other))
    return abs(int(ours[0]) - int(theirs[0])) if ours and theirs else 0
