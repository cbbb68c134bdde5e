"""How often each article served."""

from __future__ import annotations

from sqlite_utils import Database


def uses_since(db: Database, since: float) -> dict[str, int]:
    """Calls by the article last answered in them, from that moment on (seconds since the epoch)."""
    rows = db.execute(
        "select topic, count(*) from calls where started_at >= ? and topic is not null group by topic",
        [since],
    )
    return {topic: count for topic, count in rows if topic}
