"""The tables of calls.db."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from ivr.calls import improvement_tables, numbering, review_tables
from ivr.calls.indicators import tables as indicator_tables

migrations = Migrations("calls")


def migrate(db: Database) -> None:
    """Bring calls.db up to date."""
    migrations.apply(db)


@migrations()
def m001_call_events(db: Database) -> None:
    """The truth: what happened in each call, in order."""
    db.table("call_events").create(
        {
            "call_id": str,
            "seq": int,
            "key": str,
            "type": str,
            "data": str,
            "actions": str,
            "written_at": float,
        },
        pk=("call_id", "seq"),
        not_null={"key", "type", "data", "actions", "written_at"},
    )
    db.table("call_events").create_index(["call_id", "key"], unique=True)


@migrations()
def m002_calls(db: Database) -> None:
    """One row a call, written in the same transaction as its events."""
    db.table("calls").create(
        {
            "id": str,
            "channel": str,
            "caller": str,
            "started_at": float,
            "seen_at": float,
            "ended_at": float,
            "outcome": str,
            "topic": str,
            "turns": int,
            "not_understood": int,
            "stream": str,
            "streaming": int,
            "provider_status": str,
            "provider_sequence": int,
            "provider_seconds": int,
        },
        pk="id",
        not_null={"channel", "started_at", "seen_at", "turns", "not_understood", "streaming"},
        defaults={"turns": 0, "not_understood": 0, "streaming": 0},
    )
    db.table("calls").create_index(["started_at"])
    db.execute("create index calls_live on calls (seen_at) where ended_at is null")


@migrations()
def m003_outbox(db: Database) -> None:
    """Deeds to be done once; a row is claimed by an UPDATE that counts its rows."""
    db.table("outbox").create(
        {
            "id": int,
            "call_id": str,
            "seq": int,
            "n": int,
            "kind": str,
            "data": str,
            "due_at": float,
            "attempts": int,
            "claimed_by": str,
            "claimed_at": float,
            "done_at": float,
            "failed_at": float,
            "error": str,
        },
        pk="id",
        not_null={"call_id", "seq", "n", "kind", "data", "due_at", "attempts"},
        defaults={"attempts": 0},
    )
    db.table("outbox").create_index(["call_id", "seq", "n"], unique=True)
    # Just for the worker's question: what is there to do now?
    db.execute("create index outbox_due on outbox (due_at) where done_at is null and failed_at is null")


@migrations()
def m004_messages(db: Database) -> None:
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


@migrations()
def m005_transfers(db: Database) -> None:
    """What agents did with the calls offered to them; `attempt` is the log's position of the Transfer."""
    db.table("transfers").create(
        {
            "call_id": str,
            "attempt": int,
            "service": str,
            "agent": str,
            "answer": str,
            "answered_at": float,
            "outcome": str,
        },
        pk=("call_id", "attempt"),
        not_null={"service"},
    )


@migrations()
def m006_appointments(db: Database) -> None:
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


@migrations()
def m007_reports(db: Database) -> None:
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


@migrations()
def m008_callbacks_ratings_and_texts(db: Database) -> None:
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


@migrations()
def m009_agents(db: Database) -> None:
    """Who of the agents takes calls, and whom each has in hand; an agent without a row takes calls."""
    db.table("agents").create(
        {
            "phone": str,
            "available": int,
            "since": float,
            "until": float,
            "changed_by": str,
            "call_id": str,
            "attempt": int,
            "engaged": str,
            "engaged_at": float,
            "engaged_until": float,
        },
        pk="phone",
        not_null={"available"},
        defaults={"available": 1},
    )
    # Just for letting go of a call: whom did it hold?
    db.execute("create index agents_engaged on agents (call_id) where call_id is not null")


@migrations()
def m018_reviews(db: Database) -> None:
    """What people who listen again think of the line's answers."""
    review_tables.create_reviews(db)


@migrations()
def m019_call_search(db: Database) -> None:
    """Calls as they are looked for."""
    review_tables.create_call_search(db)
    review_tables.create_questions(db)
    review_tables.create_search_due(db)


@migrations()
def m020_erasures(db: Database) -> None:
    """The proof of what was erased, and whom not to bring back from a backup."""
    review_tables.create_erasures(db)


@migrations()
def m012_following_up(db: Database) -> None:
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


@migrations()
def m013_photos_and_agendas(db: Database) -> None:
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


@migrations()
def m014_letters_and_texts(db: Database) -> None:
    """Letters sent to the services, visits to remind people of, and who wants no text any more."""
    db.table("sent_letters").create({"deed": int, "sent_at": float}, pk="deed", not_null={"sent_at"})
    db.table("text_refusals").create({"phone": str, "at": float}, pk="phone", not_null={"at"})
    db.table("appointments").add_column("remind", int)
    db.table("appointments").add_column("reminded_at", float)
    db.execute("create index outbox_failed on outbox (id) where failed_at is not null")
    db.execute("create index appointments_by_start on appointments (start)")


@migrations()
def m025_language_of_the_call(db: Database) -> None:
    """What the caller was last asked in; every call before this one was in French."""
    db.table("calls").add_column("language", str, not_null_default="fr")


@migrations()
def m021_indicators(db: Database) -> None:
    """What each ended call was, in figures, and their sums by day."""
    indicator_tables.create(db)


@migrations()
def m026_improvement(db: Database) -> None:
    """What citizens ask in vain, grouped; changes tried on past questions; topics counted over a month."""
    improvement_tables.create_question_groups(db)
    improvement_tables.create_replays(db)
    # Just for the use of each article in the last days.
    db.table("calls").create_index(["started_at", "topic"])


@migrations()
def m024_call_remarks(db: Database) -> None:
    """What is worth keeping of how a call went, without a word of what was said: insults, notes asked for."""
    db.table("call_remarks").create(
        {"id": int, "call_id": str, "kind": str, "made_at": float},
        pk="id",
        not_null={"call_id", "kind", "made_at"},
    )
    db.table("call_remarks").create_index(["call_id"])
    # For the indicators: how many notes were asked for, how many threats came, over a period.
    db.table("call_remarks").create_index(["kind", "made_at"])


@migrations()
def m015_desks_and_calls_of_agents(db: Database) -> None:
    """Whether people came to their visit; what a call left, and whose calls they were, found at once."""
    db.table("appointments").add_column("attendance", str)
    for table in ("messages", "callbacks", "reports", "appointments"):
        db.table(table).create_index(["call_id"])
    db.table("transfers").create_index(["agent", "answered_at"])


@migrations()
def m010_waiting(db: Database) -> None:
    """Callers who wait for an agent, in the order they came: a projection of the log."""
    db.table("waiting").create(
        {
            "id": int,
            "call_id": str,
            "service": str,
            "joined_at": float,
            "seen_at": float,
            "position": int,
            "told_at": float,
            "called": int,
        },
        pk="id",
        not_null={"call_id", "service", "joined_at", "seen_at", "called"},
        defaults={"called": 0},
    )
    db.table("waiting").create_index(["call_id"], unique=True)


@migrations()
def m011_transfers_followed(db: Database) -> None:
    """When each step of a transfer happened, and whom it rang; the words told to the agent: see m028."""
    for column in ("offered_at", "picked_up_at", "ended_at"):
        db.table("transfers").add_column(column, float)
    for column in ("subject", "summary", "fields", "rung"):
        db.table("transfers").add_column(column, str)
    # For an agent's page (what was offered to me lately?), and for what a call has tried.
    db.table("transfers").create_index(["offered_at"])
    db.table("transfers").create_index(["agent", "offered_at"])


@migrations()
def m027_numbers_given_once(db: Database) -> None:
    """No deed and no message ever gets the number of one that was erased."""
    numbering.number_once(db)


@migrations()
def m028_transfers_without_words(db: Database) -> None:
    """What agents are told of callers is in the log alone. The columns stay: an older worker that still hands
    over its calls during an upgrade fills them, and what it wrote is erased with the numbers."""
    db.execute("update transfers set subject = null, summary = null, fields = null")
