"""Connections to the knowledge base: one a thread, WAL, checked when first opened."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from knowledge.messages import message

LOCK_SECONDS = 5.0
"""How long a write waits for another writer; reading never waits."""


class StoreError(Exception):
    """The knowledge base cannot be read or written; the text says why and what to do."""


class StoreDamaged(StoreError):
    """The file is not a sound database. Nothing in it was changed."""


class Connections:
    """One sqlite-utils `Database` for each thread that asks. Raises StoreError."""

    def __init__(self, path: Path, migrate: Callable[[Database], None]) -> None:
        """Open the file, made when missing, check it and bring its tables up to date."""
        self.path = path
        self._local = threading.local()
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            database = self._open()
            (verdict,) = database.conn.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise StoreDamaged(message("store.damaged", path=path, detail=str(verdict)))
            migrate(database)
            self._local.database = database

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """This thread's connection, in one transaction: everything read is of one moment."""
        with self._explained():
            database = self._database()
            with database.conn:
                database.conn.execute("BEGIN")
                yield database

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """This thread's connection in a transaction nobody else can write beside: all or nothing."""
        with self._explained():
            database = self._database()
            with database.conn:
                database.conn.execute("BEGIN IMMEDIATE")
                yield database

    def back_up(self, to: Path) -> None:
        """Write a compact copy while others go on reading and writing."""
        with self._explained(), closing(sqlite3.connect(self.path, timeout=LOCK_SECONDS)) as connection:
            connection.execute("VACUUM INTO ?", [str(to)])

    def close(self) -> None:
        """Close this thread's connection; those of ended threads are closed with them."""
        database: Database | None = getattr(self._local, "database", None)
        if database is not None:
            database.conn.close()
            del self._local.database

    def _database(self) -> Database:
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = self._open()
        return database

    def _open(self) -> Database:
        # One thread uses it, but whichever thread collects it closes it.
        connection = sqlite3.connect(self.path, timeout=LOCK_SECONDS, check_same_thread=False)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        database = Database(connection)
        weakref.finalize(database, connection.close)
        database.enable_wal()
        return database

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors as sentences that say what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            key = next((key for code, key in _REASONS.items() if name.startswith(code)), "store.failed")
            kind = StoreDamaged if key == "store.damaged" else StoreError
            raise kind(message(key, path=self.path, detail=str(error))) from error
        except OSError as error:
            raise StoreError(message("store.failed", path=self.path, detail=str(error))) from error


_REASONS = {
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.damaged",
    "SQLITE_BUSY": "store.busy",
    "SQLITE_FULL": "store.full",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_CANTOPEN": "store.cannot_open",
}
