"""Forgetting in time: callers' words and numbers, after the days the town hall has set, with a proof."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from sqlite_utils import Database

from ivr.calls.search_index import merge_words
from ivr.database import cut_log, in_turn
from ivr.settings import Retention

DAY_SECONDS = 86_400.0
BATCH = 100
"""Rows, or calls with all their events, erased in one transaction."""
DONE, CUT_SHORT = "retention", "cut_short"
"""How the proof names what was too old: all of it, or what was erased before a process died on the way."""
PROOF_SECONDS = 23 * 3600.0
"""A purge that found nothing to erase is written down no more often than that."""


@dataclass(frozen=True)
class Erased:
    """How many rows were emptied: the proof that it was done, without what they held."""

    logs: int
    deeds: int
    messages: int
    notes: int
    numbers: int
    visits: int
    reports: int
    callbacks: int
    comments: int
    searches: int
    questions: int

    @property
    def anything(self) -> bool:
        """Something was erased."""
        return any(asdict(self).values())

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in asdict(self).items())


@dataclass(frozen=True)
class Erasure:
    """One line of the proof."""

    at: float
    """Seconds since the epoch."""
    kind: str
    """retention: what was too old; cut_short: the same, up to where a process died; caller: somebody asked
    for it; restored: asked for once, and done again because a backup had brought it back."""
    by: str
    reason: str
    counts: Mapping[str, int]


def erase_old(db: Database, retention: Retention, now: float, by: str = "worker") -> Erased:
    """Erase the words of calls ended long ago, and numbers in clear; what a service has still
    to do stays until it is done, and what could not be delivered as long as words do.

    Little by little, so that no caller waits behind it: what is too old is looked for while others write,
    then erased some rows at a time, and the proof of them is written in the same transactions. When it dies
    on the way, what it had done is proven, and the next time goes on with the rest.

    `now`: seconds since the epoch. What a call was (when, how long, its outcome and topic) is kept.
    """
    before = {
        "words": now - retention.words_days * DAY_SECONDS,
        "numbers": now - retention.numbers_days * DAY_SECONDS,
    }
    cut_short = _last_was_cut_short(db)
    tally = _Tally(by, now)
    for step in _STEPS:
        moment = before[step.before]
        found = [row[0] for row in db.execute(step.found, {"before": moment})]
        for start in range(0, len(found), BATCH):
            with in_turn(db):
                some = json.dumps(found[start : start + BATCH])
                done = db.conn.execute(step.erased, {"some": some, "before": moment}).rowcount
                tally.count(db, step.what, done)
    if tally.proof or last_purge(db) < now - PROOF_SECONDS:
        with in_turn(db):
            tally.close(db)
    if tally.counts["searches"] or cut_short:
        merge_words(db)
    cut_log(db)
    return Erased(**tally.counts)


class _Tally:
    """What one erasure has done so far, and its line of the proof: written anew with each batch, so that who
    read words before any of them knows that they are gone."""

    def __init__(self, by: str, at: float) -> None:
        self.counts = dict.fromkeys((field.name for field in fields(Erased)), 0)
        self.proof: int | None = None
        self._by = by
        self._at = at

    def count(self, db: Database, what: str, rows: int) -> None:
        """Inside the transaction that erased them."""
        if rows > 0:
            self.counts[what] += rows
            self._prove(db, CUT_SHORT)

    def close(self, db: Database) -> None:
        """Everything was done."""
        self._prove(db, DONE)

    def _prove(self, db: Database, kind: str) -> None:
        former, self.proof = self.proof, prove(db, kind, self.counts, by=self._by, at=self._at)
        db.conn.execute("delete from erasures where id = ?", [former])


@dataclass(frozen=True)
class _Step:
    """Rows of one table that are too old, and what is done to them."""

    what: str
    """As which field of `Erased` they are counted."""
    deed: str
    """What is done, up to the condition."""
    table: str
    condition: str
    """Which of them, `:before` a moment; true again of a row when its turn comes, or it is left."""
    before: str = "words"
    """Which moment: that of words, or of numbers."""
    key: str = "rowid"
    """What they are kept in mind by; rows with one key are erased together."""

    @property
    def found(self) -> str:
        return f"select distinct {self.key} from {self.table} where {self.condition}"  # noqa: S608 - literals

    @property
    def erased(self) -> str:
        return " ".join(
            (self.deed, "where", self.key, "in (select value from json_each(:some)) and", self.condition)
        )


_OLD_CALL = "exists (select 1 from calls where calls.id = call_id and calls.ended_at < :before)"

_STEPS = (
    # A log goes whole: half of it could not be read again.
    _Step("logs", "delete from call_events", "call_events", _OLD_CALL, key="call_id"),
    _Step(
        *("deeds", "delete from outbox", "outbox"),
        f"(done_at is not null or failed_at < :before) and {_OLD_CALL}",
    ),
    # What the house promised by itself holds a number at most.
    _Step(
        *("deeds", "delete from outbox", "outbox"),
        "call_id >= 'house/' and call_id < 'house0' and coalesce(done_at, failed_at) < :before",
        before="numbers",
    ),
    # What an older version, during an upgrade, kept of what agents were told of the caller.
    _Step(
        *("deeds", "update transfers set subject = '', summary = '', fields = '{}'", "transfers"),
        "subject || summary || fields not in ('', '{}') and ended_at < :before",
        before="numbers",
    ),
    _Step("messages", "delete from messages", "messages", "handled_at < :before"),
    _Step(
        *("numbers", "update calls set caller = ''", "calls"),
        "caller != '' and ended_at < :before",
        before="numbers",
    ),
    _Step(
        # The reference in place of the name: two visits of one call may not become the same.
        *("visits", "update appointments set name = reference, phone = ''", "appointments"),
        "phone != '' and (cancelled_at < :before or end < strftime('%Y-%m-%dT%H:%M', :before, 'unixepoch'))",
        before="numbers",
    ),
    _Step(
        *("reports", "update reports set description = '', place = '', phone = ''", "reports"),
        "description || place || phone != '' and closed_at < :before",
        before="numbers",
    ),
    _Step(
        *("reports", "delete from report_witnesses", "report_witnesses"),
        "exists (select 1 from reports r where r.reference = report_witnesses.reference"
        " and r.closed_at < :before)",
        before="numbers",
    ),
    _Step("callbacks", "delete from callbacks", "callbacks", "handled_at < :before", before="numbers"),
    _Step(
        *("comments", "update ratings set comment = ''", "ratings"), "comment != '' and given_at < :before"
    ),
    _Step(
        *("searches", "update call_search set words = ''", "call_search"),
        "words != '' and ended_at < :before",
    ),
    _Step(*("questions", "update questions set text = ''", "questions"), "text != '' and asked_at < :before"),
    _Step(*("questions", "update reviews set text = ''", "reviews"), "text != '' and asked_at < :before"),
    # Last: what agents noted of messages, callbacks, calls and visits that are gone.
    _Step(
        *("notes", "delete from follow_ups", "follow_ups"),
        "(kind = 'message' and not exists (select 1 from messages m where m.id = cast(item as integer))"
        " or kind = 'callback' and not exists"
        " (select 1 from callbacks c where c.deed = cast(item as integer))"
        " or kind = 'call' and not exists (select 1 from call_events e where e.call_id = item)"
        " or kind = 'appointment' and exists (select 1 from appointments a where a.reference = item"
        " and a.phone = ''))",
    ),
)
"""Everything that is forgotten in time, in this order."""


def prove(db: Database, kind: str, counts: Mapping[str, int], *, by: str, at: float, reason: str = "") -> int:
    """Write down that something was erased: when, by whom, why, how much, never what; the line's number."""
    written = db.conn.execute(
        'insert into erasures (at, kind, "by", reason, counts) values (?, ?, ?, ?, ?)',
        [at, kind, by, reason, json.dumps({name: count for name, count in counts.items() if count})],
    )
    return int(written.lastrowid or 0)


def proofs(db: Database, limit: int = 50) -> list[Erasure]:
    """The last erasures, newest first."""
    rows = db.execute(
        'select at, kind, "by", reason, counts from erasures order by at desc, id desc limit ?', [limit]
    )
    return [Erasure(at, kind, by, reason, json.loads(counts)) for at, kind, by, reason, counts in rows]


def last_erasure(db: Database) -> int:
    """Moves on with each erasure: who read callers' words before one may not write them after it."""
    return int(db.execute("select coalesce(max(id), 0) from erasures").fetchone()[0])


def last_purge(db: Database) -> float:
    """When what was too old was last erased, by whoever it was; 0 when it never was."""
    (at,) = db.execute("select coalesce(max(at), 0) from erasures where kind = ?", [DONE]).fetchone()
    return float(at)


def _last_was_cut_short(db: Database) -> bool:
    query = "select kind from erasures where kind in (?, ?) order by id desc limit 1"
    return bool(db.execute(query, [DONE, CUT_SHORT]).fetchone() == (CUT_SHORT,))
