"""The account of `make run`: whoever tries the line on their own machine opens the console at once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ivr.accounts.accounts import Accounts
from ivr.accounts.users import Role

EMAIL = "demonstration@localhost"
"""Signs in only on a line whose address is the machine itself."""
PASSWORD_FILE = "demonstration-password"  # noqa: S105 - a file's name


def demonstration_password(accounts: Accounts, var: Path, name: str) -> str:
    """Make sure that the account exists; its password, kept in var, or empty when there is nothing to tell.

    Only where nobody else has an account: a town hall that has begun to work has no use for it.
    """
    path = var / PASSWORD_FILE
    user = accounts.users.by_email(EMAIL)
    if user is not None:
        return path.read_text().strip() if path.exists() and not user.disabled else ""
    if accounts.users.all():
        return ""
    password = secrets.token_urlsafe(12)
    accounts.users.add(EMAIL, name, Role.ADMIN, password=password)
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)
    return password
