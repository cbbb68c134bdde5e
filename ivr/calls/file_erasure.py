"""Forgetting what is kept in files: photos of reports done with, recordings that are too old."""

from __future__ import annotations

import logging
from pathlib import Path

from ivr.calls.erasure import DAY_SECONDS, prove
from ivr.calls.photos import Photos
from ivr.calls.sounds_kept import SoundsKept
from ivr.database import Connections
from ivr.settings import Settings

log = logging.getLogger(__name__)

PIECE_SECONDS = 6 * 3600.0
"""What was dictated becomes a message within seconds; hours later, it never will."""


def erase_files(
    settings: Settings, connections: Connections, now: float, by: str = "worker"
) -> dict[str, int]:
    """Erase files whose time has come; how many, by kind, which is also written into the proof."""
    counts = {
        "photos": _old_photos(settings, connections, now) + _stray_photos(settings.var, connections, now),
        "recordings": _recordings(settings, connections, now),
    }
    if any(counts.values()):
        with connections.writing() as db:
            prove(db, "retention", counts, by=by, at=now)
        log.info("Erased %d photos and %d recordings.", counts["photos"], counts["recordings"])
    return counts


def _old_photos(settings: Settings, connections: Connections, now: float) -> int:
    """Photos of reports closed long ago, or that exist no more."""
    before = now - settings.retention.numbers_days * DAY_SECONDS
    photos = Photos(settings.var, connections)
    references = connections.get().execute(
        "select distinct p.reference from report_photos p left join reports r on r.reference = p.reference"
        " where r.reference is null or r.closed_at < ?",
        [before],
    )
    return sum(photos.erase(reference) for (reference,) in references.fetchall())


def _stray_photos(var: Path, connections: Connections, now: float) -> int:
    """Files that no row speaks of: a process died between the two."""
    known = {row[0] for row in connections.get().execute("select id from report_photos")}
    strays = [
        path
        for path in (var / "photos").glob("*.jpg")
        if path.stem not in known and path.stat().st_mtime < now - PIECE_SECONDS
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _recordings(settings: Settings, connections: Connections, now: float) -> int:
    sounds = SoundsKept(settings.var)
    sounds.sweep_pieces(now - PIECE_SECONDS)
    before = now - settings.recording.days * DAY_SECONDS
    db = connections.get()
    kept = dict(db.execute("select audio, left_at from messages where audio is not null and audio != ''"))
    erased = 0
    for name in sounds.names():
        # The file is written before the row that speaks of it: one without a row may have been made just now.
        old = kept[name] < before if name in kept else sounds.written_at(name) < now - PIECE_SECONDS
        if old:
            erased += sounds.erase(name)
            with connections.writing() as writing:
                writing.execute("update messages set audio = null where audio = ?", [name])
    return erased
