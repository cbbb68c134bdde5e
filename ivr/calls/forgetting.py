"""Erasing one caller, because they asked: everything of their calls, and of what a backup may bring back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import phonenumbers
from sqlite_utils import Database

from ivr.calls.erasure import prove
from ivr.calls.photos import Photos
from ivr.calls.search_index import merge_words
from ivr.calls.sounds_kept import SoundsKept
from ivr.database import Connections, cut_log

log = logging.getLogger(__name__)

TOMBSTONES = "erased-calls.txt"
"""Beside calls.db: the calls that were erased on request, one identifier a line, without anybody's number. A
backup put back in place of calls.db does not know of them; this file does."""


class RunningCall(Exception):
    """The caller is on the line: what they say now would be written after the erasure."""


class NotANumber(ValueError):
    """This is no telephone number."""


def number_of(written: str) -> str:
    """E.164 of a number as people write it: "06 39 98 00 01". Raises NotANumber."""
    try:
        parsed = phonenumbers.parse(written, "FR")
    except phonenumbers.NumberParseException:
        raise NotANumber(written) from None
    if not phonenumbers.is_possible_number(parsed):
        raise NotANumber(written)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def calls_of(db: Database, number: str) -> list[str]:
    """The calls of a number, and those in which it was given to be rung back. `number`: E.164."""
    national = f"0{number[3:]}" if number.startswith("+33") else number
    rows = db.execute(
        "select id from calls where caller = ?1"
        " union select call_id from messages where phone in (?1, ?2)"
        " union select call_id from callbacks where phone in (?1, ?2)"
        " union select call_id from appointments where phone in (?1, ?2)"
        " union select call_id from reports where phone in (?1, ?2)"
        " union select call_id from report_witnesses where phone in (?1, ?2)",
        [number, national],
    )
    return [row[0] for row in rows]


def forget(
    connections: Connections, call_ids: Sequence[str], *, by: str, reason: str, at: float
) -> dict[str, int]:
    """Erase everything personal of these calls; how many rows, by what they were.

    Reports stay, without who made them; coming appointments are given back; the calls remain counted. Raises
    RunningCall while one of them goes on, and then erases nothing.
    """
    with connections.writing() as db:
        running = [one for one in call_ids if _is_running(db, one)]
        if running:
            raise RunningCall(", ".join(running))
        _remember(connections.path, call_ids, at)
        files = _files(db, call_ids)
        counts = {**_erase(db, call_ids, at), "recordings": len(files.recordings), "photos": files.photos}
        prove(db, "caller", counts, by=by, at=at, reason=reason)
    _erase_files(connections, files)
    merge_words(connections.get())
    cut_log(connections.get())
    return counts


def reapply(path: Path, at: float) -> int:
    """Erase again what a backup put back in place of calls.db has brought back; how many calls.

    `path`: calls.db, its tables up to date.
    """
    known = _remembered(path)
    if not known:
        return 0
    connections = Connections(path)
    db = connections.get()
    done = {row[0] for row in db.execute("select call_id from erased_calls")}
    back = [one for one in known if one not in done]
    if back:
        with connections.writing() as writing:
            files = _files(writing, back)
            counts = _erase(writing, back, at)
            if any(counts.values()):
                prove(writing, "restored", counts, by="worker", at=at)
        _erase_files(connections, files)
        merge_words(db)
        cut_log(db)
        log.warning("%d calls erased on request were erased again.", len(back))
    db.conn.close()
    return len(back)


def erased_on_request(db: Database, call_id: str) -> bool:
    """Was this call erased because somebody asked for it, and not because it was too old?"""
    return bool(db.table("erased_calls").count_where("call_id = ?", [call_id]))


def _erase(db: Database, call_ids: Sequence[str], at: float) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(_STATEMENTS, 0)
    for call_id in call_ids:
        for what, statements in _STATEMENTS.items():
            for statement in statements:
                values = {"call": call_id, "at": at}
                counts[what] += max(0, db.conn.execute(statement, values).rowcount)
        db.conn.execute("insert or ignore into erased_calls values (?, ?)", [call_id, at])
    return counts


@dataclass(frozen=True)
class _Files:
    """What calls left outside the database."""

    calls: tuple[str, ...]
    recordings: tuple[str, ...]
    reports: tuple[str, ...]
    photos: int


def _files(db: Database, call_ids: Sequence[str]) -> _Files:
    recordings: list[str] = []
    reports: list[str] = []
    photos = 0
    for call_id in call_ids:
        found = db.execute("select audio from messages where call_id = ? and audio != ''", [call_id])
        recordings += [row[0] for row in found]
        of_call = [row[0] for row in db.execute("select reference from reports where call_id = ?", [call_id])]
        reports += of_call
        photos += sum(db.table("report_photos").count_where("reference = ?", [one]) for one in of_call)
    return _Files(tuple(call_ids), tuple(recordings), tuple(reports), photos)


def _erase_files(connections: Connections, files: _Files) -> None:
    """Files last: what a death in between leaves, the hourly sweep finds without a row of its own."""
    var = connections.path.parent
    sounds, photos = SoundsKept(var), Photos(var, connections)
    for name in files.recordings:
        sounds.erase(name)
    for call_id in files.calls:
        sounds.erase_pieces(call_id)
    for reference in files.reports:
        photos.erase(reference)


_PHONES = " union ".join(
    f"select {column} from {table} where {key} = :call and {column} != ''"  # noqa: S608 - literals below
    for table, column, key in (
        ("calls", "caller", "id"),
        ("messages", "phone", "call_id"),
        ("callbacks", "phone", "call_id"),
        ("appointments", "phone", "call_id"),
        ("reports", "phone", "call_id"),
        ("report_witnesses", "phone", "call_id"),
    )
)
"""Every number a call knows its caller by."""

#: What is done to a call, by what it is counted as, in this order. Statements are given :call and :at.
_STATEMENTS: dict[str, tuple[str, ...]] = {
    "deeds": (
        # While the numbers are still there to be found: texts that the house sent by itself, or is about to.
        "delete from outbox where call_id >= 'house/' and call_id < 'house0' and json_valid(data)"  # noqa: S608 - literals above
        f" and json_extract(data, '$.to') in ({_PHONES})",
        "delete from outbox where call_id = :call",
    ),
    "follow_ups": (
        *(
            f"delete from follow_ups where kind = '{kind}' and item in"  # noqa: S608 - literals below
            f" (select cast({key} as text) from {table} where {call} = :call)"
            for kind, table, key, call in (
                ("message", "messages", "id", "call_id"),
                ("callback", "callbacks", "deed", "call_id"),
                ("appointment", "appointments", "reference", "call_id"),
                ("call", "calls", "id", "id"),
            )
        ),
        # What was done about a problem stays; what was written about people does not.
        "update follow_ups set text = '' where kind = 'report' and text != '' and item in"
        " (select reference from reports where call_id = :call)",
    ),
    "messages": ("delete from messages where call_id = :call",),
    "transfers": (
        "update transfers set subject = '', summary = '', fields = '{}' where call_id = :call"
        " and subject || summary || fields not in ('', '{}')",
        "delete from waiting where call_id = :call",
    ),
    "callbacks": ("delete from callbacks where call_id = :call",),
    "visits": (
        "update appointments set name = reference, phone = '' where call_id = :call and phone != ''",
        "update appointments set cancelled_at = :at where call_id = :call and cancelled_at is null"
        " and start > strftime('%Y-%m-%dT%H:%M', :at, 'unixepoch')",
    ),
    "reports": (
        # A problem still open whose street is not known could not be found without the words for its place.
        "update reports set description = '', phone = '', text_updates = 0,"
        " place = case when closed_at is null and street = '' then place else '' end where call_id = :call",
        "update report_witnesses set description = '', phone = '', text_updates = 0 where call_id = :call",
    ),
    "comments": ("update ratings set comment = '' where call_id = :call and comment != ''",),
    "logs": ("delete from call_events where call_id = :call",),
    "searches": ("update call_search set words = '' where call_id = :call and words != ''",),
    "questions": (
        "update questions set text = '' where call_id = :call and text != ''",
        "update reviews set text = '' where call_id = :call and text != ''",
    ),
    "numbers": ("update calls set caller = '' where id = :call and caller != ''",),
}


def _is_running(db: Database, call_id: str) -> bool:
    row = db.execute("select 1 from calls where id = ? and ended_at is null", [call_id]).fetchone()
    return row is not None


def _remember(path: Path, call_ids: Sequence[str], at: float) -> None:
    with path.with_name(TOMBSTONES).open("a", encoding="utf-8") as file:
        file.writelines(f"{call_id}\t{at:.0f}\n" for call_id in call_ids)


def _remembered(path: Path) -> list[str]:
    try:
        lines = path.with_name(TOMBSTONES).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return list(dict.fromkeys(line.split("\t")[0] for line in lines if line.strip()))
