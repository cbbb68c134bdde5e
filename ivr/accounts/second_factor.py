"""The second factor: codes of six digits that change every thirty seconds, and codes for a lost telephone."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable

import pyotp
from sqlite_utils import Database

from ivr.accounts.sealing import Seal, SealUnusable
from ivr.accounts.sessions import digest
from ivr.database import Connections

log = logging.getLogger(__name__)

STEP_SECONDS = 30
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the letters and digits that are taken for one another on paper."""


def new_secret() -> str:
    """A secret to share with an authenticator application, base 32."""
    return pyotp.random_base32()


def address_of(secret: str, email: str, issuer: str) -> str:
    """What the QR code holds: otpauth://…"""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=email, issuer_name=issuer)


def matching_step(secret: str, code: str, now: float) -> int | None:
    """The thirty-second step whose code this is: now, just before or just after; None for a wrong one."""
    code = "".join(character for character in code if character in "0123456789")
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    current = int(now) // STEP_SECONDS
    for step in (current, current - 1, current + 1):
        if len(code) == totp.digits and secrets.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def recovery_codes() -> list[str]:
    """Codes to be printed and put away: each opens the account once."""
    return [
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]


class SecondFactors:
    """What is kept of them, beside the users: secrets sealed, recovery codes as digests."""

    def __init__(self, connections: Connections, clock: Callable[[], float], seal: Seal) -> None:
        self._connections = connections
        self._clock = clock
        self._seal = seal

    def seal_all(self) -> int:
        """Seal the secrets that an earlier version left in clear; how many."""
        clear = "totp_secret is not null and totp_secret not like 'sealed:%'"
        database = self._connections.get()
        if not database.execute(f"select count(*) from users where {clear}").fetchone()[0]:  # noqa: S608 - above
            return 0
        database.execute("pragma secure_delete = on")  # nothing of them stays in the file's free space
        with self._connections.writing() as db:
            rows = db.execute(f"select id, totp_secret from users where {clear}").fetchall()  # noqa: S608 - above
            for user_id, secret in rows:
                try:
                    sealed = self._seal.seal(secret, first=not _sealed_beside(db, user_id))
                except SealUnusable as error:
                    log.error("Second factors stay in clear until their key is back. %s", error)
                    return 0
                db.execute("update users set totp_secret = ? where id = ?", [sealed, user_id])
        database.execute("pragma wal_checkpoint(truncate)")
        return len(rows)

    def enrol(self, user_id: int, secret: str, code: str) -> list[str]:
        """Switch it on with a first code; the recovery codes, shown once. Empty: the code was wrong.

        Raises SealUnusable when the key that others' secrets are sealed with is lost or damaged.
        """
        step = matching_step(secret, code, self._clock())
        if step is None:
            return []
        codes = recovery_codes()
        with self._connections.writing() as db:
            sealed = self._seal.seal(secret, first=not _sealed_beside(db, user_id))
            db.execute(
                "update users set totp_secret = ?, totp_last_step = ?, recovery_codes = ? where id = ?",
                [sealed, step, json.dumps([digest(one) for one in codes]), user_id],
            )
        return codes

    def renew_codes(self, user_id: int) -> list[str]:
        """Other recovery codes instead of the present ones, shown once."""
        codes = recovery_codes()
        with self._connections.writing() as db:
            db.execute(
                "update users set recovery_codes = ? where id = ? and totp_secret is not null",
                [json.dumps([digest(one) for one in codes]), user_id],
            )
        return codes

    def remove(self, user_id: int) -> None:
        """Switch it off."""
        with self._connections.writing() as db:
            db.execute(
                "update users set totp_secret = null, totp_last_step = null, recovery_codes = null"
                " where id = ?",
                [user_id],
            )

    def accept(self, user_id: int, code: str) -> bool:
        """Is it a code of theirs that was never used? It is used up by asking."""
        with self._connections.writing() as db:
            row = db.execute(
                "select totp_secret, recovery_codes from users where id = ?", [user_id]
            ).fetchone()
            if row is None or not row[0]:
                return False
            secret = self._seal.unseal(row[0])
            step = None if secret is None else matching_step(secret, code, self._clock())
            if step is not None:
                used = db.execute(
                    "update users set totp_last_step = ? where id = ? and coalesce(totp_last_step, 0) < ?",
                    [step, user_id, step],
                )
                return bool(used.rowcount == 1)
            kept = json.loads(row[1] or "[]")
            given = digest(code.strip().casefold().replace(" ", "-"))
            if given not in kept:
                return False
            kept.remove(given)
            db.execute("update users set recovery_codes = ? where id = ?", [json.dumps(kept), user_id])
            return True

    def recovery_codes_left(self, user_id: int) -> int:
        """How many of them have not been used."""
        row = (
            self._connections.get()
            .execute("select recovery_codes from users where id = ?", [user_id])
            .fetchone()
        )
        return len(json.loads(row[0])) if row and row[0] else 0


def _sealed_beside(db: Database, user_id: int) -> bool:
    """Is anybody else's secret sealed? A person's own is replaced: nothing of it is lost with its key."""
    return bool(db.table("users").count_where("totp_secret like 'sealed:%' and id <> ?", [user_id]))
