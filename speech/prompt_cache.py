"""Rendered sentences on disk: raw mu-law files named after what they say."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

MOST_BYTES = 512 * 1024 * 1024
"""About eighteen hours of speech."""
MEMORY_BYTES = 16 * 1024 * 1024
"""Kept in memory when the disk refuses: half an hour of speech."""
ABANDONED_SECONDS = 3600.0
"""An unfinished file of this age was left by a process that died."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_of(fingerprint: str, text: str, *, slow: bool) -> str:
    """The name of a sentence said by a voice: SHA-256 in hexadecimal."""
    # The separator occurs in neither: nothing else said otherwise has the same name.
    key = "\0".join((fingerprint, "slow, with breaths" if slow else "normal", text))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class _Entry:
    path: Path
    bytes: int
    used: float


class PromptCache:
    """A folder of sentences, shared by any number of processes; the least recently used go first.

    A file is <digest>-<CRC-32 of its content>.ulaw in a folder of the digest's first two letters. It appears
    whole or not at all; one that changed since is thrown away. A disk that refuses stops nothing: what could
    not be written is kept in memory, within bounds, and the log says it once.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = Path(folder)
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        """Held for the counters and the memory, never while reading or writing a file of sound."""
        self._bytes: int | None = None
        """What the folder holds as far as we know; None: not counted yet."""
        self._memory: OrderedDict[str, bytes] = OrderedDict()
        self._told = False

    def path_of(self, digest: str) -> Path | None:
        """The file of a sentence, None when it is not on disk. Raises ValueError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest[:80]!r} is not the name of a sentence: 64 hexadecimal digits.")
        try:
            return next((self.folder / digest[:2]).glob(f"{digest}-*.ulaw"), None)
        except OSError:
            return None

    def __contains__(self, digest: str) -> bool:
        return digest in self._memory or self.path_of(digest) is not None

    def read(self, digest: str) -> bytes | None:
        """The sentence as mu-law at 8 kHz; None when it is not there, or was damaged and is now gone.

        Raises ValueError for what is no digest.
        """
        path = self.path_of(digest)
        if path is None:
            return self._memory.get(digest)
        try:
            sound = path.read_bytes()
            if not sound or path.name != _file_name(digest, sound):
                log.warning("The sentence %s was damaged on disk; it will be made again.", path)
                path.unlink(missing_ok=True)
                return None
        except OSError:
            return self._memory.get(digest)
        _touch(path)
        return sound

    def write(self, digest: str, sound: bytes) -> None:
        """Keep a sentence; never fails because of the disk. Raises ValueError for what is no digest."""
        if self.path_of(digest) is not None or not sound:
            return
        path = self.folder / digest[:2] / _file_name(digest, sound)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, sound)
        except OSError as error:
            self._keep_in_memory(digest, sound, error)
            return
        with self._lock:
            self._told = False
            if self._bytes is not None:
                self._bytes += len(sound)
            full = self._bytes is None or self._bytes > self.most_bytes
        if full:
            self._make_room()

    def _keep_in_memory(self, digest: str, sound: bytes, error: OSError) -> None:
        with self._lock:
            self._memory[digest] = sound
            while sum(map(len, self._memory.values())) > MEMORY_BYTES:
                self._memory.popitem(last=False)
            told, self._told = self._told, True
        if not told:
            log.warning(
                "Rendered sentences cannot be kept in %s (%s): the line speaks on and renders them again. "
                "Free some space or mend the rights of that folder.",
                self.folder,
                error.strerror or error,
            )

    def _make_room(self) -> None:
        """Count the folder and remove the least recently used until a tenth is free."""
        entries = sorted(self._entries(), key=lambda entry: entry.used)
        total = sum(entry.bytes for entry in entries)
        if total > self.most_bytes:
            for entry in entries:
                if total <= self.most_bytes * 0.9:
                    break
                try:
                    entry.path.unlink(missing_ok=True)
                except OSError:
                    continue
                total -= entry.bytes
        with self._lock:
            self._bytes = total

    def _entries(self) -> Iterator[_Entry]:
        """Every sentence on disk. Files that writers left unfinished long ago are removed on the way."""
        now = time.time()
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
                if path.suffix == ".ulaw":
                    yield _Entry(path, facts.st_size, facts.st_mtime)
                elif path.suffix == ".part" and now - facts.st_mtime > ABANDONED_SECONDS:
                    path.unlink(missing_ok=True)
            except OSError:
                continue  # removed by another process meanwhile


def _file_name(digest: str, sound: bytes) -> str:
    return f"{digest}-{zlib.crc32(sound):08x}.ulaw"


def _touch(path: Path) -> None:
    """Note that a sentence was used; a disk that refuses only makes it look older."""
    try:
        os.utime(path)
    except OSError:
        return


def _write_whole(path: Path, sound: bytes) -> None:
    """Write a file that appears under its name only once complete."""
    descriptor, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(sound)
        # mkstemp's files are for their owner only; these are served, perhaps by another account.
        os.chmod(part, 0o644)
        os.replace(part, path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
