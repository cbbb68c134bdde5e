"""People who sign in, by the address that what they did is kept under."""

from __future__ import annotations

from ivr.accounts.users import Role, User, sees_service
from ivr.console.office import office


def names_by_email() -> dict[str, str]:
    """Names of everybody who has, or had, an account."""
    return {one.email: one.name for one in office().accounts.users.all()}


def who_may_take(service: str) -> list[User]:
    """Those to whom something of this service may be given."""
    return [
        one
        for one in office().accounts.users.all()
        if not one.disabled and one.role is not Role.VIEWER and sees_service(one, service)
    ]
