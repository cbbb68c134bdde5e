"""Numbers that are given once: what is remembered of an erased row never meets a newer one.

Texts and letters that went out, ratings, reports and the house's own promises are known by the number of the
deed or message they came from, longer than that row lives. SQLite gives the numbers of the last rows again
once these are deleted, unless the table says AUTOINCREMENT: the next caller's report would be taken for one
known.
"""

from __future__ import annotations

from sqlite_utils import Database

_PLAIN = '"id" INTEGER PRIMARY KEY,'
_ONCE = '"id" INTEGER PRIMARY KEY AUTOINCREMENT,'
_BY_DEED = ("messages", "callbacks", "reports", "report_witnesses", "ratings", "sent_texts", "sent_letters")


def number_once(db: Database) -> None:
    """Make the numbers of deeds and messages such that none is given twice; inside a transaction."""
    deeds = [_highest(db, table, "deed") for table in _BY_DEED]
    given = {
        "outbox": max(_highest(db, "outbox", "id"), _told(db, "callback"), *deeds),
        "messages": max(_highest(db, "messages", "id"), _told(db, "message")),
    }
    for table, highest in given.items():
        _rebuild(db, table)
        db.execute("delete from sqlite_sequence where name = ?", [table])
        db.execute("insert into sqlite_sequence (name, seq) values (?, ?)", [table, highest])


def _highest(db: Database, table: str, column: str) -> int:
    (highest,) = db.execute(f"select coalesce(max({column}), 0) from {table}").fetchone()  # noqa: S608 - names above
    return int(highest)


def _told(db: Database, kind: str) -> int:
    """The highest number that notes and the house's own promises speak of, be the row itself gone or not."""
    query = (
        "select max(cast(item as integer)) from follow_ups where kind = ?1"
        " union all select max(cast(substr(call_id, length(?2) + 1) as integer)) from outbox"
        " where substr(call_id, 1, length(?2)) = ?2"
        " union all select max(cast(substr(call_id, length(?3) + 1) as integer)) from outbox"
        " where substr(call_id, 1, length(?3)) = ?3"
    )
    rows = db.execute(query, [kind, f"house/letter/{kind}/", f"house/late/{kind}/"]).fetchall()
    return max(int(row[0] or 0) for row in rows)


def _rebuild(db: Database, table: str) -> None:
    """The same table, its columns, rows and indexes, with AUTOINCREMENT."""
    schema = "select sql from sqlite_master where tbl_name = ? and type = ? and sql is not null"
    (create,) = (row[0] for row in db.execute(schema, [table, "table"]).fetchall())
    indexes = [row[0] for row in db.execute(schema, [table, "index"]).fetchall()]
    if create.count(_PLAIN) != 1:
        raise RuntimeError(f"The table {table} is not as it was made: {create}")
    db.execute(f"alter table {table} rename to {table}_before")
    db.execute(create.replace(_PLAIN, _ONCE))
    db.execute(f"insert into {table} select * from {table}_before")  # noqa: S608 - names above
    db.execute(f"drop table {table}_before")
    for index in indexes:
        db.execute(index)
