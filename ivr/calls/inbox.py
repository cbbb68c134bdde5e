"""Everything callers left for the services, in one list: messages, callbacks, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from flows.reports.where import written_where
from ivr.calls.finding import holding
from ivr.calls.following_up import Kind

State = Literal["open", "late", "done", "all"]

_PLACE = ("street", "number", "place", "language")
_SOURCES = {
    Kind.MESSAGE: (
        "select 'message' as kind, cast(id as text) as item, call_id, service, subject, text, phone,"
        " '' as name, left_at as at, due_at, handled_at as done_at, coalesce(assigned_to, '') as assigned_to,"
        " coalesce(outcome, '') as outcome, coalesce(revision, 0) as revision,"
        " case when handled_at is null then 'open' else 'done' end as status, coalesce(audio, '') as audio,"
        " '' as starts, '' as ends, 0 as dangerous,"
        " '' as street, '' as number, '' as place, '' as language from messages"
    ),
    Kind.CALLBACK: (
        "select 'callback' as kind, cast(deed as text) as item, call_id, service, subject, '' as text,"
        " phone, name, asked_at as at, due_at, handled_at as done_at,"
        " coalesce(assigned_to, '') as assigned_to,"
        " coalesce(outcome, '') as outcome, coalesce(revision, 0) as revision,"
        " case when handled_at is null then 'open' else 'done' end as status, '' as audio,"
        " start as starts, end as ends, 0 as dangerous,"
        " '' as street, '' as number, '' as place, '' as language from callbacks"
    ),
    Kind.REPORT: (
        "select 'report' as kind, reference as item, call_id, service, kind as subject, description as text,"
        " phone, trim(coalesce(number, '') || ' ' || coalesce(nullif(street, ''), place, '')) as name,"
        " opened_at as at, null as due_at, closed_at as done_at, coalesce(assigned_to, '') as assigned_to,"
        " coalesce(outcome, '') as outcome, coalesce(revision, 0) as revision, status, '' as audio,"
        " '' as starts, '' as ends, dangerous, street, number, place, language from reports"
    ),
}
_CONDITIONS: dict[State, str] = {
    "open": "done_at is null",
    "late": "done_at is null and due_at < :now",
    "done": "done_at is not null",
    "all": "true",
}


@dataclass(frozen=True)
class Item:
    """One thing to take care of."""

    kind: str
    item: str
    """Number of the message or callback, reference of the report."""
    call_id: str
    service: str
    """Slug."""
    subject: str
    """An article's title; a report's kind of problem (a slug: see `flows.collect.problem.problem_called`)."""
    text: str
    phone: str
    name: str
    """Of the person to ring back; of a report, its place, and the caller's words where they tell more."""
    at: float
    """When it was left, seconds since the epoch."""
    due_at: float | None
    done_at: float | None
    assigned_to: str
    outcome: str
    revision: int
    status: str
    """open or done; of a report: new, in_progress, done, refused."""
    audio: str
    """Name of the recording (`ivr.calls.recordings_kept`); empty when there is none."""
    starts: str
    """Window agreed for a callback, ISO local time; empty, like `ends`: as soon as can be."""
    ends: str
    dangerous: bool

    def late(self, now: float) -> bool:
        """Was it promised for earlier than now?"""
        return self.done_at is None and self.due_at is not None and self.due_at < now


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to look for; the default is everything still to do."""

    kinds: Sequence[Kind] = tuple(Kind)
    services: Sequence[str] = ()
    """Slugs; empty: all."""
    state: State = "open"
    text: str = ""
    """Found in the words, the subject, the number, the name or the reference."""
    assigned_to: str | None = None
    """E-mail address; "": to nobody; None: no matter."""


def search(db: Database, wanted: Wanted, now: float, *, limit: int = 50, offset: int = 0) -> list[Item]:
    """What was left, what is due first coming first, then the oldest; done things, the latest first."""
    query, values = _query(db, wanted, now)
    order = "done_at desc" if wanted.state == "done" else "dangerous desc, coalesce(due_at, at), at"
    rows = db.query(
        f"{query} order by {order} limit :limit offset :offset", {**values, "limit": limit, "offset": offset}
    )
    return [_item(row) for row in rows]


def count(db: Database, wanted: Wanted, now: float) -> int:
    """How many there are."""
    query, values = _query(db, wanted, now)
    (found,) = db.execute(f"select count(*) from ({query})", values).fetchone()  # noqa: S608 - our own SQL
    return int(found)


def one(db: Database, kind: Kind, item: int | str) -> Item | None:
    """One of them; None when it does not exist."""
    key = {Kind.MESSAGE: "id", Kind.CALLBACK: "deed", Kind.REPORT: "reference"}[kind]
    rows = db.query(f"{_SOURCES[kind]} where {key} = ?", [str(item)])
    return next((_item(row) for row in rows), None)


def _item(row: dict[str, Any]) -> Item:
    where = written_where(*(row.pop(column) or "" for column in _PLACE))
    return Item(**{**row, "name": where or row["name"], "dangerous": bool(row["dangerous"])})


def _query(db: Database, wanted: Wanted, now: float) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"now": now}
    conditions = [_CONDITIONS[wanted.state]]
    if wanted.services:
        names = [f"service_{place}" for place in range(len(wanted.services))]
        values |= dict(zip(names, wanted.services, strict=True))
        conditions.append(f"service in ({', '.join(f':{name}' for name in names)})")
    if wanted.assigned_to is not None:
        values["assigned_to"] = wanted.assigned_to
        conditions.append("assigned_to = :assigned_to")
    if wanted.text:
        holds, typed = holding(
            db, ("text", "subject", "phone", "name", "place", "item"), "phone", wanted.text
        )
        conditions.append(holds)
        values |= typed
    sources = " union all ".join(_SOURCES[Kind(kind)] for kind in wanted.kinds or tuple(Kind))
    return f"select * from ({sources}) where {' and '.join(conditions)}", values  # noqa: S608 - our own SQL
