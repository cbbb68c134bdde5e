"""The indicators in calls.db: each ended call measured, then measured for good; days added up once closed."""

# ruff: noqa: S608 - statements are put together from this module's own names and question marks only

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from math import inf
from typing import Any

from sqlite_utils import Database

from ivr.calls.indicators.facts import COLUMNS, MEASURED_EVENTS, CallFacts, after, measure
from ivr.calls.indicators.figures import Figures, figures_of, total
from ivr.calls.indicators.spans import Span
from ivr.database import Connections, in_turn
from ivr.settings import Settings

WINDOW_SECONDS = 86_400.0
"""A caller who calls again within that time was not helped."""
BATCH = 200
"""Calls measured in one transaction: a caller's own write never waits long behind it."""
WHOLE = "*"
"""The whole line, in the column of services."""


class Ledger:
    """Keeps the figures of the calls. Safe from several processes: doing it twice gives the same."""

    def __init__(self, settings: Settings, connections: Connections) -> None:
        self._settings = settings
        self._connections = connections

    def measure(self, now: float) -> int:
        """Measure at most one batch of ended calls; how many. `now`: seconds since the epoch.

        Measured while others write, then written at once: but for the calls that somebody else has measured
        meanwhile.
        """
        settled_before = now - WINDOW_SECONDS
        db = self._connections.get()
        rows = _to_measure(db, settled_before)
        if not rows:
            return 0
        found = list(self._facts(db, rows))
        earlier = _earlier(db, [row["id"] for row in rows])
        with in_turn(db):
            as_read = _as_read(db, rows)
            known = _known(db, as_read)
            facts = [
                one.beside(known.get(one.facts.call_id)) for one in found if one.facts.call_id in as_read
            ]
            _write(db, facts)
            _forget_days(db, {one.day for one in facts})
            db.conn.executemany(
                "update calls set measured = ? where id = ?",
                [
                    (2 if row["ended_at"] <= settled_before else 1, row["id"])
                    for row in rows
                    if row["id"] in as_read
                ],
            )
            _flag(db, earlier)
        return len(as_read)

    def close_days(self, now: float) -> int:
        """Add up the days all of whose calls are measured for good; how many."""
        db = self._connections.get()
        days = _open_days(db, before=self._open_since(db, now))
        return sum(self._close(db, day, now) for day in days)

    def keep(self, now: float) -> int:
        """Measure all that is to be measured and close the days that can be; how many calls."""
        done = 0
        while batch := self.measure(now):
            done += batch
        self.close_days(now)
        return done

    def rebuild(self, now: float) -> int:
        """Do everything again from what is kept; figures whose sources were erased stay. How many calls."""
        db = self._connections.get()
        ended = [row[0] for row in db.execute("select id from calls where measured > 0").fetchall()]
        for start in range(0, len(ended), BATCH):
            with in_turn(db):
                db.conn.executemany(
                    "update calls set measured = 0 where id = ? and ended_at is not null",
                    [(call_id,) for call_id in ended[start : start + BATCH]],
                )
        with in_turn(db):
            db.execute("delete from indicator_days")
        return self.keep(now)

    def read(
        self, span: Span, services: Sequence[str] | None = None, until: float = inf
    ) -> dict[date, Figures]:
        """Figures of each day that had calls. `services`: of these only; None: the whole line.

        `until`: seconds since the epoch, in the last day: the calls that began later are left out.
        """
        db = self._connections.get()
        wanted = [WHOLE] if services is None else list(services)
        bounds = [span.first.isoformat(), span.last.isoformat()]
        cut = "" if until == inf else span.last.isoformat()
        read: dict[date, list[Figures]] = defaultdict(list)
        for day, written in db.execute(
            "select day, figures from indicator_days where day between ? and ? and day != ?"
            f" and service in ({_marks(wanted)})",
            [*bounds, cut, *wanted],
        ):
            read[date.fromisoformat(day)].append(_closed(written))
        only = "" if services is None else f" and service in ({_marks(wanted)})"
        rows = _rows(
            db,
            # The days first, from the indexes alone: asked of each call of a year, it takes long.
            f"select {', '.join(COLUMNS)} from call_facts where day in"
            " (select distinct day from call_facts where day between ?1 and ?2 except"
            " select day from indicator_days where day between ?1 and ?2 and day != ?3"
            f" and service = '{WHOLE}')"
            f" and started_at < ?4{only} order by day",
            [*bounds, cut, until, *(wanted if only else ())],
        )
        for day, calls in groupby(rows, key=lambda row: str(row["day"])):
            read[date.fromisoformat(day)].append(figures_of(CallFacts(**row) for row in calls))
        return {day: several[0] if len(several) == 1 else total(several) for day, several in read.items()}

    def _facts(self, db: Database, rows: Sequence[dict[str, Any]]) -> Iterator[_Measured]:
        ids = [row["id"] for row in rows]
        events = _events(db, ids)
        services, scores, again = self._services(db, ids), _scores(db, ids), _again(db, ids)
        asked = _asked(db, ids)
        for row in rows:
            call_id = row["id"]
            facts = measure(
                row,
                events[call_id],
                self._settings.zone,
                service=services.get(call_id),
                score=scores.get(call_id),
                asked=int(call_id in asked or call_id in scores),
                called_again=int(call_id in again),
            )
            yield _Measured(facts, events_left=bool(events[call_id]))

    def _services(self, db: Database, ids: list[str]) -> dict[str, str]:
        """Service that did something for each call, or was to: the last one wins, a transfer over all."""
        marks = _marks(ids)
        found = {
            call_id: self._settings.desks[desk].service
            for call_id, desk in db.execute(
                f"select call_id, desk from appointments where call_id in ({marks})", ids
            )
            if desk in self._settings.desks
        }
        for table in ("reports", "callbacks", "messages", "transfers"):
            found.update(
                db.execute(f"select call_id, service from {table} where call_id in ({marks})", ids).fetchall()
            )
        return found

    def _open_since(self, db: Database, now: float) -> str:
        """The first day that may still change: yesterday, or that of a call not measured for good."""
        (oldest,) = db.execute("select min(started_at) from calls where measured < 2").fetchone()
        moment = min(now - WINDOW_SECONDS, now if oldest is None else oldest)
        return datetime.fromtimestamp(moment, tz=self._settings.zone).date().isoformat()

    def _close(self, db: Database, day: str, now: float) -> bool:
        """Add a day up; not when a call of it was measured anew while it was: another time, then."""
        rows = _of_day(db, day)
        by_service: dict[str, list[CallFacts]] = defaultdict(list)
        for row in rows:
            call = CallFacts(**row)
            by_service[WHOLE].append(call)
            if call.service:
                by_service[call.service].append(call)
        figures = [
            {"day": day, "service": service, "figures": figures_of(calls).to_json()}
            for service, calls in by_service.items()
        ]
        with in_turn(db):
            closes = day < self._open_since(db, now) and _of_day(db, day) == rows
            if closes:
                db.table("indicator_days").insert_all(figures, replace=True)
        return closes


@dataclass(frozen=True)
class _Measured:
    """A call as it was measured."""

    facts: CallFacts
    events_left: bool
    """False: its events were erased, and with them what they tell."""

    def beside(self, known: CallFacts | None) -> CallFacts:
        """What is to be written, given what was known of the call before."""
        return self.facts if known is None else after(known, self.facts, events_left=self.events_left)


@lru_cache(maxsize=800)
def _closed(written: str) -> Figures:
    """The figures of a closed day, read once by each process: two years are looked at again and again.

    Nobody changes them: they are only added up.
    """
    return Figures.from_json(written)


def _to_measure(db: Database, settled_before: float) -> list[dict[str, Any]]:
    """One batch of calls: ended and never measured, or measured once and over for a day."""
    return _rows(
        db,
        "select * from (select * from calls where measured = 0 and ended_at is not null"
        " order by ended_at limit ?1)"
        " union all select * from (select * from calls where measured = 1 and ended_at <= ?2"
        " order by ended_at limit ?1) limit ?1",
        [BATCH, settled_before],
    )


def _events(db: Database, ids: list[str]) -> defaultdict[str, list[dict[str, Any]]]:
    kinds = ", ".join(f"'{kind}'" for kind in MEASURED_EVENTS)
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(
        db,
        f"select call_id, type, data, actions from call_events where call_id in ({_marks(ids)})"
        f" and (type in ({kinds}) or actions like '%Transfer%') order by call_id, seq",
        ids,
    ):
        found[row["call_id"]].append(row)
    return found


def _scores(db: Database, ids: list[str]) -> dict[str, int]:
    return dict(
        db.execute(f"select call_id, score from ratings where call_id in ({_marks(ids)})", ids).fetchall()
    )


def _asked(db: Database, ids: list[str]) -> set[str]:
    """Those of these calls in which a note was asked for."""
    rows = db.execute(
        f"select call_id from call_remarks where kind = 'survey_asked' and call_id in ({_marks(ids)})", ids
    )
    return {row[0] for row in rows}


def _again(db: Database, ids: list[str]) -> set[str]:
    """Those of these calls whose number called again within a day."""
    rows = db.execute(
        f"select c.id from calls c where c.id in ({_marks(ids)}) and c.caller != '' and exists"
        " (select 1 from calls later where later.caller = c.caller and later.caller != ''"
        f" and later.started_at > c.ended_at and later.started_at <= c.ended_at + {WINDOW_SECONDS})",
        ids,
    )
    return {row[0] for row in rows}


def _earlier(db: Database, ids: list[str]) -> list[str]:
    """The calls that these ones come back to: they were not the end of it."""
    rows = db.execute(
        "select distinct c.id from calls later join calls c on c.caller = later.caller and c.caller != ''"
        f" where later.id in ({_marks(ids)}) and c.started_at < later.started_at"
        f" and later.started_at > c.ended_at and later.started_at <= c.ended_at + {WINDOW_SECONDS}"
        f" and c.started_at > later.started_at - {2 * WINDOW_SECONDS}",
        ids,
    )
    return [row[0] for row in rows]


def _flag(db: Database, earlier: Sequence[str]) -> None:
    db.conn.executemany(
        "update call_facts set called_again = 1 where called_again = 0 and call_id = ?",
        [(call_id,) for call_id in earlier],
    )


def _as_read(db: Database, rows: Sequence[dict[str, Any]]) -> set[str]:
    """Those of these calls that nobody has measured since they were read."""
    ids = [row["id"] for row in rows]
    measured = dict(db.execute(f"select id, measured from calls where id in ({_marks(ids)})", ids).fetchall())
    return {row["id"] for row in rows if measured.get(row["id"]) == row["measured"]}


def _known(db: Database, ids: Iterable[str]) -> dict[str, CallFacts]:
    """What is written of these calls."""
    wanted = list(ids)
    statement = f"select {', '.join(COLUMNS)} from call_facts where call_id in ({_marks(wanted)})"
    return {row["call_id"]: CallFacts(**row) for row in _rows(db, statement, wanted)}


def _of_day(db: Database, day: str) -> list[dict[str, Any]]:
    return _rows(db, f"select {', '.join(COLUMNS)} from call_facts where day = ? order by call_id", [day])


def _write(db: Database, facts: Iterable[CallFacts]) -> None:
    marks = ", ".join(f":{name}" for name in COLUMNS)
    db.conn.executemany(
        f"insert or replace into call_facts ({', '.join(COLUMNS)}) values ({marks})",
        [asdict(one) for one in facts],
    )


def _forget_days(db: Database, days: set[str]) -> None:
    """A call of a day already added up was measured again: the day is read call by call until closed."""
    db.conn.executemany("delete from indicator_days where day = ?", [(day,) for day in days])


def _open_days(db: Database, before: str) -> list[str]:
    rows = db.execute(
        "select distinct day from call_facts where day < ?"
        " and day not in (select day from indicator_days where service = ?)",
        [before, WHOLE],
    )
    return [row[0] for row in rows]


def _rows(db: Database, statement: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    cursor = db.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
