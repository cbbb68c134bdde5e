"""Background work: deeds, calls whose channel vanished, sentences to render, backups."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from flows.codec import CodecError
from flows.events import HungUp
from ivr.calls.desk import Desk
from ivr.calls.effects import DueDate, Effects, LinkFor
from ivr.calls.erasure import erase_old
from ivr.calls.file_erasure import erase_files
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.lateness import notice_late
from ivr.calls.letters import LetterSender
from ivr.calls.log import FlowChanged
from ivr.calls.outbox import Outbox
from ivr.calls.reminders import remind
from ivr.calls.search_index import index_due
from ivr.calls.texts import TextSender
from ivr.database import Connections, back_up, backups

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
BACKUP_SECONDS = 24 * 3600.0
SWEEP_SECONDS = 30.0
ERASE_SECONDS = 24 * 3600.0
"""Erasing looks at every call, and what was made of erased words is made again: a promise of days is kept by
the day."""


class RendersAhead(Protocol):
    """Something that can prepare sentences: the mouth."""

    def cached(self, text: str, slow: bool = False) -> bool: ...
    def render_ahead(self, texts: Sequence[str]) -> int: ...


@dataclass
class Worker:
    """One background process. Several may run: claims keep them apart."""

    name: str
    desk: Desk
    connections: Connections
    others: Sequence[Path]
    """The other databases, backed up with the calls."""
    send_text: TextSender
    sentences: Callable[[], list[str]]
    """Every sentence worth having ready, as of now."""
    mouth: RendersAhead | None
    clock: Callable[[], float]
    photo_link: LinkFor
    send_letter: LetterSender | None = None
    """None: the services are not written to."""
    due_date: DueDate = lambda service, at: None
    erased_at: float = -ERASE_SECONDS
    """When what is too old was last erased."""

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop; a failing pass is logged and the next one tried."""
        outbox = Outbox(self.connections, self.name)
        next_sweep = next_backup = next_render = self.clock()
        while not stop.is_set():
            now = self.clock()
            try:
                while outbox.run_one(self._effects(now), now):
                    now = self.clock()
                index_due(self.connections, self.desk.settings.line.language)
                if now >= next_sweep:
                    next_sweep = now + SWEEP_SECONDS
                    self.sweep()
                    self.keep_promises(now)
                if now >= next_render:
                    next_render = now + SWEEP_SECONDS
                    self.render(stop)
                if now >= next_backup:
                    next_backup = now + SWEEP_SECONDS
                    self.daily(now)
            except (sqlite3.Error, OSError) as error:
                log.error("Background work waits: %s", error)
                stop.wait(5.0)
            except Exception:  # one bad row or sentence must not stop the rest of the work
                log.exception("Background work goes on after an unexpected error.")
                stop.wait(5.0)
            stop.wait(IDLE_SECONDS)

    def _effects(self, now: float) -> Effects:
        return Effects(
            self.desk.settings,
            self.connections,
            self.send_text,
            self.desk.screen_text,
            now,
            send_letter=self.send_letter,
            due_date=self.due_date,
            photo_link=self.photo_link,
        )

    def keep_promises(self, now: float) -> None:
        """Notice what is late, and remind people of tomorrow's visits."""
        if late := notice_late(self.connections, now):
            log.warning("%d things left for the services are late.", late)
        if reminded := remind(self.desk.settings, self.connections, datetime.fromtimestamp(now, UTC)):
            log.info("%d people are reminded of tomorrow's visit.", reminded)

    def daily(self, now: float) -> None:
        """Backups, once a day by the age of the newest; indicators; forgetting what is too old."""
        for path in (self.connections.path, *self.others):
            newest = next(iter(backups(path)), None)
            if newest is None or now - newest.stat().st_mtime >= BACKUP_SECONDS:
                log.info("Backup written: %s", back_up(path))
        # First: whether a caller called again cannot be known once their number is erased.
        Ledger(self.desk.settings, self.connections).keep(now)
        if now - self.erased_at >= ERASE_SECONDS:
            self.erased_at = now
            erased = erase_old(self.connections.get(), self.desk.settings.retention, now)
            if erased.anything:
                log.info("Erased what was too old: %s", erased)
            erase_files(self.desk.settings, self.connections, now)

    def render(self, stop: threading.Event) -> int:
        """Render what is not ready yet, one sentence at a time and only while nobody is on the line."""
        if self.mouth is None:
            return 0
        rendered = 0
        for text in self.sentences():
            if stop.is_set() or self.desk.live_streams():
                break
            if not self.mouth.cached(text):
                try:
                    rendered += self.mouth.render_ahead([text])
                except Exception:
                    log.exception("A sentence of %d characters could not be rendered.", len(text))
        return rendered

    def sweep(self) -> int:
        """End the calls whose channel went away without a word; how many."""
        ended = 0
        for call_id in self.desk.vanished():
            try:
                conversation = self.desk.resume(call_id)
                if conversation is not None:
                    conversation.handle("swept", HungUp(reason="swept"))
            except (FlowChanged, CodecError) as unreadable:
                log.warning("%s", unreadable)
                self.desk.close(call_id)
            ended += 1
        return ended
