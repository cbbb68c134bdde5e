"""SQLite files: one connection a thread, WAL, checked at start, backed up, restored."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from ivr.messages import message

log = logging.getLogger(__name__)

LOCK_SECONDS = 1.0
"""How long a statement waits for another writer: a caller must not wait longer for us."""
START_SECONDS = 30.0
"""The same for a process that starts: several may bring the tables up to date at once."""
BACKGROUND_SECONDS = 20.0
"""The same where nobody is on the telephone; less than what a process that is told to stop is granted."""
REST = 2.0
"""After each of many transactions, whoever waits has the file so many times as long as it took."""
CUT_SECONDS = 0.05
"""How long cutting the log waits at a time: whoever writes waits behind it."""
CUT_TRIES = 40
KEPT_BACKUPS = 7
"""Copies of a database kept beside it, one a day."""
UNFINISHED = ".part"
"""Ends the name of a copy while it is being written."""
LEFTOVER_SECONDS = 3600.0
"""A copy that nobody has written to for so long will never be finished."""


class Connections:
    """One sqlite-utils `Database` for each thread that asks; each waits so long for another writer."""

    def __init__(self, path: Path, wait_seconds: float = LOCK_SECONDS) -> None:
        self.path = path
        self._wait_seconds = wait_seconds
        self._local = threading.local()

    def get(self) -> Database:
        """This thread's connection, opened on first use."""
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            database = open_database(self.path, self._wait_seconds)
            self._local.database = database
        return database

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A `BEGIN IMMEDIATE` transaction: what is read inside is still true when it is written."""
        database = self.get()
        database.conn.execute("BEGIN IMMEDIATE")
        with database.conn:
            yield database


@contextmanager
def in_turn(database: Database) -> Iterator[None]:
    """One of many short `BEGIN IMMEDIATE` transactions in a row: callers write in between.

    Begun at once after the other, they would leave those who wait, and look only now and then, no moment.
    """
    database.conn.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with database.conn:
        yield
    time.sleep(REST * (time.monotonic() - began))


def open_database(path: Path, wait_seconds: float = LOCK_SECONDS) -> Database:
    """A connection with WAL; the folder is made when missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=wait_seconds, check_same_thread=False)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # not every SQLite overwrites by itself what is deleted
    database = Database(connection)
    database.enable_wal()
    return database


def cut_log(database: Database) -> bool:
    """Fold the write-ahead log into the database and cut it: until then, it still holds what was just erased.
    False when others read too long for that; the next time does it.

    Not inside a transaction.
    """
    (usual,) = database.execute("PRAGMA busy_timeout").fetchone()
    database.execute(f"PRAGMA busy_timeout = {round(CUT_SECONDS * 1000)}")
    try:
        for _ in range(CUT_TRIES):
            (busy, _pages, _folded) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            time.sleep(CUT_SECONDS)
    finally:
        database.execute(f"PRAGMA busy_timeout = {usual}")
    log.warning("What was erased stays in the write-ahead log until the next erasure: somebody is reading.")
    return False


def prepare(path: Path, migrate: Callable[[Database], None], *, mend: bool = True) -> str | None:
    """Make a database ready: check it, put a damaged one aside, restore, migrate.

    `mend` only where nobody else has the file open: a file put aside takes its readers along.
    Returns the sentence to tell the people in charge when something had to be mended; None otherwise.
    """
    told = None
    if mend and path.exists() and (error := damage(path)):
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        told = message("database.damaged", path=path, error=error, aside=aside, then=_restore(path))
        log.critical(told)
    with closing(open_database(path, START_SECONDS).conn) as connection:
        # Several processes start at once: only a lock taken before the first look is waited for. One taken
        # when the first table is written may come too late, and is then refused at once.
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            migrate(Database(connection))
    return told


def damage(path: Path) -> str | None:
    """What SQLite's quick check has to say against this file; None when it is sound.

    A file that is only busy, unreadable or on a failing disk is not damaged: sqlite3.Error is raised.
    """
    try:
        with closing(sqlite3.connect(path, timeout=LOCK_SECONDS)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return str(error)
        raise
    return None if verdict == "ok" else str(verdict)


def back_up(path: Path, keep: int = KEPT_BACKUPS) -> Path:
    """Write a compact copy beside the others (`backups/`), keep the newest; return its path.

    It bears the name of a backup only once it is whole: one that stops half-way is never taken for one.
    """
    folder = path.parent / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    _take_away_leftovers(path, folder)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = folder / f"{path.stem}-{stamp}.db"
    with _unfinished(copy) as part:
        with closing(sqlite3.connect(path, timeout=LOCK_SECONDS)) as connection:
            connection.execute("VACUUM INTO ?", [str(part)])
        if not _is_whole(part):
            raise sqlite3.DatabaseError(f"The copy of {path} is not whole: it is not kept.")
        part.chmod(path.stat().st_mode & 0o777)  # nobody reads in a copy what they may not in the original
    for old in backups(path)[keep:]:
        old.unlink(missing_ok=True)
    return copy


def backups(path: Path) -> list[Path]:
    """The copies of this database, newest first."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-*.db"), reverse=True)


def _restore(path: Path) -> str:
    for backup in backups(path):
        if _is_whole(backup):
            with _unfinished(path) as part:
                shutil.copyfile(backup, part)
                shutil.copymode(backup, part)
            return message("database.restored", backup=backup)
    return message("database.fresh")


def _is_whole(backup: Path) -> bool:
    """Sound, and holding tables: the empty file of a copy that stopped at once is sound too."""
    if damage(backup) is not None:
        return False
    with closing(sqlite3.connect(backup, timeout=LOCK_SECONDS)) as connection:
        query = "select count(*) from sqlite_master where type = 'table' and name = ?"
        (known,) = connection.execute(query, [Migrations.migrations_table]).fetchone()
    return bool(known)


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """An empty file that nobody else may read, which takes the name `path` at the end unless all failed."""
    part = path.with_name(f"{path.name}{UNFINISHED}")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _take_away_leftovers(path: Path, folder: Path) -> None:
    """Of processes killed in the midst of a copy; one still written to may be another process's."""
    for part in folder.glob(f"{path.stem}-*.db{UNFINISHED}*"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > LEFTOVER_SECONDS:
                part.unlink()
