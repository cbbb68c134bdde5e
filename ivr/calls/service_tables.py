"""The tables of what callers leave for the services, and of what services do about it."""

from __future__ import annotations

from sqlite_utils import Database


def create_messages(db: Database) -> None:
    """Messages left for the services; `deed` is the outbox row they came from, once each."""
    db.table("messages").create(
        {
            "id": int,
            "deed": int,
            "call_id": str,
            "service": str,
            "subject": str,
            "text": str,
            "phone": str,
            "left_at": float,
            "handled_at": float,
        },
        pk="id",
        not_null={"deed", "call_id", "service", "text", "left_at"},
    )
    db.table("messages").create_index(["deed"], unique=True)
    db.table("messages").create_index(["service", "handled_at"])


def create_appointments(db: Database) -> None:
    """Visits booked. A counter receives one visit at a time: the index refuses what the code would miss."""
    db.table("appointments").create(
        {
            "reference": str,
            "call_id": str,
            "kind": str,
            "desk": str,
            "counter": int,
            "start": str,
            "end": str,
            "name": str,
            "phone": str,
            "booked_at": float,
            "cancelled_at": float,
            "replaced_by": str,
        },
        pk="reference",
        not_null={"call_id", "kind", "desk", "counter", "start", "end", "name", "phone", "booked_at"},
    )
    db.execute(
        "create unique index appointments_held on appointments (desk, start, counter)"
        " where cancelled_at is null"
    )
    # A call that asks twice for the same slot and person is told what it was told.
    db.execute(
        "create unique index appointments_asked on appointments (call_id, kind, start, name)"
        " where cancelled_at is null"
    )


def create_reports(db: Database) -> None:
    """Problems reported in the town, and the other people who reported the same ones."""
    db.table("report_references").create({"reference": str, "reserved_at": float}, pk="reference")
    db.table("reports").create(
        {
            "reference": str,
            "deed": int,
            "call_id": str,
            "kind": str,
            "service": str,
            "street": str,
            "number": str,
            "place": str,
            "description": str,
            "dangerous": int,
            "phone": str,
            "text_updates": int,
            "opened_at": float,
            "closed_at": float,
        },
        pk="reference",
        not_null={"deed", "call_id", "kind", "service", "dangerous", "text_updates", "opened_at"},
    )
    db.table("reports").create_index(["deed"], unique=True)
    # Just for the question a report begins with: is this one already known?
    db.execute("create index reports_open on reports (kind, street) where closed_at is null")
    db.table("report_witnesses").create(
        {
            "deed": int,
            "reference": str,
            "call_id": str,
            "description": str,
            "dangerous": int,
            "phone": str,
            "text_updates": int,
            "joined_at": float,
        },
        pk="deed",
        not_null={"reference", "call_id", "dangerous", "text_updates", "joined_at"},
    )
    db.table("report_witnesses").create_index(["reference"])


def create_callbacks_ratings_and_texts(db: Database) -> None:
    """People to ring back, what callers thought, and which texts went out; one row a deed."""
    db.table("callbacks").create(
        {
            "deed": int,
            "call_id": str,
            "service": str,
            "subject": str,
            "phone": str,
            "name": str,
            "start": str,
            "end": str,
            "asked_at": float,
            "handled_at": float,
        },
        pk="deed",
        not_null={"call_id", "service", "phone", "asked_at"},
    )
    db.table("callbacks").create_index(["service", "handled_at"])
    db.table("ratings").create(
        {
            "deed": int,
            "call_id": str,
            "score": int,
            "topic": str,
            "comment": str,
            "given_at": float,
        },
        pk="deed",
        not_null={"call_id", "score", "given_at"},
    )
    db.table("sent_texts").create({"deed": int, "sent_at": float}, pk="deed", not_null={"sent_at"})


def add_following_up(db: Database) -> None:
    """Who takes care of what callers left, by when, and everything that was done about it."""
    shared = {"assigned_to": str, "handled_by": str, "outcome": str, "revision": int}
    for table in ("messages", "callbacks", "reports"):
        for column, kind in shared.items():
            db.table(table).add_column(column, kind)
    for table in ("messages", "callbacks"):
        db.table(table).add_column("due_at", float)
        db.table(table).add_column("late_at", float)
        # Just for the worker's question: which promises are about to be lost?
        db.execute(f"create index {table}_due on {table} (due_at) where handled_at is null")
    db.table("messages").add_column("audio", str)
    db.execute("alter table reports add column status text not null default 'new'")
    db.execute("update reports set status = 'done' where closed_at is not null")
    for table, moment in (("messages", "left_at"), ("callbacks", "asked_at"), ("reports", "opened_at")):
        db.table(table).create_index([moment])
    db.table("follow_ups").create(
        {"id": int, "kind": str, "item": str, "at": float, "who": str, "what": str, "text": str},
        pk="id",
        not_null={"kind", "item", "at", "who", "what", "text"},
    )
    db.table("follow_ups").create_index(["kind", "item"])


def create_photos_and_agendas(db: Database) -> None:
    """Photos that citizens add to their reports; calendars that services subscribe to."""
    db.table("report_photos").create(
        {
            "id": str,
            "reference": str,
            "added_at": float,
            "width": int,
            "height": int,
            "bytes": int,
        },
        pk="id",
        not_null={"reference", "added_at", "width", "height", "bytes"},
    )
    db.table("report_photos").create_index(["reference"])
    db.table("agenda_links").create(
        {
            "id": int,
            "digest": str,
            "service": str,
            "created_at": float,
            "created_by": str,
            "revoked_at": float,
            "read_at": float,
        },
        pk="id",
        not_null={"digest", "service", "created_at", "created_by"},
    )
    db.table("agenda_links").create_index(["digest"], unique=True)


def add_letters_and_texts(db: Database) -> None:
    """Letters sent to the services, visits to remind people of, and who wants no text any more."""
    db.table("sent_letters").create({"deed": int, "sent_at": float}, pk="deed", not_null={"sent_at"})
    db.table("text_refusals").create({"phone": str, "at": float}, pk="phone", not_null={"at"})
    db.table("appointments").add_column("remind", int)
    db.table("appointments").add_column("reminded_at", float)
    db.execute("create index outbox_failed on outbox (id) where failed_at is not null")
    db.execute("create index appointments_by_start on appointments (start)")
