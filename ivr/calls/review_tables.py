"""The tables of calls read again: reviews, what calls are found by, and what was erased."""

from __future__ import annotations

from sqlite_utils import Database


def create_reviews(db: Database) -> None:
    """What people who listen again think of the line's answers; the latest about a question stands."""
    db.table("reviews").create(
        {
            "id": int,
            "call_id": str,
            "seq": int,
            "verdict": str,
            "should_be": str,
            "by": str,
            "at": float,
            "text": str,
            "decision": str,
            "topic": str,
            "asked_at": float,
        },
        pk="id",
        not_null={
            "call_id",
            "seq",
            "verdict",
            "should_be",
            "by",
            "at",
            "text",
            "decision",
            "topic",
            "asked_at",
        },
    )
    db.table("reviews").create_index(["call_id", "seq", "id"])
    db.execute("create index reviews_asked on reviews (asked_at)")


def create_call_search(db: Database) -> None:
    """One row a call that ended, and the words heard in it."""
    db.table("call_search").create(
        {
            "id": int,
            "call_id": str,
            "started_at": float,
            "ended_at": float,
            "channel": str,
            "language": str,
            "topic": str,
            "outcome": str,
            "service": str,
            "confidence": float,
            "score": float,
            "satisfaction": int,
            "turns": int,
            "attention": int,
            "reviewed": int,
            "words": str,
        },
        pk="id",
        not_null={"call_id", "started_at", "channel", "language", "topic", "outcome", "service", "turns"}
        | {"attention", "reviewed", "words"},
        defaults={"attention": 0, "reviewed": 0, "words": ""},
    )
    search = db.table("call_search")
    search.create_index(["call_id"], unique=True)
    search.create_index(["started_at"])
    for column in ("topic", "outcome", "service", "channel", "language", "satisfaction"):
        search.create_index([column, "started_at"])
    # Just for the queue of what deserves to be listened to.
    db.execute(
        "create index call_search_queue on call_search (started_at) where attention > 0 and reviewed = 0"
    )
    # Just for the erasure of words that are too old.
    db.execute("create index call_search_words on call_search (ended_at) where words != ''")
    search.enable_fts(["words"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)


def create_questions(db: Database) -> None:
    """One row a question put to the knowledge base."""
    db.table("questions").create(
        {
            "call_id": str,
            "seq": int,
            "asked_at": float,
            "text": str,
            "confidence": float,
            "decision": str,
            "topic": str,
            "best": str,
            "score": float,
            "service": str,
            "complained": int,
        },
        pk=("call_id", "seq"),
        not_null={"asked_at", "text", "confidence", "decision", "topic", "best", "score", "service"}
        | {"complained"},
    )
    db.table("questions").create_index(["asked_at"])
    # Just for the erasure of words that are too old.
    db.execute("create index questions_said on questions (asked_at) where text != ''")
    # Just for the questions the base has no good answer to.
    db.execute("create index questions_unanswered on questions (asked_at) where topic = '' and text != ''")


def join_questions(db: Database) -> None:
    """Of several questions between two deeds of the caller, keep the last, and those that were answered or
    reviewed. A call left without a question in vain has none to be read again for."""
    joined = [
        (call_id, seq)
        for call_id, seq in db.execute(
            "select call_id, seq from questions q where topic = ''"
            " and exists (select 1 from call_events e where e.call_id = q.call_id and e.seq = q.seq)"
            " and not exists (select 1 from reviews r where r.call_id = q.call_id and r.seq = q.seq)"
            " and exists (select 1 from questions l where l.call_id = q.call_id and l.seq > q.seq"
            " and not exists (select 1 from call_events e where e.call_id = q.call_id"
            " and e.seq > q.seq and e.seq < l.seq and e.type not like '%Found'))"
        )
    ]
    for call_id, seq in joined:
        db.execute("delete from questions where call_id = ? and seq = ?", [call_id, seq])
    for call_id in {call_id for call_id, _ in joined}:
        db.execute(
            "update call_search set attention = attention & ~4 where call_id = ? and not exists"
            " (select 1 from questions where call_id = ? and decision = 'none' and topic = '')",
            [call_id, call_id],
        )


def create_search_due(db: Database) -> None:
    """Calls that ended, or of which something was learnt afterwards, waiting for the worker."""
    db.table("search_due").create({"call_id": str}, pk="call_id")
    db.execute(
        "create trigger calls_search_due after update of ended_at, outcome, topic on calls"
        " when new.ended_at is not null"
        " begin insert or ignore into search_due (call_id) values (new.id); end"
    )
    db.execute(
        "create trigger ratings_search_due after insert on ratings"
        " begin insert or ignore into search_due (call_id) values (new.call_id); end"
    )
    db.execute("insert or ignore into search_due (call_id) select id from calls where ended_at is not null")


def create_erasures(db: Database) -> None:
    """The proof of what was erased, and whom not to bring back from a backup."""
    db.table("erasures").create(
        {"id": int, "at": float, "kind": str, "by": str, "reason": str, "counts": str},
        pk="id",
        not_null={"at", "kind", "by", "reason", "counts"},
    )
    db.table("erasures").create_index(["at"])
    db.table("erased_calls").create(
        {"call_id": str, "erased_at": float}, pk="call_id", not_null={"erased_at"}
    )
    db.table("calls").create_index(["caller", "started_at"], if_not_exists=True)
