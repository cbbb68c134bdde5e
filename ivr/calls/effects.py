"""Doing the deeds: what the outbox promises, done in the world."""

from __future__ import annotations

import logging
import wave
from collections.abc import Callable, Mapping
from typing import Any

from sqlite_utils import Database

from flows.actions import Say, SendText, TakeMessage
from flows.booking import AskCallback, CancelAppointment, CancelCallback, RenameAppointment
from flows.messages.words import not_to_be_rung
from flows.reporting import (
    ChangeUpdates,
    CorrectReport,
    JoinReport,
    KeepRating,
    OpenReport,
    RemindByText,
    SendNotice,
)
from ivr.calls.appointments import Appointments
from ivr.calls.due import DueDate, end_of_window
from ivr.calls.house_deeds import NotifyService
from ivr.calls.letters import Letters, LetterSender, written_window
from ivr.calls.moved_callbacks import callback_meant, give_up, move
from ivr.calls.outbox import Claimed, DeedError, promise
from ivr.calls.promised import promised_at
from ivr.calls.reports import Reports
from ivr.calls.sounds_kept import SoundsKept
from ivr.calls.texts import Texts, TextSender
from ivr.database import Connections
from ivr.settings import Settings

log = logging.getLogger(__name__)

LinkFor = Callable[[str], str]
"""The address where a citizen adds a photo to the report with this reference."""

TOLD_BEFORE = (
    "name",
    "visit",
    "slot",
    "booked",
    "phone",
    "address",
    "problem",
    "wished",
    "said",
    "outstanding",
)
"""What a message tells of the call before it, in this order; each has a sentence of its own."""


class Effects:
    """Performs claimed deeds; each one may come twice and must count once."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        send_text: TextSender,
        words_of: Callable[[Say], str],
        now: float,
        *,
        send_letter: LetterSender | None = None,
        due_date: DueDate = lambda service, at: None,
        photo_link: LinkFor,
    ) -> None:
        """`words_of`: a prompt as written on a screen. `now`: seconds since the epoch.

        Without `send_letter`, the services are not written to.
        """
        self._settings = settings
        self._connections = connections
        self._texts = Texts(connections, send_text, now)
        self._words_of = words_of
        self._now = now
        self._send_letter = send_letter
        self._due_date = due_date
        self._photo_link = photo_link
        self._letters = Letters(settings)
        self._appointments = Appointments(settings, connections)
        self._reports = Reports(connections, settings.zone)

    def __call__(self, claimed: Claimed) -> None:
        """Do one deed. Raises DeedError."""
        match claimed.deed:
            case TakeMessage() as deed:
                self._keep_message(claimed, deed)
            case SendText(to=to, text=text):
                self._texts.send_once(claimed, to, text)
            case SendNotice() as deed:
                self._send_notice(claimed, deed)
            case CancelAppointment(reference=reference, phone=phone):
                if self._appointments.cancel(reference, phone, self._now):
                    self._have_told(NotifyService(about="appointment", item=reference, occasion="cancelled"))
            case RenameAppointment(reference=reference, phone=phone, name=name):
                if self._appointments.rename(reference, phone, name):
                    self._have_told(NotifyService(about="appointment", item=reference, occasion="corrected"))
            case RemindByText(reference=reference):
                self._appointments.have_reminded(reference)
            case OpenReport() as deed:
                reference = self._reports.open(claimed, deed, self._promised_at(claimed))
                self._have_told(NotifyService(about="report", item=reference))
            case JoinReport() as deed:
                self._reports.join(claimed, deed, self._promised_at(claimed))
                joined = NotifyService(
                    about="report", item=deed.reference, occasion="joined", witness=claimed.id
                )
                self._have_told(joined, times=claimed.id)
            case CorrectReport() as deed:
                self._reports.correct(claimed, deed, self._promised_at(claimed))
                corrected = NotifyService(about="report", item=deed.reference, occasion="corrected")
                self._have_told(corrected, times=claimed.id)
            case ChangeUpdates() as deed:
                self._reports.change_updates(deed)
            case AskCallback(changes=True) as deed:
                self._change_callback(claimed, deed)
            case AskCallback() as deed:
                self._keep_callback(claimed, deed)
            case CancelCallback() as deed:
                self._cancel_callback(claimed, deed)
            case KeepRating(score=score, topic=topic, comment=comment):
                rating = {
                    "score": score,
                    "topic": topic,
                    "comment": comment,
                    "given_at": self._promised_at(claimed),
                }
                self._keep("ratings", claimed, rating)
            case NotifyService() as deed:
                self._write_to_service(claimed, deed)
            case deed:
                raise DeedError(f"Nobody knows how to do {type(deed).__name__}.", permanent=True)

    def _promised_at(self, claimed: Claimed) -> float:
        """What callers leave bears the date of their call, however late the work is done."""
        return promised_at(self._connections.get(), claimed, self._now)

    def _keep(self, table: str, claimed: Claimed, row: Mapping[str, Any]) -> None:
        self._connections.get().table(table).insert(
            {"deed": claimed.id, "call_id": claimed.call_id, **row},
            ignore=True,  # the deed is unique: kept twice, it is kept once
        )

    def _keep_message(self, claimed: Claimed, deed: TakeMessage) -> None:
        db = self._connections.get()
        at = self._promised_at(claimed)
        caller = db.execute("select caller from calls where id = ?", [claimed.call_id]).fetchone()
        if any(map(not_to_be_rung, deed.text.splitlines())):
            caller = None
        message = {
            "service": deed.service,
            "subject": deed.subject,
            "text": self._told_in(deed),
            "phone": deed.phone or (caller[0] if caller else ""),
            "left_at": at,
            "due_at": self._due_date(deed.service, at),
        }
        self._keep("messages", claimed, message)
        (number,) = db.execute("select id from messages where deed = ?", [claimed.id]).fetchone()
        if self._settings.recording.messages:
            self._keep_sound(claimed.call_id, number)
        self._have_told(NotifyService(about="message", item=str(number)))
        log.info("A message for %s was kept.", deed.service)

    def _told_in(self, deed: TakeMessage) -> str:
        """The caller's words, and what the call had taken down before them."""
        words = deed.text or self._words_of(Say(prompt="message.by_keys"))
        return "\n".join([words, *self._told_before(deed), *self._doubts(deed.unsure_phone)])

    def _told_before(self, deed: TakeMessage | AskCallback) -> list[str]:
        """What the call had taken down, a sentence each."""
        return [
            self._words_of(Say(prompt=f"message.told.{name}", values={"value": value}))
            for name in TOLD_BEFORE
            if (value := deed.fields.get(name)) and value not in (deed.phone, deed.subject)
        ]

    def _doubts(self, unsure_phone: bool) -> list[str]:
        return [self._words_of(Say(prompt="message.unsure_phone"))] if unsure_phone else []

    def _keep_sound(self, call_id: str, number: int) -> None:
        """Put the recording beside the words; without it, the words are enough."""
        try:
            name = SoundsKept(self._settings.var).gather(call_id, number)
        except (OSError, wave.Error) as error:
            log.error("The recording of message %d could not be kept: %s", number, error)
            return
        if name:
            with self._connections.writing() as db:
                db.execute("update messages set audio = ? where id = ?", [name, number])

    def _change_callback(self, claimed: Claimed, deed: AskCallback) -> None:
        """Put a callback in the place of the one agreed before; done twice, it is the same.

        Where that one was dealt with meanwhile, what is wanted now is another one.
        """
        at = self._promised_at(claimed)
        changes = {
            "service": deed.service,
            "subject": self._about(deed),
            "phone": deed.phone,
            "start": deed.start,
            "end": deed.end,
            "due_at": end_of_window(deed.end, self._settings.zone) or self._due_date(deed.service, at),
            "late_at": None,
        }
        with self._connections.writing() as db:
            stands_in = db.table("callbacks").count_where("deed = ?", [claimed.id])
            meant = (
                None
                if stands_in
                else callback_meant(db, claimed, deed.replaces, deed.was_phone or deed.phone)
            )
            if meant is not None and meant.overtaken:
                return
            moved = meant is not None and (
                meant.done or move(db, meant, claimed, changes, at=at, was=self._agreed_on(db, meant.number))
            )
        if meant is None or not moved:
            self._keep_callback(claimed, deed)
            return
        changed = NotifyService(about="callback", item=str(meant.number), occasion="changed")
        self._have_told(changed, times=claimed.id)

    def _agreed_on(self, db: Database, number: int) -> str:
        """What was agreed for a callback, as its service reads it."""
        query = "select coalesce(start, ''), coalesce(\"end\", ''), subject from callbacks where deed = ?"
        start, end, subject = db.execute(query, [number]).fetchone()
        return ", ".join(filter(None, (written_window(start, end), subject)))

    def _cancel_callback(self, claimed: Claimed, deed: CancelCallback) -> None:
        """Close a callback that its caller gave up, and tell its service; done twice, it is the same."""
        at = self._promised_at(claimed)
        outcome = self._words_of(Say(prompt="callback.given_up"))
        with self._connections.writing() as db:
            meant = callback_meant(db, claimed, deed.reference, deed.phone)
            if meant is None or not (meant.done or give_up(db, meant, claimed, outcome, at=at)):
                return
        self._have_told(NotifyService(about="callback", item=str(meant.number), occasion="cancelled"))

    def _about(self, deed: AskCallback) -> str:
        """What a callback is about, what the call told besides, and that its number was never agreed to."""
        besides = [*self._told_before(deed), *self._doubts(deed.unsure_phone)]
        if not besides:
            return deed.subject
        about = deed.subject or self._words_of(Say(prompt="callback.no_subject"))
        return "\n".join([about, *besides])

    def _keep_callback(self, claimed: Claimed, deed: AskCallback) -> None:
        at = self._promised_at(claimed)
        callback = {
            "service": deed.service,
            "subject": self._about(deed),
            "phone": deed.phone,
            "name": deed.name,
            "start": deed.start,
            "end": deed.end,
            "asked_at": at,
            "due_at": end_of_window(deed.end, self._settings.zone) or self._due_date(deed.service, at),
        }
        self._keep("callbacks", claimed, callback)
        self._have_told(NotifyService(about="callback", item=str(claimed.id)))
        log.info("%s is to ring somebody back.", deed.service)

    def _have_told(self, notice: NotifyService, times: int = 0) -> None:
        """Promise a letter to the service, once; `times` tells apart what may happen several times."""
        if self._send_letter is None:
            return
        key = f"letter/{notice.about}/{notice.item}/{notice.occasion}/{times}"
        with self._connections.writing() as db:
            promise(db, key, notice, self._now)

    def _write_to_service(self, claimed: Claimed, deed: NotifyService) -> None:
        """Send a letter, then remember it, as a text is."""
        db = self._connections.get()
        sent = db.table("sent_letters")
        if self._send_letter is None or sent.count_where("deed = ?", [claimed.id]):
            return
        letter = self._letters.write(db, deed, claimed.id, self._now)
        if letter is None:  # erased meanwhile: there is nothing left to tell
            return
        self._send_letter(letter)
        sent.insert({"deed": claimed.id, "sent_at": self._now}, ignore=True)

    def _send_notice(self, claimed: Claimed, deed: SendNotice) -> None:
        values = dict(deed.values)
        if "reference" in values:
            values["photo_link"] = self._photo_link(str(values["reference"]))
        self._texts.send_once(
            claimed, deed.to, self._words_of(Say(prompt=deed.prompt, values=values, language=deed.language))
        )
