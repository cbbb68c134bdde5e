"""Unpacking archives from elsewhere: plain files only, nowhere but where they belong, within a bound."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from speech.model_errors import FetchError
from speech.progress import Progress, Step

CHUNK_BYTES = 1 << 20
EXPANSION = 30
"""An archive may unpack to this many times its size; real models stay below five."""
SMALLEST_BOUND = 1 << 24
"""Bytes that even a tiny archive may unpack to."""

UNREADABLE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    FileExistsError,  # the same member twice
    RuntimeError,  # zipfile: encrypted, or a compression it does not know
)


def unpack(archive: Path, inside: str, into: Path, progress: Progress) -> None:
    """Unpack what the folder `inside` of a .zip, .whl or .tar.* holds into the folder `into`.

    Raises FetchError on an unreadable archive, one without that folder, one that unpacks to too much, and one
    with a member that would leave the folder or is not a plain file.
    """
    packed_bytes = archive.stat().st_size
    limit = max(packed_bytes * EXPANSION, SMALLEST_BOUND)
    root = PurePosixPath(inside)
    written = members = 0
    with _reading(archive) as raw:
        for name, size, content in _members(archive, raw):
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
                raise FetchError("unsafe_archive", file=archive.name, member=name)
            if not path.is_relative_to(root):
                continue
            if content is None:
                raise FetchError("unsafe_archive", file=archive.name, member=name)
            members += 1
            target = into / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("xb") as output:
                while chunk := content.read(CHUNK_BYTES):
                    written += len(chunk)
                    if written > limit:
                        raise FetchError("archive_too_large", file=archive.name, limit=limit)
                    output.write(chunk)
                    progress(Step("unpack", archive.name, min(raw.tell(), packed_bytes), packed_bytes))
            if target.stat().st_size != size:
                raise FetchError("bad_archive", file=archive.name, reason=name)
    if not members:
        raise FetchError("empty_archive", file=archive.name, inside=inside)


def read_member(archive: Path, name: str) -> bytes:
    """The content of the one member of a .zip or .whl whose file name is `name`; raises FetchError."""
    with _reading(archive) as raw, zipfile.ZipFile(raw) as packed:
        for member in packed.infolist():
            if PurePosixPath(member.filename).name == name:
                return packed.read(member)
    raise FetchError("empty_archive", file=archive.name, inside=name)


def copy_file(source: Path, target: Path, what: str, progress: Progress) -> None:
    """Copy, reporting; the target is left incomplete if it fails."""
    total = source.stat().st_size
    done = 0
    with source.open("rb") as content, target.open("wb") as output:
        while chunk := content.read(CHUNK_BYTES):
            output.write(chunk)
            done += len(chunk)
            progress(Step("fetch", what, done, total))


@contextmanager
def _reading(archive: Path) -> Iterator[IO[bytes]]:
    """The archive's bytes; what its format complains of becomes a FetchError."""
    try:
        with archive.open("rb") as raw:
            yield raw
    except UNREADABLE as error:
        raise FetchError("bad_archive", file=archive.name, reason=error) from error


def _members(archive: Path, raw: IO[bytes]) -> Iterator[tuple[str, int, IO[bytes] | None]]:
    """Name, size and content of each member but folders; no content for what is not a plain file."""
    if archive.suffix in (".zip", ".whl"):
        with zipfile.ZipFile(raw) as packed:
            for member in packed.infolist():
                if not member.is_dir():
                    kind = (
                        member.external_attr >> 28
                    )  # the high half holds st_mode; 0: made on a system without
                    plain = kind in (0, 0o10)
                    yield member.filename, member.file_size, packed.open(member) if plain else None
        return
    with tarfile.open(fileobj=raw) as packed_tar:
        for item in packed_tar:
            if not item.isdir():
                yield item.name, item.size, packed_tar.extractfile(item) if item.isreg() else None
