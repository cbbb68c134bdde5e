"""Who may open a stream: a pass is signed, for one call, for a short time, and lets in once.

The signature of a websocket's handshake never expires, and one that was overheard could be played again;
a pass cannot. The same rows tell whoever takes the call up again how its last stream ended.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlite_utils import Database, Migrations

from ivr.channels import recordings_left
from ivr.database import Connections

log = logging.getLogger(__name__)

VALID_SECONDS = 30
"""The provider opens its websocket within a second or two of reading the TwiML."""
KEPT_SECONDS = 7 * 86_400.0

Ending = Literal["done", "hung_up", "voice", "ears", "trouble", "apologised", "moved", "cut", "lost"]
"""Why a stream ended.

done: all is said, the call goes on without it (a transfer, the goodbye); hung_up: by the caller; voice, ears:
one of them failed; trouble: something else failed, nobody told the caller; apologised: likewise, and the
caller was told; moved: this worker is being replaced, nobody was speaking; cut: likewise, but somebody was;
lost: the sound stopped coming. A worker that dies leaves none.
"""

_AWAITED = "select count(*) from stream_passes where claimed_at is null and offered_at > ?"

migrations = Migrations("channels")


@migrations()
def m001_stream_passes(db: Database) -> None:
    """One row per stream offered to a call; the token itself is not kept."""
    db.table("stream_passes").create(
        {"token": str, "call_id": str, "offered_at": float, "claimed_at": float, "ending": str},
        pk="token",
        not_null={"call_id", "offered_at"},
    )
    db.table("stream_passes").create_index(["call_id", "offered_at"])
    db.table("stream_passes").create_index(["offered_at"])


@migrations()
def m002_recordings_left(db: Database) -> None:
    """One row per recording at the provider's that is still to be heard, or deleted."""
    recordings_left.create(db)


class Passes:
    """Gives passes, takes each of them once.

    `secrets_`: what signs them, the current one first; the provider's tokens will do.
    A database that cannot be written costs no call: a pass is then good for its short time, signed as it is.
    """

    def __init__(self, connections: Connections, secrets_: Sequence[str]) -> None:
        self._connections = connections
        # The last key signs; all of them are recognised.
        self._signer = URLSafeTimedSerializer(list(reversed(secrets_)), salt="stream")

    def admit(self, call_id: str, most: int, held: Callable[[Database], int]) -> bool:
        """Promise this new call a place among the `most` streams, unless none is left: `held` counts those
        that are live. Counted and promised in one transaction: two calls never get the same last place.

        The place is the call's until its pass is offered, or for as long as a pass is. Raises sqlite3.Error.
        """
        now, place = time.time(), _place(call_id)
        with self._connections.writing() as db:
            (awaited,) = db.execute(f"{_AWAITED} and call_id <> ?", [now - VALID_SECONDS, call_id]).fetchone()
            if held(db) + awaited >= most:
                return False
            db.execute(
                "insert or replace into stream_passes (token, call_id, offered_at) values (?, ?, ?)",
                [place, call_id, now],
            )
        return True

    def offer(self, call_id: str) -> str:
        """A new pass for one stream of this call, under 200 characters."""
        token = self._signer.dumps([call_id, secrets.token_urlsafe(12)])
        now = time.time()
        try:
            with self._connections.writing() as db:
                db.execute("delete from stream_passes where offered_at < ?", [now - KEPT_SECONDS])
                db.execute("delete from stream_passes where token = ?", [_place(call_id)])
                db.execute(
                    "insert into stream_passes (token, call_id, offered_at) values (?, ?, ?)",
                    [_digest(token), call_id, now],
                )
        except sqlite3.Error as error:
            log.warning("A stream was offered without being written down: %s.", error)
        return str(token)

    def claim(self, token: str, call_id: str) -> bool:
        """Let one stream in: true once, for the call it was given to, within `VALID_SECONDS`."""
        try:
            named, _nonce = self._signer.loads(token, max_age=VALID_SECONDS)
        except (BadData, ValueError, TypeError):
            return False
        if named != call_id:
            return False
        now = time.time()
        try:
            with self._connections.writing() as db:
                claimed = db.execute(
                    "insert into stream_passes (token, call_id, offered_at, claimed_at) values (?, ?, ?, ?)"
                    " on conflict (token) do update set claimed_at = excluded.claimed_at"
                    " where claimed_at is null",
                    [_digest(token), call_id, now, now],
                )
                return bool(claimed.rowcount == 1)
        except sqlite3.Error as error:
            log.warning("A stream was let in without being written down: %s.", error)
            return True

    def note_ending(self, token: str, call_id: str, ending: Ending) -> None:
        """Write down why this call's stream ended, for whoever takes it up; what could not be written when it
        was offered or let in is made up for, as if it had been let in now.
        """
        now = time.time()
        try:
            with self._connections.writing() as db:
                db.execute(
                    "insert into stream_passes (token, call_id, offered_at, claimed_at, ending)"
                    " values (?, ?, ?, ?, ?) on conflict (token) do update set"
                    " ending = excluded.ending, claimed_at = coalesce(claimed_at, excluded.claimed_at)",
                    [_digest(token), call_id, now, now, ending],
                )
        except sqlite3.Error as error:
            log.warning("The end of a stream (%s) could not be written down: %s.", ending, error)

    def last_ending(self, call_id: str) -> str:
        """How the last stream offered ended; empty: it did not say, never opened, or there was none."""
        row = self._one(
            "select ending from stream_passes where call_id = ?"
            " order by coalesce(claimed_at, offered_at) desc limit 1",
            [call_id],
        )
        return str(row[0] or "") if row else ""

    def previous_ending(self, call_id: str) -> str | None:
        """How the last stream that was let in ended, empty if it did not say; None: there was none."""
        row = self._one(
            "select coalesce(ending, '') from stream_passes where call_id = ? and claimed_at is not null"
            " order by claimed_at desc limit 1",
            [call_id],
        )
        return str(row[0]) if row else None

    def awaited(self) -> int:
        """Streams offered that the provider is still about to open: places already promised."""
        row = self._one(_AWAITED, [time.time() - VALID_SECONDS])
        return int(row[0]) if row else 0

    def _one(self, sql: str, values: list[str | float]) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._connections.get().execute(sql, values).fetchone()
        except sqlite3.Error as error:
            log.warning("What is known of the streams could not be read: %s.", error)
            return None
        return row


def migrate(db: Database) -> None:
    """Bring the channels' tables up to date."""
    migrations.apply(db)


def _place(call_id: str) -> str:
    """What stands for a pass that this call is about to be offered."""
    return _digest(f"place/{call_id}")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
