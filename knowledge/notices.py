"""What holds for a time: alerts told to callers, and exceptional closures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from knowledge.articles import fault, speaking_seconds, tidy
from knowledge.calendar_words import clock
from knowledge.connections import Connections
from knowledge.located import InputError, Problem
from knowledge.messages import message
from knowledge.town import EVERYWHERE, Closure, Span, day_of

ALERT_LENGTH = 300
"""Characters of an alert: about 18 s aloud, said before an answer."""
WELCOME_SECONDS = 11.0
"""What alerts may take of a welcome: with the words that bring them in, twelve seconds."""

Notice = TypeVar("Notice")

#: Between two sentences; an abbreviation ("M. Martin", "av. Foch") ends none.
_BETWEEN = re.compile(r"(?:(?<=\w{3}[.…])|(?<= h\.)|(?<=\d\.)|(?<=[»)]\.)|(?<=[!?]))\s+(?=[A-ZÀ-ÖØ-Þ«])")


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something callers must hear between two moments; it expires by itself. Raises InputError."""

    text: str
    """Whole sentences of written French."""
    starts: datetime
    """Kept in UTC, and so the end: hours of one zone compared as written go wrong when the clocks change."""
    ends: datetime
    service: str = EVERYWHERE
    """Said before the answers of this service, or of this place with hours; everywhere: before hours."""
    topic: str = ""
    """Slug of the one article it concerns; empty for the whole service."""
    id: int = 0
    """Given by the store."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text))
        problems = []
        if not self.text or len(self.text) > ALERT_LENGTH:
            key = "alert.length" if self.text else "alert.empty"
            text = message(key, length=len(self.text), limit=ALERT_LENGTH)
            problems.append(Problem(text, field="text"))
        if found := fault(self.text):
            problems.append(Problem(found, field="text"))
        if "{" in self.text or "}" in self.text:
            problems.append(Problem(message("alert.braces", value=self.text), field="text"))
        if self.starts.tzinfo is None or self.ends.tzinfo is None:
            raise ValueError("An alert needs moments that carry a time zone.")
        for name in ("starts", "ends"):
            typed: datetime = getattr(self, name)
            if _skipped(typed):
                told = message("alert.skipped", time=clock(typed.hour * 60 + typed.minute))
                problems.append(Problem(told, field=name))
            object.__setattr__(self, name, instant(typed))
        if self.ends <= self.starts and not any(one.field in ("starts", "ends") for one in problems):
            problems.append(Problem(message("alert.order"), field="ends"))
        if problems:
            raise InputError(problems)

    def active(self, now: datetime) -> bool:
        return self.starts <= now < self.ends

    def concerns(self, *, slug: str, service: str, places: tuple[str, ...] = ()) -> bool:
        """Whether it is worth saying before an answer, given what the answer is about."""
        if self.topic:
            return self.topic == slug
        return self.service in (service, *places)


@dataclass(frozen=True)
class Unreadable:
    """An alert or a closure of the base that cannot be read: the line goes on without it, and it can still be
    taken away."""

    id: int
    text: str
    """What can be shown of it."""
    told: str
    """What is wrong with it and what to do, as sentences."""


def instant(moment: datetime) -> datetime:
    """A moment in UTC; at either end of the calendar, where there is no such hour, nearly."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def said_in_welcome(alerts: Sequence[Alert]) -> tuple[str, ...]:
    """What a welcome tells of these alerts, the newest first: those too long by their first sentence, and no
    more than fit in WELCOME_SECONDS. The newest is told whatever its length."""
    told: list[str] = []
    for alert in sorted(alerts, key=lambda one: (one.starts, one.id), reverse=True):
        fits = speaking_seconds(alert.text) <= WELCOME_SECONDS
        text = alert.text if fits else _BETWEEN.split(alert.text, 1)[0]
        if not told or speaking_seconds(" ".join([*told, text])) <= WELCOME_SECONDS:
            told.append(text)
    return tuple(told)


class Notices:
    """Alerts and closures of the knowledge base. Raises StoreError."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add_alert(self, alert: Alert, *, who: str) -> int:
        """Publish an alert; its number. Raises InputError for a sentence too long to be told in a welcome."""
        if long := [one for one in _BETWEEN.split(alert.text) if speaking_seconds(one) > WELCOME_SECONDS]:
            seconds, limit = round(speaking_seconds(long[0])), round(WELCOME_SECONDS)
            told = message("alert.breathless", value=long[0], seconds=seconds, limit=limit)
            raise InputError([Problem(told, field="text")])
        row = {
            "text": alert.text,
            "service": alert.service,
            "topic": alert.topic,
            "starts": alert.starts.isoformat(),
            "ends": alert.ends.isoformat(),
            "who": who,
        }
        with self._connections.writing() as database:
            return int(database.table("alerts").insert(row).last_pk or 0)

    def end_alert(self, number: int, *, at: datetime) -> bool:
        """Make an alert end now, or never begin; False when there is no such alert still to be heard."""
        moment = at.astimezone(UTC).isoformat()
        with self._connections.writing() as database:
            done = database.conn.execute(
                "update alerts set ends = max(?1, starts) where id = ?2 and ends > ?1", [moment, number]
            )
            database.conn.execute("delete from alerts where id = ? and ends <= starts", [number])
        return done.rowcount > 0

    def alerts(self, after: datetime) -> list[Alert]:
        """The alerts that are not over at that moment, those to come included, by beginning."""
        return self.readable_alerts(after)[0]

    def readable_alerts(self, after: datetime) -> tuple[list[Alert], list[Unreadable]]:
        """The same, and those that cannot be read, which stop neither the others nor the line."""
        with self._connections.reading() as database:
            rows = list(
                database.query(
                    "select * from alerts where ends > ? order by starts, id",
                    [after.astimezone(UTC).isoformat()],
                )
            )
        return _readable(rows, _alert, ("text",), wrong="alert.unreadable", mended="alert.again")

    def add_closure(self, closure: Closure, *, who: str) -> int:
        """Declare an exceptional closure, or exceptional hours; its number."""
        row = {
            "service": closure.service,
            "first": closure.first.isoformat(),
            "last": closure.last.isoformat(),
            "reason": tidy(closure.reason),
            "hours": json.dumps([[span.opens, span.closes] for span in closure.hours]),
            "who": who,
        }
        with self._connections.writing() as database:
            return int(database.table("closures").insert(row).last_pk or 0)

    def remove_closure(self, number: int) -> bool:
        """Take a closure back; False when there is none."""
        with self._connections.writing() as database:
            return database.conn.execute("delete from closures where id = ?", [number]).rowcount > 0

    def closures(self, after: date = date.min) -> list[tuple[int, Closure]]:
        """The closures that are not over on that day, with their numbers, in the order of declaration."""
        return self.readable_closures(after)[0]

    def readable_closures(self, after: date = date.min) -> tuple[list[tuple[int, Closure]], list[Unreadable]]:
        """The same, and those that cannot be read, which stop neither the others nor the line."""
        with self._connections.reading() as database:
            query = "select * from closures where last >= ? order by id"
            rows = list(database.query(query, [after.isoformat()]))
        shown = ("first", "last", "reason")
        return _readable(rows, _numbered_closure, shown, wrong="closure.unreadable", mended="closure.again")


def _skipped(moment: datetime) -> bool:
    """Whether no clock of the zone ever shows this hour: those that are skipped when summer time begins."""
    try:
        back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    except OverflowError:
        return False
    return back.replace(tzinfo=None, fold=0) != moment.replace(tzinfo=None, fold=0)


def _readable(
    rows: Iterable[dict[str, Any]],
    read: Callable[[dict[str, Any]], Notice],
    shown: Sequence[str],
    *,
    wrong: str,
    mended: str,
) -> tuple[list[Notice], list[Unreadable]]:
    """The rows that make sense, and those that do not, by the columns `shown`.

    `wrong`, `mended`: the messages that say that one cannot be read, and what to do about it.
    """
    found: list[Notice] = []
    unreadable: list[Unreadable] = []
    for row in rows:
        try:
            found.append(read(row))
        except InputError as error:
            told = " ".join(problem.text for problem in error.problems)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            told = message(wrong, number=row["id"], detail=str(error))
        else:
            continue
        text = ", ".join(str(row[column]) for column in shown if row[column])
        unreadable.append(Unreadable(row["id"], text, f"{told} {message(mended, number=row['id'])}"))
    return found, unreadable


def _alert(row: dict[str, Any]) -> Alert:
    return Alert(
        text=row["text"],
        service=row["service"],
        topic=row["topic"],
        starts=datetime.fromisoformat(row["starts"]),
        ends=datetime.fromisoformat(row["ends"]),
        id=row["id"],
    )


def _numbered_closure(row: dict[str, Any]) -> tuple[int, Closure]:
    closure = Closure(
        service=row["service"].strip(),
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        reason=tidy(row["reason"]),
        hours=day_of(Span(int(opens), int(closes)) for opens, closes in json.loads(row["hours"])),
    )
    return int(row["id"]), closure
