"""The tables of accounts.db."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("accounts")


def migrate(db: Database) -> None:
    """Bring accounts.db up to date."""
    migrations.apply(db)


@migrations()
def a001_users(db: Database) -> None:
    """People who sign in. `session_version` moves on to end every session of theirs at once."""
    db.table("users").create(
        {
            "id": int,
            "email": str,
            "name": str,
            "role": str,
            "services": str,
            "phone": str,
            "password": str,
            "totp_secret": str,
            "totp_last_step": int,
            "recovery_codes": str,
            "session_version": int,
            "created_at": float,
            "disabled_at": float,
        },
        pk="id",
        not_null={"email", "name", "role", "services", "phone", "password", "session_version", "created_at"},
        defaults={"services": "[]", "phone": "", "password": "", "session_version": 0},
    )
    db.table("users").create_index(["email"], unique=True)


@migrations()
def a002_sessions(db: Database) -> None:
    """Who is signed in, where; the browser holds the token, we only its digest."""
    db.table("sessions").create(
        {
            "id": int,
            "digest": str,
            "user_id": int,
            "version": int,
            "began_at": float,
            "seen_at": float,
            "confirmed_at": float,
            "revoked_at": float,
            "address": str,
            "browser": str,
        },
        pk="id",
        not_null={"digest", "user_id", "version", "began_at", "seen_at", "confirmed_at"},
    )
    db.table("sessions").create_index(["digest"], unique=True)
    db.table("sessions").create_index(["user_id", "seen_at"])


@migrations()
def a003_invitations(db: Database) -> None:
    """Links that let somebody choose a password, once, for a time; `user_id`: of an existing account."""
    db.table("invitations").create(
        {
            "id": int,
            "digest": str,
            "user_id": int,
            "email": str,
            "name": str,
            "role": str,
            "services": str,
            "phone": str,
            "invited_by": str,
            "invited_at": float,
            "expires_at": float,
            "used_at": float,
            "revoked_at": float,
        },
        pk="id",
        not_null={"digest", "email", "name", "role", "services", "phone", "invited_at", "expires_at"},
    )
    db.table("invitations").create_index(["digest"], unique=True)


@migrations()
def a004_sign_in_attempts(db: Database) -> None:
    """Attempts to sign in that did not succeed; all worker processes count together."""
    db.table("sign_in_attempts").create(
        {"id": int, "email": str, "address": str, "at": float}, pk="id", not_null={"email", "address", "at"}
    )
    db.table("sign_in_attempts").create_index(["email", "at"])
    db.table("sign_in_attempts").create_index(["address", "at"])
    db.table("sign_in_attempts").create_index(["at"])


@migrations()
def a005_audit(db: Database) -> None:
    """Who saw or changed what; the name is copied, for it must outlive the account."""
    db.table("audit").create(
        {
            "id": int,
            "at": float,
            "user_id": int,
            "who": str,
            "action": str,
            "target": str,
            "details": str,
            "address": str,
        },
        pk="id",
        not_null={"at", "who", "action", "target", "details", "address"},
    )
    db.table("audit").create_index(["at"])
    db.table("audit").create_index(["user_id", "at"])
    db.table("audit").create_index(["action", "at"])
    db.table("audit").create_index(["target", "at"])
