"""Doing the deeds: what the outbox promises, done in the world."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from flows.actions import Say, SendText, TakeMessage
from flows.booking import AskCallback, CancelAppointment
from flows.collect.phone_number import is_mobile
from flows.reporting import JoinReport, KeepRating, OpenReport, SendNotice
from ivr.calls.appointments import Appointments
from ivr.calls.outbox import Claimed, DeedError
from ivr.calls.reports import Reports
from ivr.database import Connections
from ivr.settings import Settings

log = logging.getLogger(__name__)


class TextSender(Protocol):
    """Sends an SMS. Raises DeedError."""

    def __call__(self, to: str, text: str) -> None: ...


class Effects:
    """Performs claimed deeds; each one may come twice and must count once."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        send_text: TextSender,
        words_of: Callable[[Say], str],
        now: float,
    ) -> None:
        """`words_of`: a prompt as written on a screen. `now`: seconds since the epoch."""
        self._connections = connections
        self._send_text = send_text
        self._words_of = words_of
        self._now = now
        self._appointments = Appointments(settings, connections)
        self._reports = Reports(connections, settings.zone)

    def __call__(self, claimed: Claimed) -> None:
        """Do one deed. Raises DeedError."""
        match claimed.deed:
            case TakeMessage() as deed:
                self._keep_message(claimed, deed)
            case SendText(to=to, text=text):
                self._send_once(claimed, to, text)
            case SendNotice() as deed:
                self._send_notice(claimed, deed)
            case CancelAppointment(reference=reference, phone=phone):
                self._appointments.cancel(reference, phone, self._now)
            case OpenReport() as deed:
                self._reports.open(claimed, deed, self._now)
            case JoinReport() as deed:
                self._reports.join(claimed, deed, self._now)
            case AskCallback() as deed:
                self._keep_callback(claimed, deed)
            case KeepRating(score=score, topic=topic, comment=comment):
                rating = {"score": score, "topic": topic, "comment": comment, "given_at": self._now}
                self._keep("ratings", claimed, rating)
            case deed:
                raise DeedError(f"Nobody knows how to do {type(deed).__name__}.", permanent=True)

    def _keep(self, table: str, claimed: Claimed, row: Mapping[str, Any]) -> None:
        self._connections.get().table(table).insert(
            {"deed": claimed.id, "call_id": claimed.call_id, **row},
            ignore=True,  # the deed is unique: kept twice, it is kept once
        )

    def _keep_message(self, claimed: Claimed, deed: TakeMessage) -> None:
        row = self._connections.get().execute("select caller from calls where id = ?", [claimed.call_id])
        caller = row.fetchone()
        message = {
            "service": deed.service,
            "subject": deed.subject,
            "text": deed.text,
            "phone": deed.phone or (caller[0] if caller else ""),
            "left_at": self._now,
        }
        self._keep("messages", claimed, message)
        log.info("A message for %s was kept.", deed.service)

    def _keep_callback(self, claimed: Claimed, deed: AskCallback) -> None:
        callback = {
            "service": deed.service,
            "subject": deed.subject,
            "phone": deed.phone,
            "name": deed.name,
            "start": deed.start,
            "end": deed.end,
            "asked_at": self._now,
        }
        self._keep("callbacks", claimed, callback)
        log.info("%s is to ring somebody back.", deed.service)

    def _send_notice(self, claimed: Claimed, deed: SendNotice) -> None:
        if not is_mobile(deed.to):
            raise DeedError("A landline can receive no text: none was sent.", permanent=True)
        self._send_once(claimed, deed.to, self._words_of(Say(prompt=deed.prompt, values=deed.values)))

    def _send_once(self, claimed: Claimed, to: str, text: str) -> None:
        """Send, then remember it: only a death between the two sends a text twice."""
        sent = self._connections.get().table("sent_texts")
        if sent.count_where("deed = ?", [claimed.id]):
            return
        self._send_text(to, text)
        sent.insert({"deed": claimed.id, "sent_at": self._now}, ignore=True)
