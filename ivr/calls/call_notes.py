"""What agents note of the calls they took: what came of each, and a remark."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, get_args

from sqlite_utils import Database

from ivr.calls.following_up import FollowUp, history, keep
from ivr.database import Connections

KIND = "call"
"""How follow-ups name them."""
WrapUp = Literal["settled", "to_follow_up", "other_service", "nobody_there"]
WRAP_UPS: tuple[WrapUp, ...] = get_args(WrapUp)


def wrap_up(
    connections: Connections, call_id: str, outcome: WrapUp, text: str, *, who: str, at: float
) -> None:
    """Keep what an agent says of a call once it is over; each is kept beside the earlier ones."""
    with connections.writing() as db:
        keep(db, KIND, call_id, f"wrapped:{outcome}", who=who, at=at, text=text)


def wrapped_up(db: Database, call_ids: Iterable[str]) -> dict[str, str]:
    """What came of these calls, as whoever noted it last said; nothing of those that nobody noted."""
    rows = db.execute(
        "select item, what from follow_ups where kind = ? and what like 'wrapped:%'"
        " and item in (select value from json_each(?)) order by id",
        [KIND, json.dumps(list(call_ids))],
    )
    return {item: what.partition(":")[2] for item, what in rows}


def notes_of(connections: Connections, call_id: str) -> list[FollowUp]:
    """Everything noted of a call, oldest first."""
    return history(connections.get(), KIND, call_id)
