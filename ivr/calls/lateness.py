"""No promise lost: what was not done in time is noticed once, and its service written to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ivr.calls.due import DueDate, end_of_window
from ivr.calls.following_up import Kind, keep
from ivr.calls.house_deeds import NotifyService
from ivr.calls.outbox import promise
from ivr.database import Connections

LINE = "line"
"""Who did it, for what nobody did by hand."""
_UNDATED = (
    (
        "messages",
        "id",
        "select id, service, '', left_at from messages where handled_at is null and due_at is null",
    ),
    (
        "callbacks",
        "deed",
        "select deed, service, coalesce(\"end\", ''), asked_at from callbacks"
        " where handled_at is null and due_at is null",
    ),
)
_LATE = (
    (Kind.MESSAGE, "select id from messages where handled_at is null and late_at is null and due_at < ?"),
    (Kind.CALLBACK, "select deed from callbacks where handled_at is null and late_at is null and due_at < ?"),
)


def give_due_dates(connections: Connections, zone: ZoneInfo, due_date: DueDate, now: float) -> int:
    """Give what waits from before there were due dates the one it was promised for; how many there were.

    `due_date`: as for what callers leave now. What is late already is marked so without anybody being written
    to: an upgrade must not send a year of reminders.
    """
    given = 0
    for table, key, query in _UNDATED:
        for item, service, end, at in connections.get().execute(query).fetchall():
            due = end_of_window(end, zone) or due_date(service, at)
            if due is None:
                continue
            with connections.writing() as db:
                cursor = db.conn.execute(
                    f"update {table} set due_at = ?, late_at = ? where {key} = ?"  # noqa: S608 - names above
                    " and due_at is null and handled_at is null",
                    [due, now if due < now else None, item],
                )
            given += cursor.rowcount
    return given


def notice_late(connections: Connections, now: float) -> int:
    """Mark what is late since the last look, and have the services reminded; how many there were."""
    noticed = 0
    for kind, query in _LATE:
        table, key = ("messages", "id") if kind is Kind.MESSAGE else ("callbacks", "deed")
        for (item,) in connections.get().execute(query, [now]).fetchall():
            with connections.writing() as db:
                cursor = db.conn.execute(
                    f"update {table} set late_at = ? where {key} = ?"  # noqa: S608 - names above
                    " and handled_at is null and late_at is null",
                    [now, item],
                )
                if cursor.rowcount != 1:  # done meanwhile, or noticed by another worker
                    continue
                keep(db, kind, item, "late", who=LINE, at=now)
                reminder = NotifyService(about=kind.value, item=str(item), occasion="late")
                promise(db, f"late/{kind}/{item}", reminder, now)
            noticed += 1
    return noticed
