"""What a screen may need: settings, databases, the knowledge, the voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from flask import current_app

from ivr.calls.availability import Availability
from ivr.console.call_files import CallFiles
from ivr.console.live_calls import LiveCalls
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

    @cached_property
    def files(self) -> CallFiles:
        """Calls as people may see them."""
        return CallFiles(self.settings, self.calls, self.knowledge)

    @cached_property
    def live(self) -> LiveCalls:
        """The calls going on."""
        return LiveCalls(self.calls, self.desk, self.files, self.accounts.clock)

    @cached_property
    def availability(self) -> Availability:
        """Who of the agents takes calls."""
        return Availability(self.calls, self.accounts.clock)


def office() -> Office:
    """The current application's."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Office)  # noqa: S101 - for the type checker: install() put it there
    return found
