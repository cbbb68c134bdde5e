"""What a screen may need: settings, databases, the knowledge, the voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app

from ivr.database import Connections
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.accounts.accounts import Accounts
    from ivr.calls.desk import Desk
    from knowledge.librarian import Librarian
    from knowledge.store import KnowledgeStore
    from speech.mouth import Mouth

EXTENSION = "office"


@dataclass(frozen=True)
class Office:
    """One process's console, as its screens see the house."""

    settings: Settings
    calls: Connections
    """To calls.db."""
    knowledge: KnowledgeStore
    librarian: Librarian
    desk: Desk
    accounts: Accounts
    mouth: Mouth | None
    """None on a machine without a voice."""
    now: Callable[[], datetime]
    """The moment the town lives in, with its zone."""


def office() -> Office:
    """The current application's."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Office)  # noqa: S101 - for the type checker: install() put it there
    return found
