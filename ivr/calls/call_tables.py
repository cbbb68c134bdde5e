"""The tables of calls themselves: what happened in each, what is to be done of it, who took it."""

from __future__ import annotations

from sqlite_utils import Database


def create_call_events(db: Database) -> None:
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


def create_calls(db: Database) -> None:
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


def create_outbox(db: Database) -> None:
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


def create_transfers(db: Database) -> None:
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


def create_agents(db: Database) -> None:
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


def create_call_remarks(db: Database) -> None:
    """What is worth keeping of how a call went, without a word of what was said: insults, notes asked for."""
    db.table("call_remarks").create(
        {"id": int, "call_id": str, "kind": str, "made_at": float},
        pk="id",
        not_null={"call_id", "kind", "made_at"},
    )
    db.table("call_remarks").create_index(["call_id"])
    # For the indicators: how many notes were asked for, how many threats came, over a period.
    db.table("call_remarks").create_index(["kind", "made_at"])


def create_waiting(db: Database) -> None:
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


def follow_transfers(db: Database) -> None:
    """When each step of a transfer happened, and whom it rang; the words told to the agent: see m028."""
    for column in ("offered_at", "picked_up_at", "ended_at"):
        db.table("transfers").add_column(column, float)
    for column in ("subject", "summary", "fields", "rung"):
        db.table("transfers").add_column(column, str)
    # For an agent's page (what was offered to me lately?), and for what a call has tried.
    db.table("transfers").create_index(["offered_at"])
    db.table("transfers").create_index(["agent", "offered_at"])
