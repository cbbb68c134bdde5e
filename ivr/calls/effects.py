"""Doing the deeds: what the outbox promises, done in the world."""

from __future__ import annotations

import logging
from typing import Protocol

from flows.actions import SendText, TakeMessage
from ivr.calls.outbox import Claimed, DeedError
from ivr.database import Connections

log = logging.getLogger(__name__)


class TextSender(Protocol):
    """Sends an SMS. Raises DeedError."""

    def __call__(self, to: str, text: str) -> None: ...


class Effects:
    """Performs claimed deeds; each one may come twice and must count once."""

    def __init__(self, connections: Connections, send_text: TextSender, now: float) -> None:
        self._connections = connections
        self._send_text = send_text
        self._now = now

    def __call__(self, claimed: Claimed) -> None:
        """Do one deed. Raises DeedError."""
        deed = claimed.deed
        if isinstance(deed, TakeMessage):
            self._keep_message(claimed, deed)
        elif isinstance(deed, SendText):
            self._send_text(deed.to, deed.text)
        else:
            raise DeedError(f"Nobody knows how to do {type(deed).__name__}.", permanent=True)

    def _keep_message(self, claimed: Claimed, deed: TakeMessage) -> None:
        db = self._connections.get()
        caller = db.execute("select caller from calls where id = ?", [claimed.call_id]).fetchone()
        db.table("messages").insert(
            {
                "deed": claimed.id,
                "call_id": claimed.call_id,
                "service": deed.service,
                "subject": deed.subject,
                "text": deed.text,
                "phone": deed.phone or (caller[0] if caller else ""),
                "left_at": self._now,
            },
            ignore=True,  # the unique deed: a message kept twice is kept once
        )
        log.info("A message for %s was kept.", deed.service)
