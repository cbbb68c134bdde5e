"""People who sign in: what is known of them, and how it is changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ivr.accounts import passwords
from ivr.accounts.phones import keep_to_one, normal_phone
from ivr.database import Connections


class Role(StrEnum):
    """What somebody may do."""

    ADMIN = "admin"
    """Everything."""
    AGENT = "agent"
    """Takes calls, handles what callers left for their services."""
    VIEWER = "viewer"
    """Reads indicators and calls, numbers masked."""


@dataclass(frozen=True)
class User:
    """Somebody who may sign in."""

    id: int
    email: str
    name: str
    role: Role
    services: tuple[str, ...] = ()
    """Slugs of the services an agent works for; empty: all."""
    phone: str = ""
    """E.164 number their calls ring on; empty: none."""
    disabled: bool = False
    second_factor: bool = False
    """A code from their telephone is asked for after the password."""
    session_version: int = 0

    @property
    def revision(self) -> str:
        """Changes whenever what an administrator decides of them does."""
        decided = repr((self.name, self.role.value, sorted(self.services), self.phone))
        return hashlib.sha256(decided.encode()).hexdigest()[:16]

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN


def sees_service(user: User, service: str) -> bool:
    """May they see what belongs to this service? (slug)"""
    return user.is_admin or not user.services or service in user.services


class EmailTaken(ValueError):
    """Somebody has this address already."""


class LastAdmin(ValueError):
    """Nobody would be left to administer the line."""


class Overtaken(ValueError):
    """Somebody else changed the account meanwhile."""


def normal_email(email: str) -> str:
    """The form addresses are compared in."""
    return email.strip().casefold()


class Users:
    """The table of users."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def all(self) -> list[User]:
        """Everybody, by name."""
        rows = self._connections.get().table("users").rows_where(order_by="name collate nocase, id")
        return [_user(row) for row in rows]

    def by_id(self, user_id: int) -> User | None:
        """The user of this number, disabled or not."""
        row = self._row("id = ?", user_id)
        return _user(row) if row else None

    def by_email(self, email: str) -> User | None:
        """The user with this address, disabled or not."""
        row = self._row("email = ?", normal_email(email))
        return _user(row) if row else None

    def password_of(self, user_id: int) -> str:
        """The hash to verify a password against; empty when none was chosen yet."""
        row = self._row("id = ?", user_id)
        return str(row["password"]) if row else ""

    def add(
        self,
        email: str,
        name: str,
        role: Role,
        *,
        services: Sequence[str] = (),
        phone: str = "",
        password: str = "",
    ) -> User:
        """Add somebody; without a password they cannot sign in yet. `phone`: as people write it.

        Raises EmailTaken, PhoneTaken, NotAPhone.
        """
        hashed, phone = passwords.hashed(password) if password else "", normal_phone(phone)
        with self._connections.writing() as db:
            if self._row("email = ?", normal_email(email)):
                raise EmailTaken(email)
            keep_to_one(db, phone, normal_email(email), self._clock())
            inserted = db.table("users").insert(
                {
                    "email": normal_email(email),
                    "name": name.strip(),
                    "role": role.value,
                    "services": json.dumps(list(services)),
                    "phone": phone,
                    "password": hashed,
                    "created_at": self._clock(),
                }
            )
            user_id = int(inserted.last_pk)  # type: ignore[arg-type]  # an int, for the key is one
        return self._known(user_id)

    def change(
        self,
        user_id: int,
        *,
        name: str,
        role: Role,
        services: Sequence[str],
        phone: str,
        revision: str | None = None,
    ) -> User:
        """Change who they are; another role or other services end their sessions, for pages may be open.

        `revision`: what was seen before deciding; None: whatever it was. `phone`: as people write it. Raises
        LastAdmin, Overtaken, NotAPhone, and PhoneTaken when it is another one than before.
        """
        phone = normal_phone(phone)
        with self._connections.writing() as db:
            before = self._known(user_id)
            if revision is not None and revision != before.revision:
                raise Overtaken(before.email)
            if role is not Role.ADMIN:
                self._keep_an_admin(before)
            if phone != before.phone:
                keep_to_one(db, phone, before.email, self._clock())
            moved = before.role is not role or set(before.services) != set(services)
            db.execute(
                "update users set name = ?, role = ?, services = ?, phone = ?,"
                " session_version = session_version + ? where id = ?",
                [name.strip(), role.value, json.dumps(list(services)), phone, int(moved), user_id],
            )
        return self._known(user_id)

    def set_password(self, user_id: int, password: str) -> None:
        """Another password: every session of theirs ends."""
        hashed = passwords.hashed(password)
        with self._connections.writing() as db:
            db.execute(
                "update users set password = ?, session_version = session_version + 1 where id = ?",
                [hashed, user_id],
            )

    def rehash(self, user_id: int, password: str) -> None:
        """Keep the same password under today's parameters; sessions go on."""
        hashed = passwords.hashed(password)
        with self._connections.writing() as db:
            db.execute("update users set password = ? where id = ?", [hashed, user_id])

    def disable(self, user_id: int, *, disabled: bool = True, even_last: bool = False) -> None:
        """Refuse, or admit again; their sessions end either way.

        Raises LastAdmin, unless `even_last`: for whoever can add another without the console; PhoneTaken when
        somebody has the telephone of whoever comes back.
        """
        with self._connections.writing() as db:
            user = self._known(user_id)
            if disabled and not even_last:
                self._keep_an_admin(user)
            if not disabled:
                keep_to_one(db, user.phone, user.email, self._clock())
            db.execute(
                "update users set disabled_at = ?, session_version = session_version + 1 where id = ?",
                [self._clock() if disabled else None, user_id],
            )

    def sign_out_everywhere(self, user_id: int | None = None) -> None:
        """End every session of somebody; of everybody when None."""
        with self._connections.writing() as db:
            db.execute(
                "update users set session_version = session_version + 1 where ? is null or id = ?",
                [user_id, user_id],
            )

    def _keep_an_admin(self, user: User) -> None:
        """Inside the transaction that takes somebody's rights: two who leave together must not both."""
        others = "role = 'admin' and disabled_at is null and password != '' and id != ?"
        if user.is_admin and not self._connections.get().table("users").count_where(others, [user.id]):
            raise LastAdmin(user.email)

    def _known(self, user_id: int) -> User:
        user = self.by_id(user_id)
        if user is None:
            raise LookupError(f"There is no user {user_id}.")
        return user

    def _row(self, condition: str, value: object) -> dict[str, Any] | None:
        return next(iter(self._connections.get().table("users").rows_where(condition, [value])), None)


def _user(row: dict[str, Any]) -> User:
    return User(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        services=tuple(json.loads(row["services"])),
        phone=row["phone"],
        disabled=row["disabled_at"] is not None,
        second_factor=bool(row["totp_secret"]),
        session_version=row["session_version"],
    )
