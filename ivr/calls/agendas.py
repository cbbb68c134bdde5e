"""Calendars that services subscribe to: a secret address each, and the iCalendar file behind it."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vDuration, vText

from flows.collect.phone_number import written_number
from ivr.calls.visits import Visit
from ivr.database import Connections
from ivr.settings import Settings

log = logging.getLogger(__name__)

PAST_DAYS, COMING_DAYS = 31, 366
"""Visits a calendar shows, around today."""
MOST_VISITS = 20_000
REFRESH_MINUTES = 30
_READ_EVERY_SECONDS = 3600.0
_ARTICLE = re.compile(r"(^|, )(?:(?:une?|le|la|les|des) |l['’])", re.IGNORECASE)
"""What begins the title of each kind, and a calendar's line does without."""


@dataclass(frozen=True)
class AgendaLink:
    """One address given out; the address itself is known to whoever received it alone."""

    id: int
    service: str
    """Slug."""
    created_at: float
    created_by: str
    revoked_at: float | None
    read_at: float | None
    """When a calendar program last fetched it, to the hour."""


class AgendaLinks:
    """Gives out addresses and takes them back. Only a digest of each is kept."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def create(self, service: str, *, who: str, at: float) -> str:
        """A new secret for a service's calendar: shown once, kept nowhere."""
        token = secrets.token_urlsafe(32)
        with self._connections.writing() as db:
            db.table("agenda_links").insert(
                {"digest": _digest(token), "service": service, "created_at": at, "created_by": who}
            )
        return token

    def all(self, service: str = "") -> list[AgendaLink]:
        """Addresses given out, of one service or of all, the latest first."""
        rows = self._connections.get().execute(
            "select id, service, created_at, created_by, revoked_at, read_at from agenda_links"
            " where ? = '' or service = ? order by id desc",
            [service, service],
        )
        return [AgendaLink(*row) for row in rows]

    def revoke(self, link_id: int, *, at: float) -> bool:
        """Take an address back; false when there is none to take back."""
        with self._connections.writing() as db:
            cursor = db.conn.execute(
                "update agenda_links set revoked_at = ? where id = ? and revoked_at is null", [at, link_id]
            )
        return cursor.rowcount == 1

    def service_of(self, token: str, *, at: float) -> str | None:
        """Whose calendar a secret opens; None for one that opens nothing, or no more."""
        row = (
            self._connections.get()
            .execute(
                "select id, service, coalesce(read_at, 0) from agenda_links"
                " where digest = ? and revoked_at is null",
                [_digest(token)],
            )
            .fetchone()
        )
        if row is None:
            return None
        if at - row[2] >= _READ_EVERY_SECONDS:
            try:
                with self._connections.writing() as db:
                    db.execute("update agenda_links set read_at = ? where id = ?", [at, row[0]])
            except sqlite3.OperationalError as error:  # the next reading will be noted: this one is served
                log.warning("That a calendar was read could not be noted: %s", error)
        return str(row[1])


def icalendar_file(visits: Iterable[Visit], service: str, settings: Settings, now: datetime) -> bytes:
    """The visits as RFC 5545 has them, in the town's own time zone. `now` must carry a zone.

    A visit given back is simply not there any more: calendar programs that subscribe take it away.
    """
    known = settings.services.get(service)
    domain = settings.line.public_url.split("://", 1)[1].partition(":")[0]
    calendar = Calendar()
    calendar.add("prodid", "-//Standardiste//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(f"{known.title if known else service} – {settings.town.name}"))
    calendar.add("x-wr-timezone", settings.town.time_zone)
    refresh = vDuration(timedelta(minutes=REFRESH_MINUTES))
    refresh.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", refresh)
    for visit in visits:
        if visit.cancelled_at is None:
            calendar.add_component(_event(visit, settings, domain, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(visit: Visit, settings: Settings, domain: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{visit.reference}@{domain}")
    booked = datetime.fromtimestamp(visit.booked_at, UTC)
    event.add("dtstamp", max(now.astimezone(UTC), booked))  # `now` may be the day alone: never before CREATED
    event.add("created", booked)
    event.add("dtstart", datetime.fromisoformat(visit.start).replace(tzinfo=settings.zone))
    event.add("dtend", datetime.fromisoformat(visit.end).replace(tzinfo=settings.zone))
    what = _ARTICLE.sub(r"\1", visit.what)
    title = what[:1].upper() + what[1:]
    event.add("summary", " – ".join(part for part in (title, visit.name) if part))
    lines = [f"N° {visit.reference}", written_number(visit.phone)]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("location", settings.town.address)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
