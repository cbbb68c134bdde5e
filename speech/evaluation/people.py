"""Recordings of people, as free packages bring them: for trying ears, never for training them.

Their texts are in a file of the tests; the sounds are in the packages, and those who lack them are told so.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from speech.evaluation.sounds import Said
from speech.evaluation.speakers import recording

STAMPS = Path("/usr/share/tuxpaint/stamps")
STAMPS_PACKAGE = "tuxpaint-stamps-default"
KEPT_ASIDE = 5
"""One stamp in so many is never trained with."""
LEAST_WORDS = 3
_STAMP_TEXT = re.compile(r"^fr\.utf8=(.+)$", re.MULTILINE)
_UNREADABLE = re.compile(r"\d|--|[A-Z]{2}")
"""What nobody can tell how the speaker read."""


@dataclass(frozen=True)
class People:
    """Recordings of one person, or from one place."""

    name: str
    package: str
    """Debian's, which brings the sounds."""
    recordings: Mapping[Path, str]
    """Sounds and what is said in them; empty when the package is not installed."""

    def said(self, every: int = 1) -> list[Said]:
        """One in `every` of them. Raises NoTool."""
        return [Said(text, recording(file), self.name) for file, text in [*self.recordings.items()][::every]]


def read_people(file: Path, kind: str) -> list[People]:
    """Those whose texts are in a TOML file: `people` for whole sentences, the stamps with them, or `words`.

    Raises OSError or ValueError.
    """
    found = []
    for one in tomllib.loads(file.read_text(encoding="utf-8"))[kind]:
        named = {Path(one["folder"]) / f"{key}{one['suffix']}": text for key, text in one["said"].items()}
        there = {sound: text for sound, text in named.items() if sound.is_file()}
        found.append(People(one["name"], one["package"], there))
    if kind == "people":
        found.append(People("stamps", STAMPS_PACKAGE, dict(stamps_kept_aside(STAMPS))))
    return found


def stamps_kept_aside(folder: Path) -> Iterator[tuple[Path, str]]:
    """The descriptions of Tux Paint's stamps that no training may use, of three words or more."""
    for file in sorted(folder.rglob("*_desc_fr.ogg")):
        if not is_kept_aside(file.relative_to(folder)):
            continue
        written = file.with_name(file.name.replace("_desc_fr.ogg", ".txt"))
        if not written.is_file():
            continue
        found = _STAMP_TEXT.search(written.read_text(encoding="utf-8", errors="replace"))
        if found and len(found[1].split()) >= LEAST_WORDS and not _UNREADABLE.search(found[1]):
            yield file, found[1].strip()


def is_kept_aside(name: Path) -> bool:
    """Whether a stamp, named from the folder of all stamps, is for trying ears only."""
    return zlib.crc32(name.as_posix().encode()) % KEPT_ASIDE == 0
