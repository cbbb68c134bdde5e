"""Photos that citizens add to their reports: re-encoded, so that nothing of the original file is kept."""

from __future__ import annotations

import io
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps

from ivr.calls.following_up import Kind, keep
from ivr.calls.house_deeds import NotifyService
from ivr.calls.lateness import LINE
from ivr.calls.outbox import promise
from ivr.database import Connections

MOST_PHOTOS = 4
"""For one report; a street light looks the same from the fifth side."""
MAX_BYTES = 12 * 1024 * 1024
"""Of the file that is sent: what today's telephones make, with room to spare."""
MAX_PIXELS = 50_000_000
"""A file that claims more is a trap for the memory of whoever opens it."""
KEPT_SIDE = 1600
"""Pixels of the longer side kept: enough to see a hole in the road, not to read a letter in a hand."""
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""What is read; decided by the content, never by the name."""


class PhotoRefused(Exception):
    """A photo cannot be kept; `reason` names the sentence that says why: too_heavy, unreadable, too_many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Photo:
    """One photo kept for a report."""

    id: str
    """Name that cannot be guessed: 32 hexadecimal digits."""
    reference: str
    added_at: float
    """Seconds since the epoch."""
    width: int
    height: int
    bytes: int


class Photos:
    """The photos of all reports: JPEG files below the line's own folder, described in calls.db."""

    def __init__(self, var: Path, connections: Connections) -> None:
        self._folder = var / "photos"
        self._connections = connections

    def of(self, reference: str) -> list[Photo]:
        """The photos of a report, in the order they came."""
        rows = self._connections.get().execute(
            "select id, reference, added_at, width, height, bytes from report_photos"
            " where reference = ? order by added_at, id",
            [reference],
        )
        return [Photo(*row) for row in rows]

    def add(self, reference: str, file: IO[bytes], at: float, *, tell: bool = True) -> Photo:
        """Keep a photo, stripped of all but its pixels; the service is told. Raises PhotoRefused.

        `tell`: letters can be sent.
        """
        if len(self.of(reference)) >= MOST_PHOTOS:
            raise PhotoRefused("too_many")
        picture = _picture(file)
        encoded = io.BytesIO()
        picture.save(encoded, "JPEG", quality=QUALITY, optimize=True)
        photo = Photo(secrets.token_hex(16), reference, at, *picture.size, encoded.tell())
        path = self._path(photo.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded.getvalue())
        try:
            with self._connections.writing() as db:
                if db.table("report_photos").count_where("reference = ?", [reference]) >= MOST_PHOTOS:
                    raise PhotoRefused("too_many")
                db.table("report_photos").insert(vars(photo))
                keep(db, Kind.REPORT, reference, "photo", who=LINE, at=at)
                if tell:
                    notice = NotifyService(about="report", item=reference, occasion="photo")
                    promise(db, f"letter/report/{reference}/photo/{photo.id}", notice, at)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return photo

    def photo_for_agent(self, photo_id: str) -> tuple[Photo, bytes] | None:
        """A photo with its JPEG file, for somebody signed in who may see its report; None when it is gone."""
        row = (
            self._connections.get()
            .execute(
                "select id, reference, added_at, width, height, bytes from report_photos where id = ?",
                [photo_id],
            )
            .fetchone()
        )
        if row is None:
            return None
        try:
            return Photo(*row), self._path(row[0]).read_bytes()
        except OSError:
            return None

    def erase(self, reference: str) -> int:
        """Erase every photo of a report, files first; how many there were."""
        photos = self.of(reference)
        for photo in photos:
            self._path(photo.id).unlink(missing_ok=True)
        with self._connections.writing() as db:
            db.execute("delete from report_photos where reference = ?", [reference])
        return len(photos)

    def _path(self, photo_id: str) -> Path:
        return self._folder / f"{photo_id}.jpg"


def _picture(file: IO[bytes]) -> Image.Image:
    """The upright, smaller picture in a file, without anything but its pixels. Raises PhotoRefused."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise PhotoRefused("too_heavy")
    try:
        Image.init()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata that is thrown away all the same
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise PhotoRefused("too_heavy")
                opened.draft("RGB", (2 * KEPT_SIDE, 2 * KEPT_SIDE))  # JPEG: decoded small, at no cost
                opened.thumbnail((KEPT_SIDE, KEPT_SIDE))
                upright = ImageOps.exif_transpose(opened)
                picture = Image.new("RGB", upright.size, "white")
                layers = upright.convert("RGBA")
                picture.paste(layers, mask=layers.getchannel("A"))
    except PhotoRefused:
        raise
    except Exception as error:  # a damaged file makes decoders raise all sorts of things
        raise PhotoRefused("unreadable") from error
    return picture
