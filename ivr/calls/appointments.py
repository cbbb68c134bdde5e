"""Appointments in calls.db: free slots, booking one exactly once, finding and giving one back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlite_utils import Database

from flows import booking
from flows.booking import Appointment, BookSlot, Period, Slot, SlotBooked
from ivr.calls.diary import Diary
from ivr.calls.house_deeds import NotifyService, Occasion
from ivr.calls.outbox import promise
from ivr.calls.periods import allows, best
from ivr.calls.references import draw
from ivr.database import Connections
from ivr.settings import AppointmentKind, Settings

OFFERED = 3
"""Slots given at once: more are not remembered on the telephone."""
FOUND = 3
"""Appointments of one number that are told of."""


class _Taken(Exception):
    """The slot is not free any more: what was begun is undone."""


class Appointments:
    """Everything asked and done about appointments. Safe from several threads and processes."""

    def __init__(self, settings: Settings, connections: Connections) -> None:
        self._settings = settings
        self._connections = connections

    def kind(self, slug: str) -> booking.AppointmentKind | None:
        """A kind of appointment as the flows know it; None when the town has none of this name."""
        found = self._settings.appointments.get(slug)
        if found is None:
            return None
        return booking.AppointmentKind(
            slug=slug,
            title=found.title,
            service=self._settings.desks[found.desk].service,
            documents=found.documents,
            desk=found.desk,
            minutes=found.duration_minutes,
            place=self._settings.town.address,
        )

    def free(
        self, diary: Diary, slug: str, period: Period, files: tuple[str, ...] = (), replaces: str = ""
    ) -> tuple[Slot, ...]:
        """At most three free slots that fit, in order; none for a kind the town does not have.

        `files`: kinds, one a file, of a visit for several. `replaces`: reference of the visit that gives its
        own slot back for it.
        """
        kind = self._settings.appointments.get(slug)
        if kind is None:
            return ()
        starts = best(self._free_starts(diary, kind, period, files, replaces), period, OFFERED)
        return tuple(Slot(id=slot_id(slug, start), start=_written(start)) for start in starts)

    def ever(self, diary: Diary, slug: str, period: Period, files: tuple[str, ...] = ()) -> bool:
        """Does the diary have anything, free or not, on the weekdays and at the hours of a wish?

        `files`: as for `free`; never, for a visit longer than the desk receives without a break.
        """
        kind = self._settings.appointments.get(slug)
        one_day = date.fromisoformat(period.first) if period.first and period.first == period.last else None
        habit = Period(
            weekdays=period.weekdays or ((one_day.weekday(),) if one_day else ()),
            earliest=period.earliest,
            latest=period.latest,
        )
        if kind is None:
            return True
        length = timedelta(minutes=kind.duration_minutes)
        lasting = self._lasting(kind, files)
        return any(
            allows(habit, start) and _lasts_at(start, length, period.at)
            for start in diary.starts(kind, lasting=lasting)
        )

    def last_day(self, diary: Diary, slug: str) -> str:
        """The furthest day, ISO, that can be booked; empty for a kind the town does not have."""
        kind = self._settings.appointments.get(slug)
        return diary.last_day(kind).isoformat() if kind is not None else ""

    def book(self, diary: Diary, call_id: str, wanted: BookSlot, at: float) -> SlotBooked:
        """Book a slot, and give back the one it replaces, in one transaction. `at`: seconds since the epoch.

        Asked again by the same call, it answers as the first time. Raises sqlite3.Error.
        """
        kind = self._settings.appointments.get(wanted.kind)
        start = _start_of(wanted.slot, wanted.kind)
        if kind is None or start is None:
            return SlotBooked(outcome="failed")
        try:
            with self._connections.writing() as db:
                if known := _already(db, call_id, wanted, start):
                    return SlotBooked(outcome="booked", reference=known)
                reference = draw(lambda drawn: _is_used(db, drawn))
                _give_back(db, wanted.replaces, wanted.phone, at, replaced_by=reference)
                lasting = self._lasting(kind, wanted.files)
                if not diary.offers(kind, start, lasting):
                    raise _Taken
                end = start + lasting
                db.table("appointments").insert(
                    {
                        "reference": reference,
                        "call_id": call_id,
                        "kind": wanted.kind,
                        "desk": kind.desk,
                        "counter": self._free_counter(db, kind.desk, start, end),
                        "start": _written(start),
                        "end": _written(end),
                        "name": wanted.name,
                        "phone": wanted.phone,
                        "booked_at": at,
                        "files": " ".join(wanted.files) or None,
                    }
                )
                self._have_told(db, reference, "changed" if wanted.replaces else "new", at)
        except (_Taken, sqlite3.IntegrityError):
            return SlotBooked(outcome="taken")
        return SlotBooked(outcome="booked", reference=reference)

    def find(self, reference: str, phone: str, now: datetime) -> tuple[Appointment, ...]:
        """The coming appointment with this reference and this number, both right. `now`: with its zone.

        Without a reference: the next ones made with the number, which must then be that of the call.
        """
        local = _written(now.astimezone(self._settings.zone))
        rows = self._connections.get().execute(
            "select reference, kind, start, name, files from appointments"
            " where reference = coalesce(?, reference) and phone = ? and start > ? and cancelled_at is null"
            " order by start limit ?",
            [reference or None, phone, local, FOUND],
        )
        return tuple(
            Appointment(
                reference=row[0],
                kind=kind,
                start=row[2],
                name=row[3],
                files=tuple((row[4] or "").split()),
            )
            for row in rows
            if (kind := self.kind(row[1])) is not None
        )

    def have_reminded(self, reference: str) -> None:
        """Whoever comes has agreed to be reminded the day before."""
        with self._connections.writing() as db:
            db.execute("update appointments set remind = 1 where reference = ?", [reference])

    def cancel(self, reference: str, phone: str, at: float) -> bool:
        """Give a slot back; true when there was one to give back."""
        with self._connections.writing() as db:
            return _give_back(db, reference, phone, at)

    def rename(self, reference: str, phone: str, name: str) -> bool:
        """Keep a visit in another name; true when there was one, which stays where it is."""
        with self._connections.writing() as db:
            updated = db.conn.execute(
                "update appointments set name = ?"
                " where reference = ? and phone = ? and cancelled_at is null and name <> ?",
                [name, reference, phone, name],
            )
            return updated.rowcount == 1

    def _have_told(self, db: Database, reference: str, occasion: Occasion, at: float) -> None:
        """Promise a letter to the service, where letters can be sent."""
        if self._settings.mail is not None:
            notice = NotifyService(about="appointment", item=reference, occasion=occasion)
            promise(db, f"letter/appointment/{reference}/{occasion}/0", notice, at)

    def _lasting(self, kind: AppointmentKind, files: tuple[str, ...]) -> timedelta:
        """How long a visit is: as long as its files take together."""
        kinds = [self._settings.appointments.get(slug, kind) for slug in files] or [kind]
        return timedelta(minutes=sum(one.duration_minutes for one in kinds))

    def _free_starts(
        self, diary: Diary, kind: AppointmentKind, period: Period, files: tuple[str, ...], replaces: str
    ) -> Iterator[datetime]:
        after = datetime.fromisoformat(period.after or period.first) if period.after or period.first else None
        counters = self._settings.desks[kind.desk].counters
        length = self._lasting(kind, files)
        for day, starts in groupby(diary.starts(kind, after, length), key=datetime.date):
            held = self._held(kind.desk, day, replaces)
            for start in starts:
                begins, ends = _written(start), _written(start + length)
                busy = {
                    counter
                    for counter, other_begins, other_ends in held
                    if other_begins < ends and other_ends > begins
                }
                if len(busy) < counters:
                    yield start

    def _held(self, desk: str, day: date, replaced: str) -> list[tuple[int, str, str]]:
        """(counter, start, end) of the visits booked at a desk on a day, but for the one replaced.

        A day at a time: the first free slots are near, and years of visits are behind.
        """
        rows = self._connections.get().execute(
            "select counter, start, end from appointments"
            " where desk = ? and start >= ? and start < ? and cancelled_at is null and reference <> ?",
            [desk, f"{day}", f"{day + timedelta(days=1)}", replaced],
        )
        return list(rows)

    def _free_counter(self, db: Database, desk: str, start: datetime, end: datetime) -> int:
        """The first counter free for so long. Raises _Taken."""
        rows = db.execute(
            "select counter from appointments"
            " where desk = ? and start > ? and start < ? and end > ? and cancelled_at is null",
            # A visit never lasts past midnight: the bound on the day keeps the index useful.
            [desk, _written(start)[:10], _written(end), _written(start)],
        )
        busy = {row[0] for row in rows}
        free = (
            counter for counter in range(1, self._settings.desks[desk].counters + 1) if counter not in busy
        )
        counter = next(free, None)
        if counter is None:
            raise _Taken
        return counter


def _lasts_at(start: datetime, length: timedelta, clock: str) -> bool:
    """Does a visit that begins then go on at that hour? `clock`: "14:30"; at any, when it is empty."""
    if not clock:
        return True
    return start <= datetime.combine(start.date(), time.fromisoformat(clock)) < start + length


def slot_id(kind: str, start: datetime) -> str:
    """What designates a slot: "passeport/2026-11-24T14:30"."""
    return f"{kind}/{_written(start)}"


def _start_of(slot: str, kind: str) -> datetime | None:
    """When a slot begins; None when it is none of this kind."""
    named, _, start = slot.partition("/")
    try:
        return datetime.fromisoformat(start) if named == kind else None
    except ValueError:
        return None


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _already(db: Database, call_id: str, wanted: BookSlot, start: datetime) -> str:
    """The reference this call already has for this slot; empty when it has none."""
    row = db.execute(
        "select reference from appointments"
        " where call_id = ? and kind = ? and start = ? and name = ? and cancelled_at is null"
        " and reference <> ?",
        [call_id, wanted.kind, _written(start), wanted.name, wanted.replaces],
    ).fetchone()
    return str(row[0]) if row else ""


def _is_used(db: Database, reference: str) -> bool:
    return bool(db.table("appointments").count_where("reference = ?", [reference]))


def _give_back(db: Database, reference: str, phone: str, at: float, *, replaced_by: str = "") -> bool:
    updated = db.conn.execute(
        "update appointments set cancelled_at = ?, replaced_by = ?"
        " where reference = ? and phone = ? and cancelled_at is null",
        [at, replaced_by or None, reference, phone],
    )
    return updated.rowcount == 1
