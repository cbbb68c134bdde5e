"""The visits booked, as the town hall's people see them: listed, searched, cancelled, exported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from flows.collect.phone_number import written_number
from ivr.calls.finding import holding
from ivr.calls.following_up import FollowUp, change, history, keep
from ivr.calls.house_deeds import NotifyService
from ivr.calls.outbox import promise
from ivr.calls.spreadsheet import csv_lines
from ivr.calls.visit_notices import visit_notice
from ivr.calls.visit_subject import what_for
from ivr.database import Connections
from ivr.messages import message
from ivr.settings import Settings

APPOINTMENT = "appointment"
"""What visits are called in the history of what was done."""
COLUMNS = ("reference", "service", "what", "start", "end", "counter", "name", "phone", "status", "booked_at")

_WRITTEN = "%d/%m/%Y %H:%M"


@dataclass(frozen=True)
class Visit:
    """One visit."""

    reference: str
    kind: str
    """Slug of the appointment kind."""
    what: str
    """Its title: "une carte d'identité"."""
    service: str
    """Slug."""
    counter: int
    start: str
    """ISO 8601 local time, without offset."""
    end: str
    name: str
    phone: str
    """E.164; empty once erased."""
    booked_at: float
    """Seconds since the epoch."""
    cancelled_at: float | None
    replaced_by: str
    """Reference of the visit that took its place; empty when none did."""
    by_text: bool
    """Whoever comes agreed to texts about it."""
    assigned_to: str = ""
    """E-mail address of who receives them; empty: nobody in particular."""
    revision: int = 0
    """How often the town hall's people changed it."""

    @property
    def status(self) -> str:
        """booked, cancelled or changed."""
        if self.cancelled_at is None:
            return "booked"
        return "changed" if self.replaced_by else "cancelled"


class Visits:
    """The diary as it is filled, over every service or some."""

    def __init__(self, settings: Settings, connections: Connections) -> None:
        self._settings = settings
        self._connections = connections

    def between(
        self,
        first: date,
        last: date,
        *,
        services: Iterable[str] = (),
        cancelled: bool = False,
        assigned_to: str | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> list[Visit]:
        """Visits of these days, in order.

        `services`: slugs, empty for all. `cancelled`: those given back too. `assigned_to`: e-mail address;
        "": to nobody; None: no matter.
        """
        rows = self._connections.get().query(
            "select * from appointments where start >= :first and start < :after"
            " and desk in (select value from json_each(:desks)) and (:cancelled or cancelled_at is null)"
            " and (:assigned_to is null or coalesce(assigned_to, '') = :assigned_to)"
            " order by start, counter, reference limit :limit offset :offset",
            {
                "first": first.isoformat(),
                "after": (last + timedelta(days=1)).isoformat(),
                "limit": limit,
                "offset": offset,
                "desks": self._desks(services),
                "cancelled": cancelled,
                "assigned_to": assigned_to,
            },
        )
        return [self._visit(row) for row in rows]

    def search(
        self, text: str, *, services: Iterable[str] = (), assigned_to: str | None = None, limit: int = 50
    ) -> list[Visit]:
        """Visits whose reference, name or number holds this, latest first; a number as people type it."""
        db = self._connections.get()
        holds, typed = holding(db, ("name",), "phone", text)
        rows = db.query(
            f"select * from appointments where (reference = :reference or {holds})"  # noqa: S608 - our own SQL
            " and desk in (select value from json_each(:desks))"
            " and (:assigned_to is null or coalesce(assigned_to, '') = :assigned_to)"
            " order by start desc limit :limit",
            {
                **typed,
                "reference": text.strip(),
                "assigned_to": assigned_to,
                "limit": limit,
                "desks": self._desks(services),
            },
        )
        return [self._visit(row) for row in rows]

    def one(self, reference: str) -> Visit | None:
        """A visit by its reference; None when there is none."""
        rows = self._connections.get().table("appointments").rows_where("reference = ?", [reference])
        return next((self._visit(row) for row in rows), None)

    def history(self, reference: str) -> list[FollowUp]:
        """What the town hall's people did about a visit."""
        return history(self._connections.get(), APPOINTMENT, reference)

    def assign(self, reference: str, to: str, *, who: str, at: float, revision: int | None = None) -> bool:
        """Give a visit to a person (an e-mail address), or to nobody (""). False when nobody is expected.

        Raises `Overtaken` when it has changed since `revision`.
        """
        with self._connections.writing() as db:
            given = change_visit(db, reference, {"assigned_to": to}, revision)
            if given:
                keep(db, APPOINTMENT, reference, "assigned", who=who, at=at, text=to)
        return given

    def cancel(
        self, reference: str, *, who: str, at: float, reason: str = "", revision: int | None = None
    ) -> bool:
        """Give a visit's slot back on behalf of the town hall; whoever agreed to texts is told.

        `who`: e-mail address. False when there is no such visit still to come about. The service is written
        to as well, unless nobody can be. Raises `Overtaken` when it has changed since `revision`.
        """
        with self._connections.writing() as db:
            if not change_visit(db, reference, {"cancelled_at": at}, revision):
                return False
            keep(db, APPOINTMENT, reference, "cancelled", who=who, at=at, text=reason)
            if self._settings.mail is not None:
                notice = NotifyService(about="appointment", item=reference, occasion="cancelled")
                promise(db, f"letter/appointment/{reference}/cancelled/0", notice, at)
            row = next(db.table("appointments").rows_where("reference = ?", [reference]))
            visit = self._visit(row)
            if visit.by_text and visit.phone:
                today = datetime.fromtimestamp(at, self._settings.zone).date()
                told = visit_notice(self._settings, db, row, "notice.appointment_cancelled", today)
                promise(db, f"cancelled/{reference}", told, at)
        return True

    def _desks(self, services: Iterable[str]) -> str:
        """Desks of these services, as a JSON list for SQLite."""
        wanted = set(services)
        desks = self._settings.desks.items()
        return json.dumps([name for name, desk in desks if not wanted or desk.service in wanted])

    def _visit(self, row: dict[str, Any]) -> Visit:
        desk = self._settings.desks.get(row["desk"])
        return Visit(
            reference=row["reference"],
            kind=row["kind"],
            what=what_for(self._settings, row),
            service=desk.service if desk else "",
            counter=row["counter"],
            start=row["start"],
            end=row["end"],
            name=row["name"],
            phone=row["phone"],
            booked_at=row["booked_at"],
            cancelled_at=row["cancelled_at"],
            replaced_by=row["replaced_by"] or "",
            by_text=bool(row["remind"]),
            assigned_to=row["assigned_to"] or "",
            revision=row["revision"] or 0,
        )


def change_visit(db: Database, reference: str, changes: dict[str, Any], revision: int | None) -> bool:
    """Change a visit that is still to come about; False when there is none.

    Raises `Overtaken` when it has changed since `revision`; None: no matter.
    """
    of = ("appointments", "reference")
    return change(db, of, reference, changes, revision=revision, only="cancelled_at is null")


def as_json(visits: Iterable[Visit], settings: Settings) -> str:
    """The visits as a JSON list, one object each."""
    return json.dumps([_record(visit, settings) for visit in visits], ensure_ascii=False, indent=2) + "\n"


def as_csv(visits: Iterable[Visit], settings: Settings) -> str:
    """The visits as French spreadsheets open them: columns, dates and numbers as people write them."""
    header = [message(f"appointments_export.{column}") for column in COLUMNS]
    return "".join(csv_lines(header, (_row(visit, settings) for visit in visits)))


def _row(visit: Visit, settings: Settings) -> list[str]:
    known = settings.services.get(visit.service)
    told = {
        **_record(visit, settings),
        "service": known.name if known else visit.service,
        "start": f"{datetime.fromisoformat(visit.start):{_WRITTEN}}",
        "end": f"{datetime.fromisoformat(visit.end):{_WRITTEN}}",
        "booked_at": f"{datetime.fromtimestamp(visit.booked_at, settings.zone):{_WRITTEN}}",
        "phone": written_number(visit.phone),
        "status": message(f"appointments_export.{visit.status}"),
    }
    return [str(told[column]) for column in COLUMNS]


def _record(visit: Visit, settings: Settings) -> dict[str, Any]:
    known = {**asdict(visit), "status": visit.status}
    booked = datetime.fromtimestamp(visit.booked_at, settings.zone)
    return {**{name: known[name] for name in COLUMNS}, "booked_at": booked.isoformat(timespec="minutes")}
