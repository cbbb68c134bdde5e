"""The tables of the improvement loop: what citizens ask in vain, and changes tried on past questions."""

from __future__ import annotations

from sqlite_utils import Database


def create_question_groups(db: Database) -> None:
    """Questions without a good answer, grouped by the worker; what people set aside."""
    db.table("question_groups").create(
        {
            "key": str,
            "rank": int,
            "count": int,
            "this_week": int,
            "last_week": int,
            # JSON list of [text, this week, last week, before, confidence, doubtful], the most asked first
            "wordings": str,
            "others": int,  # wordings not listed
            "nearest": str,  # JSON list of [slug, score]
        },
        pk="key",
        not_null={"rank", "count", "this_week", "last_week", "wordings", "others", "nearest"},
    )
    db.table("question_groups").create_index(["rank"])
    db.table("question_groups_made").create(
        {"id": int, "at": float, "questions": int, "stamp": str},
        pk="id",
        not_null={"at", "questions", "stamp"},
    )
    db.table("questions_aside").create({"digest": str, "who": str, "at": float}, pk="digest")


def create_replays(db: Database) -> None:
    """Past questions asked again of a changed base; claimed by a worker, watched by a page."""
    db.table("replays").create(
        {
            "id": int,
            "proposal": int,
            "asked_at": float,
            "claimed_by": str,
            "claimed_at": float,
            "done": int,
            "total": int,
            "finished_at": float,
            "error": str,
            "won": int,
            "lost": int,
            "changed": int,
            "same": int,
        },
        pk="id",
        not_null={"proposal", "asked_at", "done", "total"},
        defaults={"done": 0, "total": 0},
    )
    db.table("replays").create_index(["proposal", "id"])
    # Just for the worker's question: which one is to be done?
    db.execute("create index replays_due on replays (asked_at) where finished_at is null")
    db.table("replay_results").create(
        {
            "replay": int,
            "n": int,
            "text": str,
            "count": int,
            "right": str,
            "before": str,  # JSON list: the decision, then the slugs
            "after": str,
            "verdict": str,
        },
        pk=("replay", "n"),
        not_null={"text", "count", "before", "after", "verdict"},
    )
    db.table("replay_results").create_index(["replay", "verdict"])
    # Whatever is erased leaves here too: these rows quote callers, and can be made again.
    db.execute(
        "create trigger erasures_forget_groups after insert on erasures begin"
        " delete from question_groups; delete from question_groups_made; delete from replay_results; end"
    )
