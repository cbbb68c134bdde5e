"""Links that let somebody choose their password: once, and for a few days."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ivr.accounts import passwords
from ivr.accounts.phones import PhoneTaken, keep_to_one, normal_phone
from ivr.accounts.sessions import digest
from ivr.accounts.users import EmailTaken, Role, User, normal_email
from ivr.database import Connections

VALID_SECONDS = 7 * 86_400.0
RESET_SECONDS = 86_400.0
"""A link that changes an existing password lives less long."""


@dataclass(frozen=True)
class Invitation:
    """One link, without its secret."""

    id: int
    email: str
    name: str
    role: Role
    services: tuple[str, ...]
    phone: str
    invited_by: str
    expires_at: float
    """Seconds since the epoch."""
    user_id: int | None
    """The account whose password it changes; None: it makes a new account."""


class Invitations:
    """The table of invitations."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def invite(
        self,
        email: str,
        name: str,
        role: Role,
        *,
        services: Sequence[str] = (),
        phone: str = "",
        by: str = "",
    ) -> str:
        """Invite somebody new; the secret of their link. An earlier invitation is void.

        `phone`: as people write it. Raises EmailTaken, PhoneTaken, NotAPhone.
        """
        phone = normal_phone(phone)
        if self._connections.get().table("users").count_where("email = ?", [normal_email(email)]):
            raise EmailTaken(email)
        return self._write(normal_email(email), name.strip(), role, services, phone, by, None, VALID_SECONDS)

    def reset(self, user: User, by: str = "") -> str:
        """A link for somebody who forgot their password; the secret of their link."""
        return self._write(
            user.email, user.name, user.role, user.services, user.phone, by, user.id, RESET_SECONDS
        )

    def waiting(self) -> list[Invitation]:
        """Those that can still be used, the latest first."""
        rows = (
            self._connections.get()
            .table("invitations")
            .rows_where(_OPEN, [self._clock()], order_by="id desc")
        )
        return [_invitation(row) for row in rows]

    def find(self, token: str) -> Invitation | None:
        """The invitation of this link; None when used, revoked, too old or unknown."""
        rows = (
            self._connections.get()
            .table("invitations")
            .rows_where(f"{_OPEN} and digest = ?", [self._clock(), digest(token)])
        )
        return next((_invitation(row) for row in rows), None)

    def revoke(self, invitation_id: int) -> bool:
        """Make a link void; false when it already was."""
        with self._connections.writing() as db:
            done = db.execute(
                f"update invitations set revoked_at = ? where id = ? and {_UNUSED}",  # noqa: S608 - ours
                [self._clock(), invitation_id],
            )
        return bool(done.rowcount == 1)

    def accept(self, token: str, password: str) -> int | None:
        """Use the link: the account is made, or its password changed; its number. None: too late.

        Raises EmailTaken when somebody was added with this address meanwhile.
        """
        hashed = passwords.hashed(password)
        now = self._clock()
        with self._connections.writing() as db:
            used = db.execute(
                f"update invitations set used_at = ? where {_OPEN} and digest = ?",  # noqa: S608 - ours
                [now, now, digest(token)],
            )
            if used.rowcount != 1:
                return None
            row = next(iter(db.table("invitations").rows_where("digest = ?", [digest(token)])))
            if row["user_id"] is not None:
                db.execute(
                    "update users set password = ?, session_version = session_version + 1 where id = ?",
                    [hashed, row["user_id"]],
                )
                return int(row["user_id"])
            if db.table("users").count_where("email = ?", [row["email"]]):
                raise EmailTaken(row["email"])
            kept = {name: row[name] for name in ("email", "name", "role", "services", "phone")}
            try:
                keep_to_one(db, row["phone"], row["email"], now)
            except PhoneTaken:  # an invitation of before numbers were kept apart: they enter all the same
                kept["phone"] = ""
            added = db.table("users").insert({**kept, "password": hashed, "created_at": now})
            return int(added.last_pk)  # type: ignore[arg-type]  # an int, for the key is one

    def _write(
        self,
        email: str,
        name: str,
        role: Role,
        services: Sequence[str],
        phone: str,
        by: str,
        user_id: int | None,
        seconds: float,
    ) -> str:
        token = secrets.token_urlsafe(24)
        now = self._clock()
        with self._connections.writing() as db:
            if user_id is None:
                keep_to_one(db, phone, email, now)
            db.execute(
                f"update invitations set revoked_at = ? where email = ? and {_UNUSED}",  # noqa: S608 - ours
                [now, email],
            )
            db.table("invitations").insert(
                {
                    "digest": digest(token),
                    "user_id": user_id,
                    "email": email,
                    "name": name,
                    "role": role.value,
                    "services": json.dumps(list(services)),
                    "phone": phone,
                    "invited_by": by,
                    "invited_at": now,
                    "expires_at": now + seconds,
                }
            )
        return token


_UNUSED = "used_at is null and revoked_at is null"
_OPEN = f"{_UNUSED} and expires_at > ?"


def _invitation(row: dict[str, Any]) -> Invitation:
    return Invitation(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        services=tuple(json.loads(row["services"])),
        phone=row["phone"],
        invited_by=row["invited_by"] or "",
        expires_at=row["expires_at"],
        user_id=row["user_id"],
    )
